package dev.landfall.gitops.flux;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GoDuration;
import java.time.Duration;
import java.util.Optional;

/** A typed look at one snapshot of a GitRepository. */
record GitRepositoryStatus(LiveObject live) {

    ObjectRef ref() {
        return live.ref();
    }

    boolean isSuspended() {
        return live.at("/spec/suspend").asBoolean(false);
    }

    String url() {
        return live.at("/spec/url").asString("");
    }

    Duration interval() {
        return GoDuration.parse(live.at("/spec/interval").asString("")).orElse(Duration.ofMinutes(1));
    }

    /** What it last stored for its Kustomizations; they read nothing else. */
    FluxRevision artifact() {
        return FluxRevision.parse(live.at("/status/artifact/revision").asString(""));
    }

    Optional<Condition> stalled() {
        return Stalled.of(live);
    }

    Optional<SourceFailure> failure() {
        return SourceFailure.of(live);
    }
}
