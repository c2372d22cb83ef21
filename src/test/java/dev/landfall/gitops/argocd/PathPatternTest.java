package dev.landfall.gitops.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns as Go's path.Match reads them (src/path/match.go). */
class PathPatternTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            abc      | abc      | true
            abc      | abcd     | false
            *        | abc      | true
            *        | a/b      | false
            **       | a/b      | false
            a*/b     | a/b      | true
            a*/b     | a/c/b    | false
            a*b?c*x  | abxbbxdbxebxczzx | true
            a?b      | a☺b      | true
            a?b      | a/b      | false
            a[^a]b   | a☺b      | true
            a[b/]c   | a/c      | true
            a[!b]c   | a!c      | true
            [a-c]    | b        | true
            [c-a]    | b        | false
            [^c-a]   | b        | true
            [b.]     | .        | true
            [\\-x]   | -        | true
            [x\\-]   | z        | false
            [\\]a]   | ]        | true
            a\\*b    | a*b      | true
            a\\*b    | axb      | false
            a.c      | abc      | false
            a{b,c}   | ab       | false
            a]       | a]       | true
            []       | a        | false
            [^]      | ^        | false
            [-]      | -        | false
            [a-]     | a        | false
            [a       | a        | false
            a\\      | a        | false
            """)
    void aPatternFitsTheWholePath(String glob, String path, boolean expected) {
        assertThat(PathPattern.of(glob).matches(path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'{{name}}', a/b, true",
        "'{{.a}}-*/{{ .b }}', x/y-z/b/c, true",
        "'{{.a}}-*/b', x/y/b, false",
        "'a/{{name}', a/b, false"
    })
    void aParameterMayBeAnyText(String template, String path, boolean expected) {
        assertThat(PathPattern.ofTemplate(template).matches(path)).isEqualTo(expected);
    }
}
