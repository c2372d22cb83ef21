package dev.landfall.cluster;

import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * What only a diagnosis reads, besides objects. All texts are untrusted. Every method may throw {@link ClusterException},
 * and every call has a deadline and a bound on what it brings.
 */
public interface Diagnostics {

    /** An event of type {@code Warning}, and the uid of the object that it is about. */
    record Warning(String uid, ObjectRef object, EventNote note) {

        /** @param event as the API server has it */
        public static Warning of(LiveObject event, EventNote note) {
            JsonNode about = event.at("/involvedObject");
            ObjectRef object = ObjectRef.of(
                    about.path("apiVersion").asString(""),
                    about.path("kind").asString(""),
                    about.path("namespace").asString(""),
                    about.path("name").asString(""));
            return new Warning(about.path("uid").asString(""), object, note);
        }
    }

    /**
     * The warnings of a namespace in pages, in no order. Events expire (after an hour by default) and are rate-limited:
     * that there is none proves nothing.
     *
     * @param namespace empty for all namespaces
     */
    void warnings(String namespace, Consumer<Warning> each);

    /**
     * The last lines that a container wrote, at most 200 and at most 64 KiB of them; empty where there is no such
     * container or it has not run.
     *
     * @param previous of the run before the present one
     */
    Optional<String> log(ObjectRef pod, String container, boolean previous);
}
