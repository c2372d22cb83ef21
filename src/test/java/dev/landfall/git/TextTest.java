package dev.landfall.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people read: diffs, commit messages, and the words of others. */
class TextTest {

    @Test
    void diffReadsAsGitPrintsIt() {
        assertThat(UnifiedDiff.of("apps/web.yaml", bytes("a\nreplicas: 1\nb"), bytes("a\nreplicas: 2\nb")))
                .isEqualTo("""
                        diff --git a/apps/web.yaml b/apps/web.yaml
                        --- a/apps/web.yaml
                        +++ b/apps/web.yaml
                        @@ -1,3 +1,3 @@
                         a
                        -replicas: 1
                        +replicas: 2
                         b
                        \\ No newline at end of file
                        """);
    }

    @Test
    void diffOfNewDeletedAndEqualFiles() {
        assertThat(UnifiedDiff.of("a", Optional.empty(), bytes("x\n"))).isEqualTo("""
                diff --git a/a b/a
                new file mode 100644
                --- /dev/null
                +++ b/a
                @@ -0,0 +1 @@
                +x
                """);
        assertThat(UnifiedDiff.of("a", bytes("x\n"), Optional.empty())).isEqualTo("""
                diff --git a/a b/a
                deleted file mode 100644
                --- a/a
                +++ /dev/null
                @@ -1 +0,0 @@
                -x
                """);
        assertThat(UnifiedDiff.of("a", bytes("x\n"), bytes("x\n"))).isEmpty();
    }

    private static Optional<byte[]> bytes(String text) {
        return Optional.of(text.getBytes(UTF_8));
    }

    @Test
    void trailersAreTheLastParagraph() {
        CommitText text = new CommitText(
                "scale(shop/web):\nreplicas",
                "apps/web.yaml\n\nChange-Id: forged",
                List.of(new CommitText.Trailer("Change-Id", "01J\nForged: yes")));
        assertThat(text.text()).isEqualTo("""
                scale(shop/web): replicas

                apps/web.yaml

                Change-Id: forged

                Change-Id: 01J Forged: yes
                """);
    }

    @Test
    void identityIsANameAndAnAddress() {
        assertThat(Identity.parse("Landfall <landfall@example.org>"))
                .isEqualTo(new Identity("Landfall", "landfall@example.org"));
        for (String bad : List.of("", "Landfall", "<a@b>", "A <a@b> <c@d>", "A\nB: <a@b>")) {
            assertThatExceptionOfType(GitException.class).as(bad).isThrownBy(() -> Identity.parse(bad));
        }
    }

    @Test
    void secretsHideThemselves() {
        Credentials token = new Credentials.Token(new Secret("canary"));
        assertThat(token.toString()).doesNotContain("canary");
        assertThat(GitServer.login().toString()).doesNotContain(GitServer.PASSWORD);
        assertThat(token.redact("a canary, eC1hY2Nlc3MtdG9rZW46Y2FuYXJ5")).isEqualTo("a (secret), (secret)");
    }
}
