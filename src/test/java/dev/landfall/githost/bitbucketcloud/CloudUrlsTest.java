package dev.landfall.githost.bitbucketcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.git.RepositoryUrl;
import dev.landfall.git.Secret;
import dev.landfall.githost.GitHostException;
import dev.landfall.githost.HostCredential;
import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.Site;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a clone URL to the API and the pages. */
final class CloudUrlsTest {
    private static final HostCredential TOKEN = new HostCredential.Token(new Secret("canary-51fd-token"));

    private final BitbucketCloudHost host = new BitbucketCloudHost();

    private HostedRepository repository(String repository, HostCredential credential) {
        RepositoryUrl url = RepositoryUrl.parse(repository, false);
        return host.repository(new Site(url, host.api(url), credential, Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://bitbucket.org/team/shop.git",
                "git@bitbucket.org:team/shop.git",
                "ssh://git@altssh.bitbucket.org:443/team/shop.git"
            })
    void everyCloneUrlLeadsToTheApiAndThePages(String text) {
        RepositoryUrl url = RepositoryUrl.parse(text, false);

        assertThat(host.isAt(url.host())).isTrue();
        assertThat(host.api(url)).isEqualTo(URI.create("https://api.bitbucket.org/2.0"));
        assertThat(host.pageToPropose(url, "main", "landfall/a&b"))
                .isEqualTo(URI.create(
                        "https://bitbucket.org/team/shop/pull-requests/new?source=landfall%2Fa%26b&dest=main"));
        assertThat(repository(text, TOKEN)
                        .numberIn(URI.create("https://bitbucket.org/team/Shop/pull-requests/12/diff")))
                .isEqualTo(OptionalLong.of(12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://bitbucket.org/other/shop/pull-requests/12",
                "https://bitbucket.example.org/team/shop/pull-requests/12",
                "https://bitbucket.org/x/team/shop/pull-requests/12",
                "https://bitbucket.org/team/shop/pull-requests/new",
                "mailto:team@example.org"
            })
    void otherPagesHaveNoNumber(String page) {
        assertThat(repository("https://bitbucket.org/team/shop.git", TOKEN).numberIn(URI.create(page)))
                .isEmpty();
    }

    @Test
    void otherNamesAreNotKnownToBeBitbucketCloud() {
        assertThat(host.isAt("bitbucket.example.org")).isFalse();
        assertThat(host.isAt("bitbucket.org.example.org")).isFalse();
    }

    @Test
    void anAppWithAKeyIsRefused() {
        HostCredential app = new HostCredential.App("1", OptionalLong.empty(), new Secret("canary-key"));

        assertThatThrownBy(() -> repository("https://bitbucket.org/team/shop.git", app))
                .isInstanceOf(GitHostException.class)
                .hasMessageContaining("Bitbucket Cloud knows no apps")
                .hasMessageNotContaining("canary");
    }
}
