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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plans and changes in the journal's terms. A change is what its record adds up to; nothing in it is ever rewritten. */
final class ChangeJournal {
    private static final String COMMITTED = "committed";
    private static final String PUSHED = "pushed";
    private static final String PROPOSED = "proposed";
    private static final String MERGED = "merged";
    private static final String WRITING = "writing";
    private static final String WROTE = "wrote";
    private static final String WRITTEN = "written";
    private static final String NEEDLESS = "needless";
    private static final String ENDED = "ended";
    private static final String TAKING_BACK = "taking-back";
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
        append(change, COMMITTED, Map.of("part", part, "commit", commit.hex(), "base", base.hex()));
    }

    /** The commit is on the branch. */
    void pushed(Change change, int part, CommitId commit) {
        append(change, PUSHED, Map.of("part", part, "commit", commit.hex()));
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
        append(change, PROPOSED, body);
    }

    /** What was proposed is on the tracked branch. */
    void merged(Change change, int part, CommitId commit, Optional<CommitId> base, boolean asMade) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("part", part);
        body.put("commit", commit.hex());
        base.ifPresent(before -> body.put("base", before.hex()));
        body.put("asMade", asMade);
        append(change, MERGED, body);
    }

    /** Objects may be written from now on. */
    void writing(Change change, int part) {
        append(change, WRITING, Map.of("part", part));
    }

    /** One object of the part is written. */
    void wrote(Change change, int part, ObjectRef object) {
        append(change, WROTE, Map.of("part", part, "object", object.toString()));
    }

    /** All objects of the part are written. */
    void written(Change change, int part) {
        append(change, WRITTEN, Map.of("part", part));
    }

    /** The part had nothing to write. */
    void needless(Change change, int part) {
        append(change, NEEDLESS, Map.of("part", part));
    }

    /** Whether writing of the part has begun, however far it got. */
    boolean hasBegunWriting(Change change, int part) {
        return !of(journal.entries(change.id()), WRITING, part).isEmpty();
    }

    void ended(Change change, Outcome outcome) {
        Reason reason = outcome.reason();
        append(change, ENDED, Map.of("outcome", outcome.name(), "code", reason.code(), "message", reason.message()));
    }

    /** The change ended so, and is taken back by this plan, which is stored. */
    void takingBack(Change change, Outcome failed, ChangePlan back) {
        Reason reason = failed.reason();
        append(
                change,
                TAKING_BACK,
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
        return last(change, TAKING_BACK)
                .map(body -> body.path("plan").asString(""))
                .filter(plan -> journal.changeOfPlan(plan).isPresent())
                .map(this::requirePlan);
    }

    /** How the change had ended before it was to be taken back. */
    Optional<Outcome> endBeforeWayBack(Change change) {
        return last(change, TAKING_BACK)
                .map(body -> body.path("outcome").asString("").equals("Degraded")
                        ? new Outcome.Degraded(reason(body), List.of())
                        : new Outcome.Failed(reason(body), List.of()));
    }

    /** The proof that it was taken back, where it was. */
    Optional<Outcome> rolledBack(Change change) {
        return last(change, ENDED)
                .filter(body -> body.path("outcome").asString("").equals("RolledBack"))
                .map(body -> new Outcome.RolledBack(reason(body)));
    }

    private static Reason reason(JsonNode body) {
        return Reason.lasting(
                body.path("code").asString(""), body.path("message").asString(""), "");
    }

    private Optional<JsonNode> last(Change change, String kind) {
        return journal.entries(change.id()).reversed().stream()
                .filter(entry -> entry.kind().equals(kind))
                .map(ChangeJournal::body)
                .findFirst();
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
        List<Entry> entries = journal.entries(stored.id());
        ChangePlan plan = requirePlan(stored.planId());
        List<Change.Arrival> arrivals = new ArrayList<>();
        for (int part = 0; part < plan.parts().size(); part++) arrivals.add(arrival(entries, part));
        return new Change(stored.id(), plan, stored.createdAt(), arrivals, outcome(entries));
    }

    private static Change.Arrival arrival(List<Entry> entries, int part) {
        List<JsonNode> pushed = of(entries, PUSHED, part);
        if (!pushed.isEmpty()) {
            String commit = pushed.getLast().path("commit").asString("");
            return new Change.Arrival.Committed(commit, baseOf(of(entries, COMMITTED, part), commit), Optional.empty());
        }
        List<JsonNode> proposed = of(entries, PROPOSED, part);
        if (!proposed.isEmpty()) return proposedOrMerged(proposed.getLast(), of(entries, MERGED, part));
        if (!of(entries, WRITTEN, part).isEmpty()) return new Change.Arrival.Written();
        List<String> wrote = of(entries, WROTE, part).stream()
                .map(body -> body.path("object").asString(""))
                .toList();
        if (!wrote.isEmpty()) return new Change.Arrival.PartlyWritten(wrote);
        return of(entries, NEEDLESS, part).isEmpty() ? new Change.Arrival.NotYet() : new Change.Arrival.Needless();
    }

    private static Change.Arrival proposedOrMerged(JsonNode proposed, List<JsonNode> merged) {
        String branch = proposed.path("branch").asString("");
        Optional<PullRequestLink> link = Optional.of(proposed)
                .filter(body -> body.has("number"))
                .map(body -> new PullRequestLink(
                        body.path("number").asLong(), body.path("page").asString("")));
        if (merged.isEmpty())
            return new Change.Arrival.Proposed(
                    branch,
                    proposed.path("commit").asString(""),
                    proposed.path("base").asString(""),
                    link);
        JsonNode body = merged.getLast();
        return new Change.Arrival.Committed(
                body.path("commit").asString(""),
                body.path("base").asStringOpt(),
                Optional.of(new Change.Merged(branch, link, body.path("asMade").asBoolean(false))));
    }

    private static Optional<String> baseOf(List<JsonNode> committed, String commit) {
        return committed.stream()
                .filter(body -> body.path("commit").asString("").equals(commit))
                .map(body -> body.path("base").asString(""))
                .findFirst();
    }

    private static String outcome(List<Entry> entries) {
        return entries.reversed().stream()
                .filter(entry -> entry.kind().equals(ENDED))
                .map(entry -> body(entry).path("outcome").asString(""))
                .findFirst()
                .orElse("");
    }

    private static List<JsonNode> of(List<Entry> entries, String kind, int part) {
        return entries.stream()
                .filter(entry -> entry.kind().equals(kind))
                .map(ChangeJournal::body)
                .filter(body -> body.path("part").asInt(0) == part)
                .toList();
    }

    private static JsonNode body(Entry entry) {
        return MAPPER.readTree(entry.body());
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
