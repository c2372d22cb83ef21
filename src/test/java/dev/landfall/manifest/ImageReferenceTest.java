package dev.landfall.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As the container runtimes read it. */
class ImageReferenceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web",
                "web:1.1",
                "registry.example.org/web",
                "registry.example.org:5000/team/web:1.1",
                "localhost:5000/web:does-not-exist",
                "team/web-front_end.v2:1.1-rc.1_x",
                "web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "web:1.1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void isOne(String text) {
        assertThat(ImageReference.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Web:1.1",
                "web:",
                "web::1",
                "web:1.1 ",
                "web: 1.1",
                "-web",
                "web-",
                "team//web",
                "/web",
                "web:.1",
                "web@sha256:0123",
                "web@",
                "https://registry.example.org/web",
                "web:1\n",
                "web\u001b[31m"
            })
    void isNone(String text) {
        assertThat(ImageReference.isValid(text)).isFalse();
    }
}
