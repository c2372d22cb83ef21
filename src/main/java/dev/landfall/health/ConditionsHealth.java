package dev.landfall.health;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Any kind without rules of its own, by the conditions of its status. The order is that of kstatus
 * (fluxcd/cli-utils, {@code pkg/kstatus/status}): generation, Reconciling, Stalled, Ready; widened by the conditions that
 * others use in their place. What has no such condition is well when it is there.
 */
final class ConditionsHealth {
    /** The first of these that an object has decides. */
    private static final List<String> GOOD =
            List.of("Ready", "Available", "Established", "Programmed", "Accepted", "Healthy", "Succeeded", "Complete");

    /** True says that something is wrong and stays so. */
    private static final List<String> BAD = List.of("Stalled", "Failed", "Degraded");

    /** False says so. */
    private static final List<String> GOOD_OR_LOST = List.of("NamesAccepted");

    /** For which something is at work. */
    private static final List<String> AT_WORK = List.of("Reconciling", "Progressing");

    private final LiveObject object;

    ConditionsHealth(LiveObject object) {
        this.object = object;
    }

    Health judge() {
        return Pause.of(object)
                .or(() -> ObservedGeneration.isBehind(object))
                .or(this::atWork)
                .or(this::bad)
                .or(this::decided)
                .orElseGet(
                        () -> Health.Healthy.as(object.ref().kind() + " exists; it has no conditions to judge it by"));
    }

    private Optional<Health> atWork() {
        // As a Deployment does, some kinds say Progressing=True also of what has been reached.
        return AT_WORK.stream()
                .filter(type -> of(type).isTrue() && !of(type).reason().equals("NewReplicaSetAvailable"))
                .filter(type -> !type.equals("Progressing") || !of("Ready").isTrue())
                .findFirst()
                .map(this::progressing);
    }

    private Optional<Health> bad() {
        return Stream.concat(
                        BAD.stream().filter(type -> of(type).isTrue()),
                        GOOD_OR_LOST.stream().filter(type -> of(type).isFalse()))
                .findFirst()
                .map(type -> Health.Degraded.because(
                        Reason.lasting("object-degraded", object.ref() + " is not well: " + words(type), "")));
    }

    private Optional<Health> decided() {
        return GOOD.stream()
                .filter(type -> !of(type).status().isEmpty())
                .findFirst()
                .map(type -> of(type).isTrue() && isFresh(type) ? Health.Healthy.as(words(type)) : progressing(type));
    }

    /** Where the status as a whole does not say for which specification it is, a condition may. */
    private boolean isFresh(String type) {
        long observed = of(type).generation();
        return observed == 0 || observed >= object.generation();
    }

    private Health progressing(String type) {
        return Health.Progressing.as(isFresh(type) ? words(type) : words(type) + ", for an older specification");
    }

    private String words(String type) {
        Condition condition = of(type);
        String text = condition.isTrue() && GOOD.contains(type) ? "" : condition.text();
        return type + " is " + condition.status() + (text.isEmpty() ? "" : " (" + text + ")");
    }

    private Condition of(String type) {
        return Condition.of(object, type);
    }
}
