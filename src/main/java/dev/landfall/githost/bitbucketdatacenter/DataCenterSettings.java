package dev.landfall.githost.bitbucketdatacenter;

import dev.landfall.githost.Answer;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.MergeStyle;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What a repository asks of its pull requests: {@code GET …/settings/pull-requests}, which REPO_READ suffices for.
 *
 * @param json a missing node where the server does not say
 */
record DataCenterSettings(JsonNode json) {
    private static final String APPROVERS = "com.atlassian.bitbucket.server.bundled-hooks.requiredApproversMergeHook";

    static DataCenterSettings of(HostConnection connection, Paths paths) {
        Answer answer = connection.ask("GET", paths.repository() + "/settings/pull-requests", Optional.empty());
        return new DataCenterSettings(answer.isSuccess() ? answer.json() : HostConnection.object());
    }

    Set<MergeStyle> styles() {
        Set<MergeStyle> styles = EnumSet.noneOf(MergeStyle.class);
        for (MergeStyle style : MergeStyle.values()) {
            if (enabled().stream().anyMatch(strategies(style)::contains)) styles.add(style);
        }
        return styles;
    }

    /** The id of the strategy that comes next to the style; empty where none of those is switched on. */
    Optional<String> strategy(MergeStyle style) {
        List<String> enabled = enabled();
        List<String> wanted = strategies(style);
        if (enabled.isEmpty()) return Optional.of(wanted.getFirst());
        return wanted.stream().filter(enabled::contains).findFirst();
    }

    private List<String> enabled() {
        return StreamSupport.stream(json.at("/mergeConfig/strategies").spliterator(), false)
                .filter(strategy -> strategy.path("enabled").asBoolean(false))
                .map(strategy -> strategy.path("id").asString(""))
                .toList();
    }

    /** The likest first: {@code ff} makes a commit with two parents only where it must. */
    private static List<String> strategies(MergeStyle style) {
        return switch (style) {
            case MERGE -> List.of("no-ff", "ff");
            case SQUASH -> List.of("squash", "squash-ff-only");
            case REBASE -> List.of("rebase-ff-only", "rebase-no-ff");
        };
    }

    /** 0 where none are asked for. */
    int requiredApprovals() {
        JsonNode hook = json.path(APPROVERS);
        return counted(hook.isObject() ? hook : json.path("requiredApprovers"));
    }

    /** A number in older versions, an object in newer ones, where {@code count} may be a text. */
    private static int counted(JsonNode required) {
        if (!required.isObject()) return required.asInt(0);
        boolean on = required.path("enabled").asBoolean(required.path("enable").asBoolean(false));
        String count = required.path("count").asString("0");
        return on && count.matches("[0-9]{1,4}") ? Integer.parseInt(count) : 0;
    }
}
