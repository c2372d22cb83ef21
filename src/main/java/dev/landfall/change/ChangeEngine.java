package dev.landfall.change;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.Configuration;
import dev.landfall.git.GitException;
import dev.landfall.gitops.DirectWriter;
import dev.landfall.gitops.Evidence;
import dev.landfall.gitops.EvidenceClass;
import dev.landfall.health.Health;
import dev.landfall.health.HealthReader;
import dev.landfall.journal.Journal;
import dev.landfall.journal.Ulid;
import dev.landfall.placement.Placement;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * One change from request to verdict: {@link #plan}, then with somebody's approval {@link #land}, then {@link #track};
 * {@link #planRevert} begins the way back. Each step can be taken by another process than the one before.
 */
public final class ChangeEngine {
    private final Drafting drafting;
    private final Landing landing;
    private final LandedParts landedParts;
    private final MergeWatch mergeWatch;
    private final ForeignProposals foreign;
    private final VerdictNotes notes;
    private final Tracking tracking;
    private final RepositoryAccess access;
    private final Supplier<Duration> elapsed;
    private final Reverting reverting;
    private final ChangeJournal journal;
    private final HealthReader health;
    private final Ulid.Generator ids;
    private final ByHand byHand;
    private final WayBack wayBack;

    /**
     * @param elapsed since some moment, by a clock that only goes forward
     * @param requestedBy who uses this, for the commit's trailer; or empty
     * @param check for changes that are to mend something
     */
    public ChangeEngine(
            Cluster cluster,
            DirectWriter writer,
            Providers providers,
            Configuration configuration,
            RepositoryAccess access,
            Placement placement,
            Journal journal,
            InstantSource clock,
            Supplier<Duration> elapsed,
            String requestedBy,
            SymptomCheck check) {
        this.ids = new Ulid.Generator(clock, new SecureRandom());
        this.journal = new ChangeJournal(journal, ids, clock);
        this.reverting = new Reverting(this.journal);
        this.drafting = new Drafting(cluster, providers, configuration, access, placement, writer, reverting);
        this.landedParts = new LandedParts(cluster, this.journal, access);
        this.wayBack = new WayBack(this.journal, landedParts);
        DirectLanding direct = new DirectLanding(writer, this.journal);
        OurCommits commits = new OurCommits(this.journal, configuration.commit(), clock, requestedBy);
        Proposing proposing = new Proposing(access, this.journal, commits);
        this.landing = new Landing(drafting, this.journal, landedParts, direct, commits, proposing, wayBack);
        Proposals proposals = new Proposals(this.journal, access);
        Rebuilding rebuilding = new Rebuilding(drafting, this.journal, commits, access);
        this.mergeWatch =
                new MergeWatch(this.journal, new ProposalLook(access, this.journal, proposals, rebuilding), elapsed);
        this.foreign = new ForeignProposals(this.journal, providers, access);
        this.notes = new VerdictNotes(access);
        this.byHand = new ByHand(cluster, providers);
        this.access = access;
        this.elapsed = elapsed;
        this.tracking = new Tracking(cluster, providers, access, placement, elapsed, check);
        this.health = new HealthReader(cluster);
    }

    /** Works out what a request comes to now; what is ready for approval is stored. Writes nothing anywhere else. */
    public Planned plan(ChangeRequest request) {
        return switch (drafting.draft(request)) {
            case Draft.Impossible impossible -> new Planned.Refused(impossible.reason());
            case Draft.Unclear unclear -> new Planned.NeedsInput(unclear.question());
            case Draft.Possible possible when possible.isAsDesired() -> asDesired(request, possible);
            case Draft.Possible possible -> {
                ChangePlan plan = plan(request, possible);
                journal.save(plan);
                yield new Planned.Ready(plan);
            }
        };
    }

    /** Plans what takes a landed change back. */
    public Planned planRevert(Change change, String reason, boolean syncAsked) {
        return planRevert(change, OptionalInt.empty(), reason, syncAsked);
    }

    /**
     * Plans what takes a landed change back, or one part of it.
     *
     * @param part counted from 1, in the order of the plan; empty for all of them
     * @throws GitException where Git cannot be asked now, with what a person can do until then
     */
    public Planned planRevert(Change change, OptionalInt part, String reason, boolean syncAsked) {
        if (part.isPresent()
                && (part.getAsInt() < 1
                        || part.getAsInt() > change.plan().parts().size()))
            throw new RequestException(Refusals.noSuchPart(change, part.getAsInt()));
        return byHand.guiding(change, () -> {
            Change landed = landedParts.look(change);
            List<Change.Arrival> arrivals =
                    part.isPresent() ? List.of(landed.arrivals().get(part.getAsInt() - 1)) : landed.arrivals();
            if (arrivals.stream().allMatch(Change.Arrival.NotYet.class::isInstance))
                return new Planned.Refused(Refusals.nothingLanded(change));
            if (landed.awaitsMerge() && arrivals.stream().noneMatch(ChangeEngine::isInForce))
                return new Planned.Refused(Refusals.notMergedYet(landed));
            Manner manner = landed.plan().request().manner().takingBack(reason, syncAsked);
            return plan(reverting.request(landed, part, manner));
        });
    }

    private static boolean isInForce(Change.Arrival arrival) {
        return switch (arrival) {
            case Change.Arrival.Committed _, Change.Arrival.Written _, Change.Arrival.PartlyWritten _ -> true;
            case Change.Arrival.NotYet _, Change.Arrival.Proposed _, Change.Arrival.Needless _ -> false;
        };
    }

    /** Brings the plan where it belongs, if it still means what was approved. The same plan again finds the same commit. */
    public Landed land(Approved approved, Narration narration) {
        ChangeRequest request = approved.plan().request();
        if (!request.isRevert()) return landing.land(approved, narration);
        Change change = journal.require(request.reverts());
        return byHand.guided(change, byHand.guiding(change, () -> landing.land(approved, narration)));
    }

    /** Whether the change is being taken back, by whatever process: whoever follows it goes on with that. */
    public boolean isBeingTakenBack(Change change) {
        return wayBack.isUnderWay(change);
    }

    /**
     * Follows a landed change to its verdict, and keeps the verdict. What is proposed is waited for until it is merged.
     *
     * @throws RequestException where we are to merge and the configuration does not allow it
     */
    public Verdict track(Change change, Merge merge, Patience patience, Narration narration) {
        Optional<Verdict> settled = wayBack.settled(change).map(outcome -> Verdict.ofAll(change.plan(), outcome));
        if (settled.isPresent()) {
            notes.tell(change, settled.get(), narration);
            return settled.get();
        }
        Change landed = landedParts.look(change);
        if (landed.arrivals().stream().allMatch(Change.Arrival.NotYet.class::isInstance))
            throw new RequestException(Refusals.nothingLanded(change));
        checkMerge(landed.plan(), merge);
        Duration start = elapsed.get();
        Map<Integer, Outcome> unmerged = mergeWatch.await(landed, merge, patience, narration);
        Change merged = journal.require(landed.id());
        Patience left = patience.after(elapsed.get().minus(start));
        Verdict verdict = tracking.follow(merged.plan(), merged.arrivals(), unmerged, left, narration);
        journal.ended(merged, verdict.worst());
        notes.tell(merged, verdict, narration);
        return verdict;
    }

    /**
     * Returns where pull requests of the plan may be merged so; to be asked before it is landed.
     *
     * @throws RequestException where we are to merge and the configuration does not allow it
     */
    public void checkMerge(ChangePlan plan, Merge merge) {
        if (merge == Merge.BY_PEOPLE) return;
        for (PlanPart part : plan.parts()) {
            if (!(part instanceof PlanPart.InGit git)) continue;
            Optional<Hosting.Hosted> host = access.hosting().of(git.repository());
            boolean pushed = git.way() == PlanPart.Way.PUSH && host.isEmpty();
            if (!pushed && host.filter(known -> known.settings().allowMerge()).isEmpty())
                throw RequestException.because(
                        "merge-not-allowed",
                        "the configuration does not let Landfall merge pull requests of " + git.repository(),
                        "leave --merge out, or set repositories[].pullRequests.allowMerge: true");
        }
    }

    /**
     * Takes a change back that ended badly, as far as that is called for, and follows the way back; else the outcome stays.
     */
    public Outcome rollBack(Change change, Outcome outcome, Merge merge, Patience patience, Narration narration) {
        return RollingBack.isCalledFor(change, outcome)
                ? new RollingBack(this, journal, notes).rollBack(change, outcome, merge, patience, narration)
                : outcome;
    }

    /**
     * The change of a pull request, also where another machine has opened it.
     *
     * @param page where a person looks at it
     * @throws RequestException where it is none of a repository that an owner applies from and the configuration allows
     */
    public Change changeOf(URI page) {
        return foreign.changeOf(page);
    }

    /** Follows what has the wanted values already where it is defined; there is no change of ours to keep. */
    public Verdict trackDesired(Planned.AlreadyDesired planned, Patience patience, Narration narration) {
        List<Change.Arrival> needless = planned.plan().parts().stream()
                .<Change.Arrival>map(part -> new Change.Arrival.Needless())
                .toList();
        return tracking.follow(planned.plan(), needless, Map.of(), patience, narration);
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

    private Planned asDesired(ChangeRequest request, Draft.Possible draft) {
        List<Evidence> evidence = new ArrayList<>();
        for (ObjectRef target : request.targets()) {
            Optional<String> well = well(target, request);
            if (well.isEmpty()) return new Planned.AlreadyDesired(plan(request, draft));
            evidence.add(new Evidence(EvidenceClass.OBJECT_ONLY, "", target, well.get()));
        }
        return new Planned.NothingToDo(draft.planned(), evidence);
    }

    /** What proves that an object is as wanted, and well; empty where it is not. */
    private Optional<String> well(ObjectRef target, ChangeRequest request) {
        HealthReader.Look look = health.look(target);
        Optional<JsonNode> live = look.object().map(LiveObject::json);
        boolean holds = request.changesOf(target).stream().allMatch(wanted -> wanted.holdsIn(live));
        if (!holds) return Optional.empty();
        if (request.removes(target)) return Optional.of(target + " is gone already");
        return look.health() instanceof Health.Healthy well
                ? Optional.of(target + " is as wanted already, " + well.observed())
                : Optional.empty();
    }

    private ChangePlan plan(ChangeRequest request, Draft.Possible draft) {
        List<PlanPart> parts = draft.planned();
        String digest = PlanDigest.of(request, parts);
        return new ChangePlan(ids.next().toString(), request, parts, draft.ownerChanges(), digest, draft.warnings());
    }
}
