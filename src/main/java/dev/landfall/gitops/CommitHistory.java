package dev.landfall.gitops;

import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.Optional;

/** What Git knows of our commit and the revisions that controllers report. */
public interface CommitHistory {

    /** Our commit on the tracked branch, 40 hex digits. */
    String commit();

    /** @param revision 40 hex digits of a commit, or anything else a controller wrote, which is {@code UNKNOWN} */
    Relation relationOf(String revision);

    /** Whether everything that our commit set has our value at this descendant too. */
    boolean survivesIn(String revision);

    /** Whether our commit is still on the tracked branch; asks the remote. */
    boolean isOnBranch();

    /** The commit in which the tracked branch ends, 40 hex digits, or empty without a branch; asks the remote. */
    String head();

    /**
     * What the branch's head makes of our commit where that is not for long any more, whoever applies it: dropped, or
     * contained but not with what it set; asks the remote once.
     */
    default Optional<Progress> takenBack() {
        String head = head();
        return switch (relationOf(head)) {
            case SAME -> Optional.empty();
            case DESCENDANT ->
                survivesIn(head) ? Optional.empty() : Optional.of(new Progress.Superseded(supersededIn(head)));
            case ANCESTOR, DIVERGED, UNKNOWN -> Optional.of(new Progress.Failed(dropped()));
        };
    }

    /**
     * The commit that a hydrated folder was rendered from, as its {@code hydrator.metadata} tell; empty where they tell
     * none or are not to be had.
     *
     * @param branch in the same repository, on which the revision lies
     * @param folder without slashes at its ends; empty for the root
     */
    Optional<String> hydratedFrom(String revision, String branch, String folder);

    /** The first commit after ours that changed what ours set, as {@code abc1234 by Name: subject}; empty if unknown. */
    String whoChangedIt(String revision);

    /** For a commit that does not lie on the branch any more, whoever applies it. */
    default Reason dropped() {
        return Reason.lasting(
                "commit-dropped",
                "our commit %s is not on the branch any more: somebody has rewound or overwritten it"
                        .formatted(commit()),
                "ask who did it, then plan anew");
    }

    /** For a descendant that has not kept what our commit set, whoever applies it. */
    default Reason supersededIn(String revision) {
        String who = Printable.line(whoChangedIt(revision));
        return Reason.lasting(
                "superseded",
                "our commit is in %s, but what it set was changed since%s"
                        .formatted(Printable.line(revision), who.isEmpty() ? "" : " by " + who),
                "settle it with whoever changed it, then plan anew");
    }
}
