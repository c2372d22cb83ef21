package dev.landfall.soak;

/**
 * What became of a change in the end, when nothing moved any more.
 *
 * @param settled whether it came to that in time
 * @param committed whether a commit of ours was made at all
 * @param onBranch whether that commit is on the branch
 * @param saidAtHead whether the branch's head says what was asked for
 * @param applied whether the owner says that it applied our commit
 */
record Settled(
        boolean settled,
        boolean owned,
        boolean committed,
        boolean onBranch,
        boolean saidAtHead,
        boolean applied,
        Sight sight) {

    /** The change is live for good: nothing is left to be wished for. */
    boolean isAllWell() {
        boolean delivered = !owned || (onBranch && saidAtHead && applied);
        return delivered && sight.isLiveAndWell();
    }

    /** In one word. */
    String word() {
        if (!settled) return "moving";
        if (isAllWell()) return "well";
        if (owned && !committed) return "not-committed";
        if (owned && !onBranch) return "dropped";
        if (owned && !saidAtHead) return "undone";
        if (owned && !applied) return "not-applied";
        return sight.live() ? "unwell" : "not-live";
    }
}
