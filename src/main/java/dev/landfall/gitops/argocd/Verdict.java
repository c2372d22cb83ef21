package dev.landfall.gitops.argocd;

import dev.landfall.gitops.Progress;

/**
 * A judgement of one snapshot.
 *
 * @param ask what to ask of Argo CD now, if that is allowed and not too soon
 * @param awaited what is waited for, so that the next snapshot knows for how long already
 */
record Verdict(Progress progress, Ask ask, Awaited awaited) {

    enum Ask {
        NOTHING,
        REFRESH,
        /** Drops the cached manifests as well. */
        HARD_REFRESH,
        HYDRATE,
        SYNC
    }

    enum Awaited {
        NOTHING,
        /** For Argo CD to compare at all. */
        COMPARE,
        /** For a comparison that brings our commit. */
        OUR_COMMIT,
        /** For a commit that is later than the one that failed. */
        LATER_COMMIT,
        /** For the hydrator to take up our commit. */
        HYDRATION,
        /** For the hydrator to try again what it failed at. */
        HYDRATION_AGAIN,
        /** For what was hydrated to come to the branch that is synced. */
        PROMOTION,
        /** For the spec to become valid. */
        VALID_SPEC,
        /** For Argo CD to start a sync by itself. */
        AUTO_SYNC,
        /** For the sync that we asked for to start. */
        ASKED_SYNC
    }

    static Verdict of(Progress progress) {
        return new Verdict(progress, Ask.NOTHING, Awaited.NOTHING);
    }
}
