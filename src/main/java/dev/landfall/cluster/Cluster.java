package dev.landfall.cluster;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Read access to one cluster. Every method may throw {@link ClusterException}; every call has a deadline.
 */
public interface Cluster {

    /** As the user names it in messages: the context and the API server's address. */
    String description();

    /**
     * The kind that a word means: a kind, plural, singular or short name in any case, with or without a group
     * ({@code deploy}, {@code Deployment}, {@code deployments.apps}).
     *
     * @throws ClusterException of fault USAGE, naming the nearest kinds, where none is meant
     */
    ResourceType typeNamed(String word);

    /** The kind of this name and group in the version that the server prefers; empty where it is not served. */
    Optional<ResourceType> typeOf(String group, String kind);

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
