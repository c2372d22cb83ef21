package dev.landfall.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoryUrlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://git.example.org/team/apps          | sound",
                "https://GIT.example.org:8443/team/apps.git | sound",
                "https://10.1.2.3/team/apps                 | sound",
                "http://git.example.org/team/apps           | plain-http",
                "https://localhost/team/apps                | host-not-allowed",
                "https://127.0.0.1/team/apps                | host-not-allowed",
                "https://[::1]/team/apps                    | host-not-allowed",
                "https://[::ffff:127.0.0.1]/team/apps       | host-not-allowed",
                "https://169.254.169.254/latest/meta-data   | host-not-allowed",
                "https://0.0.0.0/apps                       | host-not-allowed",
                "https://2130706433/apps                    | bad-repository-url",
                "https://0177.0.0.1/apps                    | bad-repository-url",
                "https://0x7f000001/apps                    | bad-repository-url",
                "https://127.1/apps                         | bad-repository-url",
                "https://user:canary@git.example.org/apps   | secret-in-url",
                "https://git.example.org@evil.example/apps  | secret-in-url",
                "https://git.example.org./apps              | bad-repository-url",
                "https://gıt.example.org/apps               | bad-repository-url",
                "https://git.example.org/                   | bad-repository-url",
                "https://git.example.org                    | bad-repository-url",
                "https://git.example.org/team/../other/apps | bad-repository-url",
                "https://git.example.org/team/%2e%2e/apps   | bad-repository-url",
                "https://git.example.org//apps              | bad-repository-url",
                "https://git.example.org/apps?x=1           | bad-repository-url",
                "https://git.example.org/apps#x             | bad-repository-url",
                "https://git.example.org/a b                | bad-repository-url",
                "file:///srv/git/apps                       | bad-repository-url",
                "/srv/git/apps                              | bad-repository-url",
                "git://git.example.org/apps                 | bad-repository-url",
                "ext::sh -c whoami                          | bad-repository-url",
                "ext::whoami                                | bad-repository-url",
                "--upload-pack=whoami                       | bad-repository-url",
                "ssh://git@git.example.org/apps             | sound",
                "ssh://git@git.example.org:2222/~ada/apps   | sound",
                "ssh://git.example.org/apps                 | sound",
                "git@git.example.org:team/apps.git          | sound",
                "git@git.example.org:/srv/team/apps.git     | sound",
                "ssh://git:canary@git.example.org/apps      | secret-in-url",
                "ssh://a@b@git.example.org/apps             | secret-in-url",
                "ssh://-oProxyCommand=x@git.example.org/a   | secret-in-url",
                "ssh://-oProxyCommand=x/apps                | bad-repository-url",
                "ssh://git@git.example.org/team/../apps     | bad-repository-url",
                "ssh://git@localhost/apps                   | host-not-allowed",
                "git@127.0.0.1:apps                         | host-not-allowed",
                "git@git.example.org:-upload-pack=whoami    | bad-repository-url",
                "git@git.example.org:a/../b                 | bad-repository-url",
                "git.example.org:team/apps                  | bad-repository-url",
                "https:git.example.org/apps                 | bad-repository-url",
                "-oProxyCommand=x@git.example.org:apps      | bad-repository-url",
                "''                                         | bad-repository-url",
            })
    void isSoundOrRefused(String text, String verdict) {
        assertThat(verdictOn(text, false)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "http://git.example.org/apps, sound",
        "http://127.0.0.1:8080/apps, sound",
        "https://localhost/apps, sound",
        "git://127.0.0.1/apps, bad-repository-url",
        "http://user@127.0.0.1/apps, secret-in-url"
    })
    void plainHttpAndThisMachineAreForWhoAllowsThem(String text, String verdict) {
        assertThat(verdictOn(text, true)).isEqualTo(verdict);
    }

    private static String verdictOn(String text, boolean allowPlainHttp) {
        try {
            assertThat(RepositoryUrl.parse(text, allowPlainHttp).text()).isEqualTo(text);
            return "sound";
        } catch (GitException refused) {
            assertThat(refused.fault()).isEqualTo(GitException.Fault.USAGE);
            assertThat(refused.toString()).doesNotContain("canary");
            return refused.reason().code();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://h.example/a/b, https://H.example:443/a/b.git/, true",
        "https://h.example/a/b, https://h.example/a/B, false",
        "https://h.example/a/b, https://h.example:444/a/b, false",
        "https://h.example/a/b, http://h.example/a/b, false",
        "http://h.example:80/a/b, http://h.example/a/b, true",
        "git@h.example:a/b, ssh://git@H.example:22/a/b.git, true",
        "git@h.example:a/b, https://h.example/a/b, false"
    })
    void knowsTheSameRepository(String one, String other, boolean same) {
        RepositoryUrl first = RepositoryUrl.parse(one, true);
        RepositoryUrl second = RepositoryUrl.parse(other, true);
        assertThat(first.sameRepositoryAs(second)).isEqualTo(same);
        assertThat(first.cacheKey().equals(second.cacheKey())).isEqualTo(same);
    }
}
