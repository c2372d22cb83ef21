package dev.landfall.githost.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.githost.HostConnection;
import dev.landfall.githost.Readiness.Mergeability;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

final class GitHubMergeabilityTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "true,  false, clean,     READY",
                "true,  false, unstable,  READY",
                "true,  false, has_hooks, READY",
                "true,  false, blocked,   WAITING",
                "true,  false, behind,    BEHIND",
                "false, false, dirty,     CONFLICTING",
                "true,  true,  draft,     DRAFT",
                "true,  true,  clean,     DRAFT",
                "true,  true,  blocked,   DRAFT",
                "null,  false, unknown,   UNKNOWN",
                "null,  false, clean,     UNKNOWN",
                "true,  false, unknown,   UNKNOWN",
                "true,  false, novel,     UNKNOWN"
            })
    void everyStateHasItsMeaning(Boolean mergeable, boolean draft, String state, Mergeability meaning) {
        ObjectNode pull = HostConnection.object().put("draft", draft).put("mergeable_state", state);
        if (mergeable == null) pull.putNull("mergeable");
        else pull.put("mergeable", mergeable.booleanValue());

        assertThat(GitHubMergeability.of(pull)).isEqualTo(meaning);
    }
}
