package dev.landfall.gitops;

import dev.landfall.cluster.ObjectRef;
import java.util.Optional;

/** The credentials that one GitOps tool keeps in the cluster, to read Git by itself. */
public interface SourceCredentials {

    /**
     * Those that the tool uses for a repository; empty where it is another tool's, or where it uses none.
     *
     * @param definedBy the object whose spec names the repository; empty where only the URL is known, and then whichever
     *     the tool uses for that
     * @throws dev.landfall.cluster.ClusterException where the Secret may not be read, with the right that is missing
     */
    Optional<HeldCredentials> of(Optional<ObjectRef> definedBy, String url);
}
