package dev.landfall.githost.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.git.RepositoryUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GitHubHostTest {
    private final GitHubHost gitHub = new GitHubHost();

    @ParameterizedTest
    @CsvSource({
        "https://github.com/team/shop, https://api.github.com",
        "git@github.com:team/shop.git, https://api.github.com",
        "ssh://git@ssh.github.com:443/team/shop.git, https://api.github.com",
        "https://octo.ghe.com/team/shop.git, https://api.octo.ghe.com",
        "git@octo.ghe.com:team/shop.git, https://api.octo.ghe.com",
        "https://git.example.org/team/shop, https://git.example.org/api/v3",
        "https://git.example.org:8443/team/shop, https://git.example.org:8443/api/v3",
        "git@git.example.org:team/shop.git, https://git.example.org/api/v3",
        "https://github.example.org/team/shop, https://github.example.org/api/v3"
    })
    void theApiIsWhereItsKindOfGitHubHasIt(String url, String api) {
        assertThat(gitHub.api(RepositoryUrl.parse(url, false))).hasToString(api);
    }

    @ParameterizedTest
    @ValueSource(strings = {"github.com", "ssh.github.com", "octo.ghe.com"})
    void itsOwnNamesTell(String host) {
        assertThat(gitHub.isAt(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "github.example.org",
                "notgithub.com",
                "github.com.example.org",
                "ghe.com",
                "evilghe.com",
                "gitlab.com",
                "ssh.example.org"
            })
    void otherNamesDoNot(String host) {
        assertThat(gitHub.isAt(host)).isFalse();
    }

    @Test
    void aPersonProposesOnThePageThatCompares() {
        assertThat(gitHub.pageToPropose(
                        RepositoryUrl.parse("git@github.com:team/shop.git", false), "release/1", "landfall/a b"))
                .hasToString("https://github.com/team/shop/compare/release/1...landfall/a%20b?expand=1");
        assertThat(gitHub.pageToPropose(
                        RepositoryUrl.parse("ssh://git@ssh.github.com:443/team/shop", false), "main", "x"))
                .hasToString("https://github.com/team/shop/compare/main...x?expand=1");
        assertThat(gitHub.pageToPropose(
                        RepositoryUrl.parse("https://git.example.org:8443/team/shop.git", false), "main", "x"))
                .hasToString("https://git.example.org:8443/team/shop/compare/main...x?expand=1");
    }
}
