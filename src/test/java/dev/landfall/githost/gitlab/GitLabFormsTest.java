package dev.landfall.githost.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.git.RepositoryUrl;
import dev.landfall.git.Secret;
import dev.landfall.githost.HostCredential;
import dev.landfall.githost.Readiness.Mergeability;
import dev.landfall.githost.Site;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** How GitLab names projects, pages and states. */
final class GitLabFormsTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private final GitLabHost host = new GitLabHost();

    @ParameterizedTest
    @CsvSource({
        "https://gitlab.com/group/team/shop.git,            https://gitlab.com/api/v4",
        "git@gitlab.com:group/team/shop.git,                https://gitlab.com/api/v4",
        "ssh://git@altssh.gitlab.com:443/group/shop.git,    https://gitlab.com/api/v4",
        "https://git.example.org:8443/group/shop,           https://git.example.org:8443/api/v4",
        "git@git.example.org:group/shop.git,                https://git.example.org/api/v4",
    })
    void theApiIsBesideThePages(String url, String api) {
        assertThat(host.api(RepositoryUrl.parse(url, false))).isEqualTo(URI.create(api));
    }

    @Test
    void onlyGitlabComIsKnownByItsName() {
        assertThat(host.isAt("gitlab.com")).isTrue();
        assertThat(host.isAt("gitlab.com.example.org")).isFalse();
        assertThat(host.isAt("gitlab.example.org")).isFalse();
    }

    @Test
    void thePageToProposeNamesBothBranches() {
        RepositoryUrl url = RepositoryUrl.parse("https://gitlab.com/group/team/shop.git", false);

        assertThat(host.pageToPropose(url, "main", "landfall/a&b"))
                .isEqualTo(URI.create("https://gitlab.com/group/team/shop/-/merge_requests/new"
                        + "?merge_request%5Bsource_branch%5D=landfall%2Fa%26b"
                        + "&merge_request%5Btarget_branch%5D=main"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://h.example.org/group/shop.git,        https://h.example.org/api/v4,        group/shop,        ''",
        "https://h.example.org/gitlab/group/shop.git, https://h.example.org/gitlab/api/v4, group/shop,        /gitlab",
        "git@h.example.org:group/shop.git,            https://h.example.org/gitlab/api/v4, group/shop,        /gitlab",
        "git@h.example.org:gitlab/group/shop.git,     https://h.example.org/gitlab/api/v4, gitlab/group/shop, /gitlab",
    })
    void aRelativeRootIsNoGroup(String url, String api, String path, String root) {
        assertThat(name(url, api)).isEqualTo(new ProjectName("h.example.org", root, path));
    }

    @ParameterizedTest
    @CsvSource({
        "https://h.example.org/gitlab/group/shop/-/merge_requests/12,        12",
        "https://h.example.org/gitlab/group/shop/-/merge_requests/12/diffs,  12",
        "https://h.example.org/gitlab/group/shop/merge_requests/12,          12",
        "https://h.example.org/gitlab/group/shop/-/merge_requests/0,         ",
        "https://h.example.org/gitlab/group/shop-two/-/merge_requests/12,    ",
        "https://h.example.org/group/shop/-/merge_requests/12,               ",
        "https://elsewhere.example.org/gitlab/group/shop/-/merge_requests/1, ",
        "https://h.example.org/gitlab/group/shop/-/issues/12,                ",
        "mailto:someone@example.org,                                         ",
    })
    void thePageOfAMergeRequestNamesItsNumber(String page, Long number) {
        ProjectName name = name("https://h.example.org/gitlab/group/shop.git", "https://h.example.org/gitlab/api/v4");

        assertThat(name.numberIn(URI.create(page)))
                .isEqualTo(number == null ? OptionalLong.empty() : OptionalLong.of(number));
    }

    private static ProjectName name(String url, String api) {
        return ProjectName.of(new Site(
                RepositoryUrl.parse(url, false),
                URI.create(api),
                new HostCredential.Token(new Secret("unused")),
                Optional.empty(),
                Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "mergeable,                READY",
        "conflict,                 CONFLICTING",
        "need_rebase,              BEHIND",
        "draft_status,             DRAFT",
        "checking,                 UNKNOWN",
        "unchecked,                UNKNOWN",
        "preparing,                UNKNOWN",
        "approvals_syncing,        UNKNOWN",
        "ci_must_pass,             WAITING",
        "not_approved,             WAITING",
        "discussions_not_resolved, WAITING",
        "a_rule_of_the_future,     WAITING",
    })
    void eachDetailedStatusIsAMergeability(String status, Mergeability mergeability) {
        String json = "{\"detailed_merge_status\": \"%s\", \"merge_status\": \"can_be_merged\"}".formatted(status);

        assertThat(GitLabReadiness.mergeability(MAPPER.readTree(json))).isEqualTo(mergeability);
    }

    @ParameterizedTest
    @CsvSource({"can_be_merged, READY", "cannot_be_merged, CONFLICTING", "checking, UNKNOWN"})
    void anOlderGitLabTellsOfConflictsOnly(String status, Mergeability mergeability) {
        assertThat(GitLabReadiness.mergeability(MAPPER.readTree("{\"merge_status\": \"" + status + "\"}")))
                .isEqualTo(mergeability);
    }

    @ParameterizedTest
    @CsvSource({"a, b, c, a", ", b, c, b", ", , c, c"})
    void whatLandedIsTheMergeCommitOrTheSquashedOneOrTheHead(
            Character merge, Character squash, Character sha, char landed) {
        String json = "{\"merge_commit_sha\": %s, \"squash_commit_sha\": %s, \"sha\": %s}"
                .formatted(quoted(merge), quoted(squash), quoted(sha));

        assertThat(GitLabMergeRequests.landed(MAPPER.readTree(json))
                        .orElseThrow()
                        .hex())
                .isEqualTo(String.valueOf(landed).repeat(40));
    }

    private static String quoted(Character digit) {
        return digit == null ? "null" : "\"" + String.valueOf(digit).repeat(40) + "\"";
    }

    @ParameterizedTest
    @CsvSource({"/merge, '\\/merge'", "'\\/merge', '\\\\/merge'", "a /merge, a /merge", "'x\r/merge', x/merge"})
    void aSlashAtTheBeginningOfALineIsEscaped(String text, String escaped) {
        assertThat(QuickActions.escaped(text)).isEqualTo(escaped);
        assertThat(QuickActions.unescaped(escaped)).isEqualTo(text.replace("\r", ""));
    }
}
