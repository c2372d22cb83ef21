package dev.landfall.change;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What sets the number of a workload's replicas in the cluster, whatever its manifest says. */
record Autoscalers(NearObjects near) {

    /**
     * One of them.
     *
     * @param restsAtNone whether it leaves a workload alone that has no replicas
     */
    record Autoscaler(LiveObject object, Bound lower, Bound upper, boolean restsAtNone) {
        /** @param unset what it is where the field, below spec, is not there */
        record Bound(String field, long unset) {}

        long least() {
            return value(lower);
        }

        long most() {
            return value(upper);
        }

        private long value(Bound bound) {
            return object.at("/spec/" + bound.field()).asLong(bound.unset());
        }

        boolean restsAt(long replicas) {
            return replicas == 0 && restsAtNone;
        }

        /** By which it keeps at least so many. */
        String commandFor(long replicas) {
            String command = "landfall operate set %s/%s -n %s spec.%s=%d"
                    .formatted(
                            object.ref().kind().toLowerCase(Locale.ROOT),
                            object.ref().name(),
                            object.ref().namespace(),
                            lower.field(),
                            replicas);
            return replicas > most() ? command + " spec." + upper.field() + "=" + replicas : command;
        }
    }

    /** KEDA's before the one that KEDA makes of it, and would set back. */
    Optional<Autoscaler> of(ObjectRef workload) {
        return Stream.concat(
                        near.of("keda.sh", "ScaledObject", workload).stream().map(Autoscalers::ofKeda),
                        near.of("autoscaling", "HorizontalPodAutoscaler", workload).stream()
                                .map(Autoscalers::ofKubernetes))
                .filter(autoscaler -> scales(autoscaler.object(), workload))
                .findFirst();
    }

    private static boolean scales(LiveObject autoscaler, ObjectRef workload) {
        JsonNode target = autoscaler.at("/spec/scaleTargetRef");
        // KEDA, "ScaledObject specification": the kind may be left out for a Deployment.
        return target.path("kind").asString("Deployment").equals(workload.kind())
                && target.path("name").asString("").equals(workload.name());
    }

    /** With no replicas it rests (Kubernetes, "Horizontal Pod Autoscaling: Implicit maintenance-mode"). */
    private static Autoscaler ofKubernetes(LiveObject object) {
        return new Autoscaler(
                object, new Autoscaler.Bound("minReplicas", 1), new Autoscaler.Bound("maxReplicas", 1), true);
    }

    /** KEDA scales from none as well; unset bounds are those of "ScaledObject specification". */
    private static Autoscaler ofKeda(LiveObject object) {
        return new Autoscaler(
                object,
                new Autoscaler.Bound("minReplicaCount", 0),
                new Autoscaler.Bound("maxReplicaCount", 100),
                false);
    }
}
