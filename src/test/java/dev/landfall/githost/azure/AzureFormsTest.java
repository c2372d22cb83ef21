package dev.landfall.githost.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.git.RepositoryUrl;
import dev.landfall.githost.GitHostException;
import java.net.URI;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How Azure DevOps names repositories and pages. */
final class AzureFormsTest {
    private final AzureHost host = new AzureHost();

    @ParameterizedTest
    @CsvSource({
        "https://dev.azure.com/org/shop/_git/web,              https://dev.azure.com/org,       shop,     web",
        "https://dev.azure.com/org/web%20shop/_git/my%20web,   https://dev.azure.com/org,       web shop, my web",
        "https://dev.azure.com/org/_git/web,                   https://dev.azure.com/org,       web,      web",
        "https://dev.azure.com/org/shop/_git/_full/web,        https://dev.azure.com/org,       shop,     web",
        "git@ssh.dev.azure.com:v3/org/web%20shop/web,          https://dev.azure.com/org,       web shop, web",
        "https://org.visualstudio.com/shop/_git/web,           https://org.visualstudio.com,    shop,     web",
        "https://org.visualstudio.com/_git/web,                https://org.visualstudio.com,    web,      web",
        "org@vs-ssh.visualstudio.com:v3/org/shop/web,          https://org.visualstudio.com,    shop,     web",
        "https://tfs.example.org/fabrikam/shop/_git/web,       https://tfs.example.org/fabrikam, shop,    web",
        "https://tfs.example.org/fabrikam/_git/web,            https://tfs.example.org/fabrikam, web,     web",
        "https://tfs.example.org:8443/tfs/main/shop/_git/web,  https://tfs.example.org:8443/tfs/main, shop, web",
        "ssh://git@tfs.example.org:22/tfs/main/shop/_git/web,  https://tfs.example.org/tfs/main, shop,    web",
    })
    void eachUrlNamesCollectionProjectAndRepository(String url, URI collection, String project, String repository) {
        assertThat(AzureName.of(RepositoryUrl.parse(url, false)))
                .isEqualTo(new AzureName(collection, project, repository));
        assertThat(host.api(RepositoryUrl.parse(url, false))).isEqualTo(collection);
    }

    @Test
    void theOldAddressMayNameTheDefaultCollection() {
        RepositoryUrl url = RepositoryUrl.parse("https://org.visualstudio.com/DefaultCollection/shop/_git/web", false);

        assertThat(AzureName.of(url))
                .isEqualTo(new AzureName(URI.create("https://org.visualstudio.com/DefaultCollection"), "shop", "web"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://dev.azure.com/org/shop/web",
                "https://dev.azure.com/org/shop/_git",
                "https://dev.azure.com/org/deeper/shop/_git/web",
                "https://dev.azure.com/_git/web",
                "git@ssh.dev.azure.com:v3/org/web",
            })
    void anyOtherUrlIsRefused(String url) {
        assertThatThrownBy(() -> AzureName.of(RepositoryUrl.parse(url, false)))
                .isInstanceOfSatisfying(
                        GitHostException.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("bad-repository-url"));
    }

    @Test
    void itsHostsAreKnownByTheirNames() {
        assertThat(host.isAt("dev.azure.com")).isTrue();
        assertThat(host.isAt("ssh.dev.azure.com")).isTrue();
        assertThat(host.isAt("org.visualstudio.com")).isTrue();
        assertThat(host.isAt("dev.azure.com.example.org")).isFalse();
        assertThat(host.isAt("notvisualstudio.com")).isFalse();
    }

    @Test
    void thePageToProposeNamesBothBranches() {
        RepositoryUrl url = RepositoryUrl.parse("git@ssh.dev.azure.com:v3/org/web%20shop/web", false);

        assertThat(host.pageToPropose(url, "main", "landfall/a&b"))
                .isEqualTo(URI.create("https://dev.azure.com/org/web%20shop/_git/web/pullrequestcreate"
                        + "?sourceRef=landfall%2Fa%26b&targetRef=main"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://dev.azure.com/org/web%20shop/_git/web/pullrequest/12,             12",
        "https://dev.azure.com/Org/Web%20Shop/_git/Web/pullrequest/12?_a=files,    12",
        "https://dev.azure.com/org/web%20shop/_git/web/pullrequest/0,              ",
        "https://dev.azure.com/org/web%20shop/_git/web-two/pullrequest/12,         ",
        "https://dev.azure.com/org/other/_git/web/pullrequest/12,                  ",
        "https://elsewhere.example.org/org/web%20shop/_git/web/pullrequest/12,     ",
        "mailto:someone@example.org,                                               ",
    })
    void thePageOfAPullRequestNamesItsNumber(String page, Long number) {
        AzureName name = new AzureName(URI.create("https://dev.azure.com/org"), "web shop", "web");

        assertThat(name.numberIn(URI.create(page)))
                .isEqualTo(number == null ? OptionalLong.empty() : OptionalLong.of(number));
    }

    @ParameterizedTest
    @CsvSource({
        "https://dev.azure.com/org,       https://vssps.dev.azure.com/org",
        "https://org.visualstudio.com,    https://org.vssps.visualstudio.com",
        "https://tfs.example.org/tfs/one, https://tfs.example.org/tfs/one",
    })
    void whoPeopleAreIsKnownElsewhereOnServices(URI api, URI identities) {
        assertThat(Identities.at(api)).isEqualTo(identities);
    }
}
