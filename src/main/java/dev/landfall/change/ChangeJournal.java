package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import dev.landfall.journal.Claim;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Journal;
import dev.landfall.journal.Lookup;
import dev.landfall.journal.StoredChange;
import dev.landfall.journal.StoredPlan;
import dev.landfall.journal.Ulid;
import dev.landfall.reason.Reason;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Plans and changes in the journal's terms. A change is what its record adds up to; nothing in it is ever rewritten. */
final class ChangeJournal {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Journal journal;
    private final Ulid.Generator ids;
    private final InstantSource clock;

    ChangeJournal(Journal journal, Ulid.Generator ids, InstantSource clock) {
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    void save(ChangePlan plan) {
        journal.save(new StoredPlan(plan.id(), plan.digest(), clock.instant(), PlanBody.write(plan)));
    }

    /** The change that the plan is or becomes; begun here unless somebody did before. */
    Change begin(Approved approved) {
        ChangePlan plan = approved.plan();
        String body = MAPPER.writeValueAsString(Map.of("approvedBy", approved.by()));
        StoredChange fresh = new StoredChange(ids.next().toString(), plan.id(), plan.digest(), clock.instant(), body);
        return switch (journal.begin(fresh)) {
            case Claim.Begun begun -> read(fresh);
            case Claim.AlreadyBegun before -> read(before.change());
        };
    }

    /** The change of another machine, under its id; begun here unless it was before. */
    Change adopt(String changeId, ChangePlan plan, String by) {
        if (!(journal.plan(plan.id()) instanceof Lookup.Found<StoredPlan>)) save(plan);
        String body = MAPPER.writeValueAsString(Map.of("approvedBy", by));
        StoredChange theirs = new StoredChange(changeId, plan.id(), plan.digest(), clock.instant(), body);
        return switch (journal.begin(theirs)) {
            case Claim.Begun begun -> read(theirs);
            case Claim.AlreadyBegun before -> read(before.change());
        };
    }

    /** A commit was made and may leave the machine from now on. */
    void committed(Change change, int part, CommitId commit, CommitId base) {
        append(change, ChangeRecord.COMMITTED, Map.of("part", part, "commit", commit.hex(), "base", base.hex()));
    }

    /** The commit is on the branch. */
    void pushed(Change change, int part, CommitId commit) {
        append(change, ChangeRecord.PUSHED, Map.of("part", part, "commit", commit.hex()));
    }

    /** The commit is on a branch of our own; a later one of these stands for those before. */
    void proposed(Change change, int part, Change.Arrival.Proposed proposed) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("part", part);
        body.put("branch", proposed.branch());
        body.put("commit", proposed.commit());
        body.put("base", proposed.base());
        proposed.pullRequest().ifPresent(link -> {
            body.put("number", link.number());
            body.put("page", link.page());
        });
        append(change, ChangeRecord.PROPOSED, body);
    }

