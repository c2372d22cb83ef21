package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.health.PodTrouble;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells lasting trouble of pods from passing trouble. Between two tries the kubelet shows a pod as running or as failed
 * for a moment, so trouble counts as one as long as the pod is not free of it for {@link #RECOVERED}.
 */
final class Troubles {
    static final Duration LASTING = Duration.ofSeconds(20);
    static final Duration RECOVERED = Duration.ofSeconds(10);

    private record Spell(Duration first, Duration last) {}

    private final Map<ObjectRef, Spell> spells = new HashMap<>();

    /** The first of these troubles that lasts, now that these were seen. */
    Optional<PodTrouble> lasting(List<PodTrouble> seen, Duration now) {
        spells.values().removeIf(spell -> now.minus(spell.last()).compareTo(RECOVERED) > 0);
        for (PodTrouble trouble : seen) {
            spells.merge(trouble.pod(), new Spell(now, now), (old, fresh) -> new Spell(old.first(), now));
        }
        return seen.stream().filter(trouble -> isLasting(trouble.pod(), now)).findFirst();
    }

    private boolean isLasting(ObjectRef pod, Duration now) {
        return now.minus(spells.get(pod).first()).compareTo(LASTING) >= 0;
    }
}
