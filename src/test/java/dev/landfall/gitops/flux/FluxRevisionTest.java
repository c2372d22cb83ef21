package dev.landfall.gitops.flux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FluxRevisionTest {
    private static final String SHA = "0123456789abcdef0123456789abcdef01234567";
    private static final String SHA256 = SHA + "0123456789abcdef01234567";

    @ParameterizedTest
    @CsvSource(textBlock = """
            main@sha1:SHA,            main,            SHA
            refs/heads/x@sha1:SHA,    refs/heads/x,    SHA
            feature/a@b@sha1:SHA,     feature/a@b,     SHA
            sha1:SHA,                 '',              SHA
            main@sha256:LONG,         main,            LONG
            main/SHA,                 main,            SHA
            HEAD/SHA,                 HEAD,            SHA
            feature/a@b/SHA,          feature/a@b,     SHA
            main@sha1:012345,         main@sha1:012345, ''
            v1.2.3,                   v1.2.3,          ''
            '',                       '',              ''
            """)
    void isDividedAtTheLastSign(String text, String ref, String commit) {
        FluxRevision revision = FluxRevision.parse(filled(text));
        assertThat(revision).isEqualTo(new FluxRevision(filled(ref), filled(commit)));
    }

    private static String filled(String text) {
        return text.replace("SHA", SHA).replace("LONG", SHA256);
    }
}
