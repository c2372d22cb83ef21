package dev.landfall.githost.bitbucketcloud;

import dev.landfall.githost.Answer;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.MergeStyle;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a branch lets one merge into it: {@code merge_strategies} of {@code GET …/refs/branches/NAME}.
 *
 * @param allowed empty where Bitbucket does not say
 */
record CloudStrategies(List<String> allowed) {

    static CloudStrategies of(HostConnection connection, Paths paths, String branch) {
        Answer answer = connection.ask("GET", paths.branch(branch), Optional.empty());
        List<String> allowed = new ArrayList<>();
        answer.json().path("merge_strategies").forEach(strategy -> allowed.add(strategy.asString("")));
        return new CloudStrategies(allowed);
    }

    Set<MergeStyle> styles() {
        Set<MergeStyle> styles = EnumSet.noneOf(MergeStyle.class);
        for (MergeStyle style : MergeStyle.values()) {
            if (wanted(style).stream().anyMatch(allowed::contains)) styles.add(style);
        }
        return styles;
    }

    /** The strategy that comes next to the style; empty where none of those is allowed. */
    Optional<String> strategy(MergeStyle style) {
        if (allowed.isEmpty()) return Optional.of(wanted(style).getFirst());
        return wanted(style).stream().filter(allowed::contains).findFirst();
    }

    /** The likest first: {@code rebase_merge} adds a commit with two parents, {@code fast_forward} makes none anew. */
    private static List<String> wanted(MergeStyle style) {
        return switch (style) {
            case MERGE -> List.of("merge_commit");
            case SQUASH -> List.of("squash", "squash_fast_forward");
            case REBASE -> List.of("rebase_fast_forward", "rebase_merge", "fast_forward");
        };
    }
}
