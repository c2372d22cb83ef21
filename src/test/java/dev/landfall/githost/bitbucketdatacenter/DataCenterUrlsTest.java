package dev.landfall.githost.bitbucketdatacenter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.git.RepositoryUrl;
import dev.landfall.git.Secret;
import dev.landfall.githost.HostCredential;
import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.Site;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a clone URL to the API and the pages. */
final class DataCenterUrlsTest {
    private final BitbucketDataCenterHost host = new BitbucketDataCenterHost();

    private static RepositoryUrl url(String text) {
        return RepositoryUrl.parse(text, false);
    }

    @ParameterizedTest
    @CsvSource({
        "https://git.example.org/scm/team/shop.git,https://git.example.org/rest",
        "https://git.example.org:8443/bitbucket/scm/team/shop.git,https://git.example.org:8443/bitbucket/rest",
        "https://git.example.org/a/b/scm/~alice/shop.git,https://git.example.org/a/b/rest",
        "ssh://git@git.example.org:7999/team/shop.git,https://git.example.org/rest",
        "git@git.example.org:team/shop.git,https://git.example.org/rest",
        "https://git.example.org/scm/scm/shop.git,https://git.example.org/rest"
    })
    void theApiIsBesideTheRepositories(String repository, String api) {
        assertThat(host.api(url(repository))).isEqualTo(URI.create(api));
    }

    @Test
    void thePageToProposeNamesBothBranches() {
        assertThat(host.pageToPropose(url("https://git.example.org/ctx/scm/team/shop.git"), "main", "landfall/a&b"))
                .isEqualTo(URI.create("https://git.example.org/ctx/projects/TEAM/repos/shop/pull-requests?create"
                        + "&sourceBranch=refs%2Fheads%2Flandfall%2Fa%26b&targetBranch=refs%2Fheads%2Fmain"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://git.example.org/scm/team/shop.git,https://git.example.org/projects/TEAM/repos/shop/pull-requests/12",
        "https://git.example.org/scm/team/shop.git,https://git.example.org/projects/team/repos/shop/pull-requests/12/diff",
        "ssh://git@git.example.org:7999/team/shop.git,https://git.example.org/c/projects/TEAM/repos/shop/pull-requests/12/overview",
        "https://git.example.org/scm/~alice/shop.git,https://git.example.org/users/alice/repos/shop/pull-requests/12",
        "https://git.example.org/scm/%7Ealice/shop.git,https://git.example.org/users/alice/repos/shop/pull-requests/12"
    })
    void theNumberIsInThePage(String repository, String page) {
        assertThat(repository(repository).numberIn(URI.create(page))).isEqualTo(OptionalLong.of(12));
    }

    @ParameterizedTest
    @CsvSource({
        "https://git.example.org/projects/OTHER/repos/shop/pull-requests/12",
        "https://x.org/projects/TEAM/repos/shop/pull-requests/12",
        "https://git.example.org/projects/TEAM/repos/shop/pull-requests?create",
        "https://git.example.org/projects/TEAM/repos/shop/commits/12",
        "mailto:team@example.org"
    })
    void otherPagesHaveNone(String page) {
        assertThat(repository("https://git.example.org/scm/team/shop.git").numberIn(URI.create(page)))
                .isEmpty();
    }

    @Test
    void noNameOfAHostTellsThatItIsOne() {
        assertThat(host.isAt("bitbucket.org")).isFalse();
        assertThat(host.isAt("bitbucket.example.org")).isFalse();
    }

    private HostedRepository repository(String repository) {
        RepositoryUrl url = url(repository);
        HostCredential token = new HostCredential.Token(new Secret("canary-51fd-token"));
        return host.repository(new Site(url, host.api(url), token, Optional.empty(), Optional.empty()));
    }
}
