package dev.landfall.gitops;

import java.util.Map;
import java.util.Optional;

/**
 * A history that is told, not read.
 *
 * @param relations of full commit ids; all others are unknown
 * @param survives whether descendants keep what our commit set
 * @param head in which the branch ends
 */
public record KnownHistory(
        String commit, Map<String, Relation> relations, boolean isOnBranch, boolean survives, String head)
        implements CommitHistory {
    public static final String OLDER = "a".repeat(40);
    public static final String OURS = "c".repeat(40);
    public static final String NEWER = "d".repeat(40);
    public static final String ASIDE = "e".repeat(40);

    public static KnownHistory usual() {
        Map<String, Relation> relations = Map.of(
                OLDER, Relation.ANCESTOR, OURS, Relation.SAME, NEWER, Relation.DESCENDANT, ASIDE, Relation.DIVERGED);
        return new KnownHistory(OURS, relations, true, true, OURS);
    }

    @Override
    public Relation relationOf(String revision) {
        return relations.getOrDefault(revision, Relation.UNKNOWN);
    }

    @Override
    public boolean survivesIn(String revision) {
        return survives;
    }

    /** Hydrated revisions begin with a digit: 1 is of the older commit, 2 of ours, 3 of the newer one, 4 of the other line. */
    @Override
    public Optional<String> hydratedFrom(String revision, String branch, String folder) {
        return Optional.of(revision.substring(0, Math.min(1, revision.length())))
                .filter(digit -> !digit.isEmpty() && "1234".contains(digit))
                .map(digit -> switch (digit) {
                    case "1" -> OLDER;
                    case "2" -> OURS;
                    case "3" -> NEWER;
                    default -> ASIDE;
                });
    }

    @Override
    public String whoChangedIt(String revision) {
        return "abc1234 by Ada: Scale web back";
    }
}
