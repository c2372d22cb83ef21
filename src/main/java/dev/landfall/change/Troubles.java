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

    /** @param told of all that were seen, the one that says most */
    private record Spell(Duration first, Duration last, PodTrouble told) {

        Spell goesOn(PodTrouble seen, Duration now) {
            // The kubelet alternates between a failed try and its back-off, whose message names the failure too.
            return new Spell(first, now, told.isBackOff() && !seen.isBackOff() ? told : seen);
        }
    }

    private final Map<ObjectRef, Spell> spells = new HashMap<>();

    /** The first of these troubles that lasts, now that these were seen. */
    Optional<PodTrouble> lasting(List<PodTrouble> seen, Duration now) {
        spells.values().removeIf(spell -> now.minus(spell.last()).compareTo(RECOVERED) > 0);
        for (PodTrouble trouble : seen) {
            Spell spell = spells.get(trouble.pod());
            spells.put(trouble.pod(), spell == null ? new Spell(now, now, trouble) : spell.goesOn(trouble, now));
        }
        return seen.stream()
                .map(trouble -> spells.get(trouble.pod()))
                .filter(spell -> now.minus(spell.first()).compareTo(LASTING) >= 0)
                .map(Spell::told)
                .findFirst();
    }
}
