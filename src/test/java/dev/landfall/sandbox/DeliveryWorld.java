package dev.landfall.sandbox;

import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One test's namespace in a cluster with GitOps tools, and one repository: in the sandbox or on a real cluster. The
 * tools have credentials for the repository: Argo CD by its URL, Flux by a Secret named like the namespace, in it.
 */
public interface DeliveryWorld extends AutoCloseable {

    String namespace();

    /** Where Applications live. */
    String argocdNamespace();

    String repositoryUrl();

    /** Two images that run, and one that no registry has. */
    Images images();

    record Images(String old, String renewed, String missing) {}

    /**
     * Commits to {@code main} and pushes.
     *
     * @param files by path; an empty text deletes
     * @return the commit
     */
    String push(Map<String, String> files);

    /** As {@code kubectl apply} of an administrator. */
    void apply(String yaml);

    /** A merge patch in the name of a person: Flux takes back all that was written in the name of kubectl. */
    void patch(String resource, String namespace, String name, String patch);

    void delete(String resource, String namespace, String name);

    /** @return a missing node where there is no such object */
    JsonNode get(String resource, String namespace, String name);

    /** The Pods with a label {@code app} of this value. */
    JsonNode pods(String app);

    /** After how many seconds without progress a Deployment gives up; long enough for one that goes well. */
    int progressDeadline();

    /** How long a controller may take for what it does by itself at once. */
    Duration patience();

    @Override
    void close();
}
