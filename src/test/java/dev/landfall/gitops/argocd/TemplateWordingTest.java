package dev.landfall.gitops.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gitops.Wording.Piece;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which parameters a text of an ApplicationSet names; what it does more is not read. */
class TemplateWordingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PLAIN | plain text                     | 'plain text'
            PLAIN | {{tag}}                        | <tag>
            PLAIN | shop/web:{{ image.tag }}-{{x}} | shop/web:,<image.tag>,-,<x>
            PLAIN | {{path[1]}}                    | <path[1]>
            PLAIN | {{metadata.labels.a/b}}        | <metadata.labels.a/b>
            PLAIN | {{tag                          | {{tag
            PLAIN | a{{ }}b                        | not read
            GO    | web:{{ .image.tag }}           | web:,<image.tag>
            GO    | {{.name}}                      | <name>
            GO    | '{{ .tag | lower }}'           | not read
            GO    | {{ index .path.segments 1 }}   | not read
            GO    | {{- .tag }}                    | not read
            GO    | '{{ if .a }}b{{ end }}'        | not read
            GO    | {{ "{{" }}                     | not read
            """)
    void aTextIsTakenApartWhereItOnlyNamesParameters(TemplateWording wording, String text, String pieces) {
        assertThat(wording.pieces(text)
                        .map(all -> all.stream()
                                .map(piece -> piece instanceof Piece.Parameter(String _, String name)
                                        ? "<" + name + ">"
                                        : piece.text())
                                .collect(Collectors.joining(",")))
                        .orElse("not read"))
                .isEqualTo(pieces);
    }
}
