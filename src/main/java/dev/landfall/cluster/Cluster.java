package dev.landfall.cluster;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Read access to one cluster. Every method may throw {@link ClusterException}; every call has a deadline.
 */
public interface Cluster {

    /** As the user names it in messages: the context and the API server's address. */
    String description();

    /**
     * The kinds that a word means, each in the version that the server prefers, the one that is taken first: a kind,
     * plural, singular or short name in any case, with or without version and group ({@code deploy}, {@code Deployment},
     * {@code deployments.apps}, {@code Deployment.v1.apps}). Full names come before short names, and the core group and
     * what else the server lists first before the others, as in kubectl.
     *
     * @throws ClusterException of fault USAGE, naming the nearest kinds, where none is meant
     */
    List<ResourceType> typesNamed(String word);

    /** The one that is taken. */
    default ResourceType typeNamed(String word) {
        return typesNamed(word).getFirst();
    }

    /** The kind of this name and group in the version that the server prefers; empty where it is not served. */
    Optional<ResourceType> typeOf(String group, String kind);

    /**
     * The OpenAPI v3 document about the kinds of one group version; empty where the server has none or does not show it
     * to us. Kept once read.
     */
    Optional<JsonNode> openApi(String group, String version);

    /** What charts are told of the cluster; empty where it does not tell. Kept once read. */
    default Optional<Capabilities> capabilities() {
        return Optional.empty();
    }

    /** The object now; empty where there is none, or where its kind is not served. */
    Optional<LiveObject> get(ObjectRef ref);

    /**
     * Every object of a kind, in pages, each seen once.
     *
     * @param namespace empty for all namespaces
     * @param labelSelector as in {@code kubectl -l}, empty for all objects
     */
    void scan(ResourceType type, String namespace, String labelSelector, Consumer<LiveObject> each);

    /** Whether the API server grants this right to us (SelfSubjectAccessReview). */
    boolean allows(Access access);

    /** Events about an object, newest last, at most 50. */
    List<EventNote> events(LiveObject object);

    /**
     * Calls {@code changed} after each change of the object, from another thread, until closed; may miss changes
     * while the connection is broken, so the caller looks by itself as well. It re-connects by itself and never throws.
     */
    Watching watch(ObjectRef ref, Runnable changed);

    /** A running watch. */
    interface Watching extends AutoCloseable {
        @Override
        void close();
    }
}
