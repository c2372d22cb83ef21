package dev.landfall.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreePathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "..",
                "a/../b",
                "a/..",
                "./a",
                "a//b",
                "a/",
                ".git/config",
                "a/.git/hooks/x",
                "a/.GIT/config",
                ".git./x",
                ".git /x",
                "GIT~1/config",
                "git~2",
                ".g\u200cit/config",
                "a\\b",
                "C:/x",
                "c:x",
                "a\u0000b",
                "a\nb",
                "a\u202eb",
                "..."
            })
    void whatCouldLeadElsewhereIsRefused(String path) {
        assertThatExceptionOfType(GitException.class)
                .isThrownBy(() -> TreePath.ofFile(path))
                .satisfies(refused -> assertThat(refused.reason().code()).isEqualTo("path-refused"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a/b.yaml", ".github/x.yaml", "git/x", ".gitignore", "a..b/c", "ä/ö.yaml", "a b/c", "-x"})
    void ordinaryPathsPass(String path) {
        assertThat(TreePath.ofFile(path)).hasToString(path);
    }
}
