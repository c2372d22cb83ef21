package dev.landfall.change;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plans and changes in the journal's terms. A change is what its record adds up to; nothing in it is ever rewritten. */
final class ChangeJournal {
    private static final String COMMITTED = "committed";
    private static final String PUSHED = "pushed";
    private static final String ENDED = "ended";
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

    /** A commit was made and may leave the machine from now on. */
    void committed(Change change, CommitId commit, CommitId base) {
        append(change, COMMITTED, Map.of("commit", commit.hex(), "base", base.hex()));
    }

    /** The commit is on the branch. */
    Change pushed(Change change, CommitId commit) {
        append(change, PUSHED, Map.of("commit", commit.hex()));
        return require(change.id());
    }

    void ended(Change change, Outcome outcome) {
        Reason reason = outcome.reason();
        append(change, ENDED, Map.of("outcome", outcome.name(), "code", reason.code(), "message", reason.message()));
    }

    Optional<Change> changeOf(ChangePlan plan) {
        return journal.changeOfPlan(plan.id()).map(this::read);
    }

    ChangePlan requirePlan(String id) {
        return switch (journal.plan(id)) {
            case Lookup.Found<StoredPlan> found -> PlanBody.read(found.record().body());
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
        return journal.changes(limit).stream().map(this::read).toList();
    }

    private Change read(StoredChange stored) {
        List<Entry> entries = journal.entries(stored.id());
        Optional<String> commit = last(entries, PUSHED, "commit");
        return new Change(
                stored.id(),
                requirePlan(stored.planId()),
                stored.createdAt(),
                commit,
                commit.flatMap(hex -> baseOf(entries, hex)),
                last(entries, ENDED, "outcome").orElse(""));
    }

    private static Optional<String> baseOf(List<Entry> entries, String commit) {
        return entries.stream()
                .filter(entry -> entry.kind().equals(COMMITTED))
                .map(ChangeJournal::body)
                .filter(body -> body.path("commit").asString("").equals(commit))
                .map(body -> body.path("base").asString(""))
                .findFirst();
    }

    private static Optional<String> last(List<Entry> entries, String kind, String field) {
        return entries.reversed().stream()
                .filter(entry -> entry.kind().equals(kind))
                .map(entry -> body(entry).path(field).asString(""))
                .findFirst();
    }

    private static JsonNode body(Entry entry) {
        return MAPPER.readTree(entry.body());
    }

    private void append(Change change, String kind, Map<String, String> body) {
        journal.append(change.id(), new Entry(clock.instant(), kind, MAPPER.writeValueAsString(body)));
    }

    private static RequestException ambiguous(String what, String id, List<String> ids) {
        return new RequestException(Reason.lasting(
                "ambiguous-id",
                "several " + what + "s begin with " + id + ": " + String.join(", ", ids),
                "write more of it"));
    }

    private static RequestException unknown(String what, String id, String remedy) {
        return new RequestException(
                Reason.lasting("unknown-" + what, "this machine's journal has no " + what + " " + id, remedy));
    }
}
