package dev.landfall.gitops.flux;

import dev.landfall.gitops.Progress;
import java.util.Optional;

/**
 * What a snapshot says, and what to do about it.
 *
 * @param ask which controller to ask for another pass
 * @param awaited what this verdict waits for; the next snapshot knows for how long already
 * @param silent the controller that does not answer, such as {@code source-controller}; the reason says so
 */
record Verdict(Progress progress, Ask ask, Awaited awaited, Optional<String> silent) {

    enum Ask {
        NOTHING,
        SOURCE,
        KUSTOMIZATION
    }

    enum Awaited {
        NOTHING,
        /** For the GitRepository to store our commit. */
        SOURCE,
        /** For a commit that is later than the one that failed. */
        LATER_COMMIT,
        /** For the Kustomization to take it up. */
        KUSTOMIZATION
    }

    static Verdict of(Progress progress) {
        return new Verdict(progress, Ask.NOTHING, Awaited.NOTHING, Optional.empty());
    }

    static Verdict awaitingSource(Progress progress) {
        return new Verdict(progress, Ask.SOURCE, Awaited.SOURCE, Optional.empty());
    }

    static Verdict awaitingLaterCommit(Progress progress) {
        return new Verdict(progress, Ask.SOURCE, Awaited.LATER_COMMIT, Optional.empty());
    }

    static Verdict awaitingKustomization(Progress progress, Ask ask) {
        return new Verdict(progress, ask, Awaited.KUSTOMIZATION, Optional.empty());
    }

    Verdict bySilenceOf(String controller) {
        return new Verdict(progress, ask, awaited, Optional.of(controller));
    }
}
