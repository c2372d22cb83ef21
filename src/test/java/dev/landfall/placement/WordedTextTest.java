package dev.landfall.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gitops.Wording.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which piece of a template a wanted text differs in; parameters are {@code <a>} here. */
class WordedTextTest {
    private static final Pattern PIECE = Pattern.compile("<(?<name>[a-z]+)>|[^<]+");
    private static final Map<String, String> VALUES = Map.of("a", "1", "b", "2", "e", "");

    private static WordedText text(String template) {
        List<Piece> pieces = new ArrayList<>();
        Matcher piece = PIECE.matcher(template);
        while (piece.find())
            pieces.add(
                    piece.group("name") == null
                            ? new Piece.Literal(piece.group())
                            : new Piece.Parameter(piece.group(), piece.group("name")));
        return new WordedText(pieces, false);
    }

    private static Optional<String> value(String name) {
        return Optional.ofNullable(VALUES.get(name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <a>         | 1        | 7        | a=7
            <a>         | 1        | 11       | a=11
            v<a>        | v1       | v7       | a=7
            v<a>        | v1       | v1.1     | a=1.1
            v<a>        | v1       | w1       | w<a>
            v<a>-x      | v1-x     | v1-y     | v<a>-y
            v<a>-x      | v1-x     | v12-x    | a=12
            v<a>-x      | v9-x     | v8-x     | a=8
            v<a>-x      | v1-x     | v2-y     | several
            <a>:<b>     | 1:2      | 3:2      | a=3
            <a>:<b>     | 1:2      | 1:3      | b=3
            <a>:<b>     | 1:2      | 1:23     | b=23
            <a>:<b>     | 1:2      | 3:4      | several
            <a>:<b>     | 9:2      | 9:3      | unlike
            v<a>        | w1       | w2       | unlike
            <a>:<c>     | 1:2      | 1:3      | unlike
            v<e>        | v        | v3       | e=3
            """)
    void aDifferenceLiesInOnePieceOrInSeveral(String template, String live, String wanted, String found) {
        WordedText worded = text(template);
        String told = worded.partsOf(live, WordedTextTest::value)
                .map(parts -> worded.differing(parts, wanted)
                        .map(differing -> switch (differing) {
                            case WordedText.Differing.InLiteral(String text) -> text;
                            case WordedText.Differing.InParameter(String name, String value) -> name + "=" + value;
                        })
                        .orElse("several"))
                .orElse("unlike");
        assertThat(told).isEqualTo(found);
    }

    @Test
    void aParameterWithoutAValueMakesNoText() {
        assertThat(text("v<a>").with(WordedTextTest::value)).contains("v1");
        assertThat(text("v<c>").with(WordedTextTest::value)).isEmpty();
        assertThat(new WordedText(text("v<c>").pieces(), true).with(WordedTextTest::value))
                .contains("v<c>");
    }
}
