package dev.landfall.change;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.config.Configuration;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.gitops.Evidence;
import dev.landfall.gitops.EvidenceClass;
import dev.landfall.health.Health;
import dev.landfall.health.HealthReader;
import dev.landfall.journal.Journal;
import dev.landfall.journal.Ulid;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.placement.Placement;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * One change from request to verdict: {@link #plan}, then with somebody's approval {@link #land}, then {@link #track};
 * {@link #planRevert} begins the way back. Each step can be taken by another process than the one before.
 */
public final class ChangeEngine {
    private final Drafting drafting;
    private final Landing landing;
    private final Tracking tracking;
    private final ChangeJournal journal;
    private final RepositoryAccess access;
    private final HealthReader health;
    private final Ulid.Generator ids;

    /**
     * @param elapsed since some moment, by a clock that only goes forward
     * @param requestedBy who uses this, for the commit's trailer; or empty
     */
    public ChangeEngine(
            Cluster cluster,
            Providers providers,
            Configuration configuration,
            RepositoryAccess access,
            Placement placement,
            Journal journal,
            InstantSource clock,
            Supplier<Duration> elapsed,
            String requestedBy) {
        this.ids = new Ulid.Generator(clock, new SecureRandom());
        this.journal = new ChangeJournal(journal, ids, clock);
        this.access = access;
        this.drafting = new Drafting(cluster, providers, configuration, access, placement, new Reverting(this.journal));
        this.landing = new Landing(drafting, this.journal, configuration.commit(), clock, requestedBy);
        this.tracking = new Tracking(cluster, providers, access, placement, elapsed);
        this.health = new HealthReader(cluster);
    }

    /** Works out what a request comes to now; what is ready for approval is stored. Writes nothing anywhere else. */
    public Planned plan(ChangeRequest request) {
        return switch (drafting.draft(request)) {
            case Draft.Impossible impossible -> new Planned.Refused(impossible.reason());
            case Draft.Possible possible when possible.isInGit() -> inGit(request, possible);
            case Draft.Possible possible -> {
                ChangePlan plan = plan(request, possible);
                journal.save(plan);
                yield new Planned.Ready(plan);
            }
        };
    }

    /** The request that takes a landed change back. */
    public Planned planRevert(Change change, String reason, boolean syncAsked) {
        Optional<Change> landed = landing.findLanded(change, repositoryOf(change));
        if (landed.isEmpty()) return new Planned.Refused(Refusals.nothingLanded(change));
        ChangeRequest request = change.plan().request();
        List<DesiredChange> back = request.changes().stream()
                .flatMap(wanted -> Inverse.of(wanted, change.plan().part().edits()).stream())
                .toList();
        String what = "take back \"" + request.what() + "\"";
        return plan(new ChangeRequest(change.plan().part().target(), back, what, reason, syncAsked, change.id()));
    }

    /** Brings the plan into Git, if it still means what was approved. The same plan again finds the same commit. */
    public Landed land(Approved approved, Narration narration) {
        return landing.land(approved, narration);
    }

    /** Follows a landed change to its verdict, and keeps the verdict. */
    public Outcome track(Change change, Patience patience, Narration narration) {
        Change landed = landing.findLanded(change, repositoryOf(change))
                .orElseThrow(() -> new RequestException(Refusals.nothingLanded(change)));
        CommitId commit = new CommitId(landed.commit().orElseThrow());
        Outcome outcome = tracking.follow(landed.plan(), commit, patience, narration);
        journal.ended(landed, outcome);
        return outcome;
    }

    /** Follows the head of a branch that has the wanted values already; there is no change of ours to keep. */
    public Outcome trackHead(Planned.AlreadyInGit planned, Patience patience, Narration narration) {
        CommitId head = new CommitId(planned.plan().part().base());
        return tracking.follow(planned.plan(), head, patience, narration);
    }

    /** @param id of a plan, or its beginning, if that is enough to tell it */
    public ChangePlan storedPlan(String id) {
        return journal.requirePlan(id);
    }

    /** @param id of a change, or its beginning, if that is enough to tell it */
    public Change storedChange(String id) {
        return journal.require(id);
    }

    /** The latest, newest first. */
    public List<Change> changes(int limit) {
        return journal.latest(limit);
    }

    private Planned inGit(ChangeRequest request, Draft.Possible draft) {
        HealthReader.Look look = health.look(draft.part().target());
        Optional<JsonNode> json = look.object().map(LiveObject::json);
        boolean live = request.changes().stream().allMatch(wanted -> wanted.holdsIn(json));
        if (live && look.health() instanceof Health.Healthy well) {
            Evidence evidence = new Evidence(
                    EvidenceClass.OBJECT_ONLY,
                    draft.base().hex(),
                    draft.part().target(),
                    "Git and the live object have the value, " + well.pods());
            return new Planned.NothingToDo(draft.part(), List.of(evidence));
        }
        return new Planned.AlreadyInGit(plan(request, draft));
    }

    private ChangePlan plan(ChangeRequest request, Draft.Possible draft) {
        String digest = PlanDigest.of(request, draft.part());
        return new ChangePlan(ids.next().toString(), request, draft.part(), digest, draft.warnings());
    }

    private GitRepository repositoryOf(Change change) {
        return access.open(change.plan().part().repository());
    }
}
