package dev.landfall.change;

import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.gitops.CommitHistory;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Relation;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.placement.Checkout;
import dev.landfall.placement.SourceContents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Our commit on the tracked branch, and what Git knows of it. Answers about commits never change, so they are kept. */
final class PushedCommit implements CommitHistory {
    private static final String HYDRATOR_METADATA = "hydrator.metadata";

    private final GitRepository repository;
    private final Checkout checkout;
    private final GitSource edited;
    private final String branch;
    private final CommitId commit;
    private final List<DesiredChange> changes;
    private final List<String> files;
    private final SourceContents contents;
    private final Map<String, Relation> relations = new ConcurrentHashMap<>();
    private final Map<String, Optional<String>> hydratedFrom = new ConcurrentHashMap<>();
    private final Map<String, Boolean> survivals = new ConcurrentHashMap<>();

    /**
     * @param checkout of the source that makes the objects
     * @param edited that source, or the one that lends it the files that the commit changed
     * @param repository and branch of what is edited
     * @param changes that the commit made of the source, by meaning
     * @param files that the commit changed
     */
    PushedCommit(
            Checkout checkout,
            GitSource edited,
            GitRepository repository,
            String branch,
            CommitId commit,
            List<DesiredChange> changes,
            List<String> files,
            SourceContents contents) {
        this.repository = repository;
        this.contents = contents;
        this.checkout = checkout;
        this.edited = edited;
        this.branch = branch;
        this.commit = commit;
        this.changes = changes;
        this.files = files;
    }

    @Override
    public String commit() {
        return commit.hex();
    }

    @Override
    public Relation relationOf(String revision) {
        if (CommitId.parse(revision).isEmpty()) return Relation.UNKNOWN;
        Relation known = relations.get(revision);
        if (known != null) return known;
        Relation relation = relate(revision);
        // A commit that is not here yet may come with the next fetch.
        if (relation == Relation.UNKNOWN && repository.fetch(branch).isPresent()) relation = relate(revision);
        if (relation != Relation.UNKNOWN) relations.put(revision, relation);
        return relation;
    }

    @Override
    public boolean survivesIn(String revision) {
        if (revision.equals(commit.hex())) return true;
        return survivals.computeIfAbsent(revision, this::holdsAt);
    }

    @Override
    public boolean isOnBranch() {
        Optional<CommitId> head = repository.fetch(branch);
        return head.isPresent()
                && repository.relationOf(commit, head.get().hex()).containsIt();
    }

    @Override
    public String head() {
        return repository.fetch(branch).map(CommitId::hex).orElse("");
    }

    @Override
    public Optional<String> hydratedFrom(String revision, String otherBranch, String folder) {
        Optional<CommitId> hydrated = CommitId.parse(revision);
        // A commit that is not here yet may come with the next fetch.
        if (hydrated.isEmpty() || !isHere(hydrated.get(), otherBranch)) return Optional.empty();
        return hydratedFrom.computeIfAbsent(revision + " " + folder, _ -> metadata(hydrated.get(), folder));
    }

    private boolean isHere(CommitId other, String otherBranch) {
        return repository.knows(other) || (repository.fetch(otherBranch).isPresent() && repository.knows(other));
    }

    private Optional<String> metadata(CommitId hydrated, String folder) {
        String file = folder.isEmpty() ? HYDRATOR_METADATA : folder + "/" + HYDRATOR_METADATA;
        return repository.read(hydrated, List.of(file)).values().stream()
                .findFirst()
                .flatMap(PushedCommit::dryCommit);
    }

    /** Whatever stands in the file is somebody's text; only a commit counts. */
    private static Optional<String> dryCommit(byte[] metadata) {
        try {
            String told = new JsonMapper().readTree(metadata).path("drySha").asString("");
            return CommitId.parse(told).map(CommitId::hex);
        } catch (JacksonException noJson) {
            return Optional.empty();
        }
    }

    @Override
    public String whoChangedIt(String revision) {
        CommitId until =
                CommitId.parse(revision).orElseThrow(() -> new IllegalStateException("not a commit: " + revision));
        return files.stream()
                .map(file -> repository.firstChangeOf(file, commit, until))
                .flatMap(Optional::stream)
                .map(Object::toString)
                .findFirst()
                .orElse("");
    }

    private Relation relate(String revision) {
        return switch (repository.relationOf(commit, revision)) {
            case SAME -> Relation.SAME;
            case DESCENDANT -> Relation.DESCENDANT;
            case ANCESTOR -> Relation.ANCESTOR;
            case DIVERGED -> Relation.DIVERGED;
            case UNKNOWN -> Relation.UNKNOWN;
        };
    }

    /** By meaning, not by bytes: others may have edited the same files elsewhere. */
    private boolean holdsAt(String revision) {
        CommitId at =
                CommitId.parse(revision).orElseThrow(() -> new IllegalStateException("not a commit: " + revision));
        return contents.isAsDesired(checkout.with(edited, at), changes);
    }
}
