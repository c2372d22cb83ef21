package dev.landfall.soak;

import dev.landfall.change.Destination;
import dev.landfall.cluster.ObjectRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What one change of the soak happens in: a namespace, a repository, the owner that applies its folder {@code apps}, and
 * a place for Landfall's own files. Nothing here goes through Landfall's code: the truth is read with it.
 */
public interface SoakWorld extends AutoCloseable {

    String namespace();

    /** The owner, as {@code --owner} names it; nobody where objects are written directly. */
    Destination owner();

    /** Where Landfall runs, which reaches the cluster from there, faults included. */
    Workplace workplace();

    /** Two images that run. */
    List<String> images();

    String missingImage();

    /** How much faster than a real cluster this one lives; Landfall's clock goes faster by as much. */
    int haste();

    /** After how long without a change nothing more is to be expected. */
    Duration quiet();

    /** How long Landfall's own deadlines are, by its own clock. */
    Duration patience();

    /** Fills the repository, and the cluster with the owner, and waits until all of it is delivered. */
    void open(Map<String, String> files);

    /** Faults of connections begin. */
    void weatherBegins();

    /** There are more of them. */
    void weatherWorsens();

    // The truth.

    Optional<JsonNode> read(ObjectRef object);

    List<JsonNode> list(String group, String kind);

    /** Every commit that the owner's status says it applied, or is applying. */
    Set<String> applied();

    String head();

    /** The files of the folder at the branch's head, by path. */
    Map<String, String> files();

    /** Those on the branch that Landfall made, by their trailer, the newest first. */
    List<String> landfallCommits();

    /** Whether a commit is the other one or contains it. */
    boolean contains(String commit, String other);

    // What others do.

    /** @param files by path; null deletes */
    void commit(Map<String, String> files);

    /** As a force push of an earlier commit. */
    void rewind(String commit);

    void apply(String yaml);

    /** A merge patch by hand. */
    void patch(ObjectRef object, String patch);

    void delete(ObjectRef object);

    /** Suspends it, or takes its automated sync away. */
    void idleOwner();

    void stopPruning();

    void stopController();

    void startController();

    /** Ends every fault that is still to come. */
    void heal();

    @Override
    void close();
}
