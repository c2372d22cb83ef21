package dev.landfall.sandbox.flux;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a Kustomization asks for. */
record KustomizationSpec(LiveObject live) {
    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(30);
    private static final List<String> OVERRIDES =
            List.of("patches", "images", "components", "postBuild", "namePrefix", "nameSuffix", "commonMetadata");

    Duration interval() {
        return GoDurations.parse(text("interval"), Duration.ofMinutes(10));
    }

    Duration retryInterval() {
        return GoDurations.parse(text("retryInterval"), interval());
    }

    /** Half a minute less than the interval where nothing is said, and never less than half a minute. */
    Duration timeout() {
        Duration rest = interval().minus(SHORTEST_TIMEOUT);
        return GoDurations.parse(text("timeout"), rest.compareTo(SHORTEST_TIMEOUT) < 0 ? SHORTEST_TIMEOUT : rest);
    }

    boolean waits() {
        return live.at("/spec/wait").asBoolean(false);
    }

    boolean prunes() {
        return live.at("/spec/prune").asBoolean(false);
    }

    boolean isSuspended() {
        return live.at("/spec/suspend").asBoolean(false);
    }

    /** Without {@code ./} and slashes at its ends. */
    String path() {
        return text("path").replaceAll("^[./]+|/+$", "");
    }

    String targetNamespace() {
        return text("targetNamespace");
    }

    ObjectRef source() {
        String namespace =
                live.at("/spec/sourceRef/namespace").asString(live.ref().namespace());
        return new ObjectRef(
                Flux.SOURCE_GROUP,
                "v1",
                Flux.SOURCE_KIND,
                namespace,
                live.at("/spec/sourceRef/name").asString(""));
    }

    List<ObjectRef> dependencies() {
        return live.at("/spec/dependsOn")
                .valueStream()
                .map(each -> new ObjectRef(
                        Flux.GROUP,
                        "v1",
                        Flux.KIND,
                        each.path("namespace").asString(live.ref().namespace()),
                        each.path("name").asString("")))
                .toList();
    }

    /** A field that would need Kustomize. */
    Optional<String> override() {
        Stream<String> set =
                OVERRIDES.stream().filter(field -> !live.at("/spec/" + field).isMissingNode());
        return set.findFirst();
    }

    private String text(String field) {
        return live.at("/spec/" + field).asString("");
    }
}