    /** What was proposed is on the tracked branch. */
    void merged(Change change, int part, CommitId commit, Optional<CommitId> base, boolean asMade) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("part", part);
        body.put("commit", commit.hex());
        base.ifPresent(before -> body.put("base", before.hex()));
        body.put("asMade", asMade);
        append(change, ChangeRecord.MERGED, body);
    }

    /** Objects may be written from now on. */
    void writing(Change change, int part) {
        append(change, ChangeRecord.WRITING, Map.of("part", part));
    }

    /** One object of the part is written. */
    void wrote(Change change, int part, ObjectRef object) {
        append(change, ChangeRecord.WROTE, Map.of("part", part, "object", object.toString()));
    }

    /** All objects of the part are written. */
    void written(Change change, int part) {
        append(change, ChangeRecord.WRITTEN, Map.of("part", part));
    }

    /** The part had nothing to write. */
    void needless(Change change, int part) {
        append(change, ChangeRecord.NEEDLESS, Map.of("part", part));
    }

    /** Whether writing of the part has begun, however far it got. */
    boolean hasBegunWriting(Change change, int part) {
        return recordOf(change.id()).hasBegunWriting(part);
    }

    void ended(Change change, Outcome outcome) {
        Reason reason = outcome.reason();
        append(
                change,
                ChangeRecord.ENDED,
                Map.of("outcome", outcome.name(), "code", reason.code(), "message", reason.message()));
    }

    /** The change ended so, and is taken back by this plan, which is stored. */
    void takingBack(Change change, Outcome failed, ChangePlan back) {
        Reason reason = failed.reason();
        append(
                change,
                ChangeRecord.TAKING_BACK,
                Map.of(
                        "plan",
                        back.id(),
                        "outcome",
                        failed.name(),
                        "code",
                        reason.code(),
                        "message",
                        reason.message()));
    }

    /** The plan by which the change is being taken back, or was, where that has begun to land. */
    Optional<ChangePlan> wayBack(Change change) {
        return recordOf(change.id())
                .wayBack()
                .filter(plan -> journal.changeOfPlan(plan).isPresent())
                .map(this::requirePlan);
    }

    /** How the change had ended before it was to be taken back. */
    Optional<Outcome> endBeforeWayBack(Change change) {
        return recordOf(change.id()).endBeforeWayBack();
    }

    /** The proof that it was taken back, where it was. */
    Optional<Outcome> rolledBack(Change change) {
        return recordOf(change.id()).rolledBack();
    }

    Optional<Change> changeOf(ChangePlan plan) {
        return journal.changeOfPlan(plan.id()).map(this::read);
    }

    ChangePlan requirePlan(String id) {
        return switch (journal.plan(id)) {
            case Lookup.Found<StoredPlan> found ->
                PlanBody.read(found.record().body()).orElseThrow(() -> tooOld(id));
            case Lookup.Ambiguous<StoredPlan> several -> throw ambiguous("plan", id, several.ids());
            case Lookup.Unknown<StoredPlan> none -> throw unknown("plan", id, "plan the change again");
        };
    }

    Change require(String id) {
        return switch (journal.change(id)) {
            case Lookup.Found<StoredChange> found -> read(found.record());
            case Lookup.Ambiguous<StoredChange> several -> throw ambiguous("change", id, several.ids());
            case Lookup.Unknown<StoredChange> none -> throw unknown("change", id, "landfall changes lists them");
        };
    }

    List<Change> latest(int limit) {
        return journal.changes(limit).stream()
                .filter(stored -> isReadable(stored.planId()))
                .map(this::read)
                .toList();
    }

    private Change read(StoredChange stored) {
        ChangeRecord record = recordOf(stored.id());
        ChangePlan plan = requirePlan(stored.planId());
        List<Change.Arrival> arrivals = IntStream.range(0, plan.parts().size())
                .mapToObj(record::arrival)
                .toList();
        return new Change(stored.id(), plan, stored.createdAt(), arrivals, record.outcome());
    }

    private ChangeRecord recordOf(String changeId) {
        return new ChangeRecord(journal.entries(changeId));
    }

    private void append(Change change, String kind, Map<String, Object> body) {
        journal.append(change.id(), new Entry(clock.instant(), kind, MAPPER.writeValueAsString(body)));
    }

    /** Changes of an older Landfall stay in the journal, and Git tells what became of them. */
    private boolean isReadable(String planId) {
        return journal.plan(planId) instanceof Lookup.Found<StoredPlan> found
                && PlanBody.read(found.record().body()).isPresent();
    }

    private static RequestException tooOld(String id) {
        return RequestException.because(
                "plan-too-old",
                "plan " + id + " was made by an older Landfall and cannot be read any more",
                "plan the change again; what has landed stands in Git, under the trailer Change-Id");
    }

    private static RequestException ambiguous(String what, String id, List<String> ids) {
        return RequestException.because(
                "ambiguous-id",
                "several " + what + "s begin with " + id + ": " + String.join(", ", ids),
                "write more of it");
    }

    private static RequestException unknown(String what, String id, String remedy) {
        return RequestException.because("unknown-" + what, "this machine's journal has no " + what + " " + id, remedy);
    }
}
