package dev.landfall.recommend;

import dev.landfall.manifest.ImageReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A workload with everything that is settled about it: what words, flags and answers all end in.
 *
 * @param partOf the application that it is a part of, or empty
 * @param port that the container listens on; empty where none is served
 * @param environment goes into a ConfigMap
 * @param secrets whose entries the container gets as variables, by their names
 */
record WorkloadIntent(
        WorkloadKind kind,
        String namespace,
        String name,
        ImageReference image,
        Optional<String> partOf,
        OptionalInt port,
        Scale scale,
        Probing probing,
        Resources resources,
        Security security,
        Optional<String> schedule,
        Optional<Storage> storage,
        Optional<Exposure> exposure,
        Map<String, String> environment,
        List<String> secrets,
        boolean isolated) {

    /** How many pods. */
    sealed interface Scale {
        record Fixed(int replicas) implements Scale {}

        /** @param cpuPercent of what is requested, on average */
        record Automatic(int least, int most, int cpuPercent) implements Scale {}

        /** As many as there are nodes or runs. */
        record Given() implements Scale {}

        /** Whether there is more than one that could be spread and disrupted. */
        default boolean isSeveral() {
            return switch (this) {
                case Fixed fixed -> fixed.replicas() > 1;
                case Automatic automatic -> automatic.least() > 1;
                case Given given -> false;
            };
        }

        /** Of pods that run at once. */
        default int most() {
            return switch (this) {
                case Fixed fixed -> fixed.replicas();
                case Automatic automatic -> automatic.most();
                case Given given -> 1;
            };
        }
    }

    /** @param path of an HTTP request; empty to see whether the port takes connections */
    record Probing(Optional<String> path, boolean startsSlowly) {}

    /** @param cpuLimit empty for none: a container that waits for CPU is slow for no gain of others */
    record Resources(String cpuRequest, String memoryRequest, Optional<String> cpuLimit, String memoryLimit) {}

    /** @param user the number that the container runs as; empty for the image's own */
    record Security(boolean nonRoot, boolean readOnlyRoot, Optional<Integer> user) {}

    /** @param storageClass empty for the cluster's default */
    record Storage(String size, Optional<String> storageClass, String mountPath) {}

    /** From outside, under a host name. */
    record Exposure(String host, String path, Door door) {}

    /** What lets requests in. */
    sealed interface Door {
        /** @param tlsSecret with the certificate; empty for plain HTTP */
        record IngressOf(Optional<String> ingressClass, Optional<String> tlsSecret) implements Door {}

        record RouteOf(String gatewayNamespace, String gateway) implements Door {}
    }
}
