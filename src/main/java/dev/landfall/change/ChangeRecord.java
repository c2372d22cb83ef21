package dev.landfall.change;

import dev.landfall.journal.Entry;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the journal has of one change, in the order in which it was written, and what that adds up to. */
record ChangeRecord(List<Entry> entries) {
    static final String COMMITTED = "committed";
    static final String PUSHED = "pushed";
    static final String PROPOSED = "proposed";
    static final String MERGED = "merged";
    static final String WRITING = "writing";
    static final String WROTE = "wrote";
    static final String WRITTEN = "written";
    static final String NEEDLESS = "needless";
    static final String ENDED = "ended";
    static final String TAKING_BACK = "taking-back";

    private static final JsonMapper MAPPER = new JsonMapper();

    /** The name of the last outcome, or empty. */
    String outcome() {
        return last(ENDED).map(body -> body.path("outcome").asString("")).orElse("");
    }

    boolean hasBegunWriting(int part) {
        return !of(WRITING, part).isEmpty();
    }

    /** The id of the plan by which the change was to be taken back. */
    Optional<String> wayBack() {
        return last(TAKING_BACK).map(body -> body.path("plan").asString(""));
    }

    Optional<Outcome> endBeforeWayBack() {
        return last(TAKING_BACK)
                .map(body -> body.path("outcome").asString("").equals("Degraded")
                        ? new Outcome.Degraded(reason(body), List.of())
                        : new Outcome.Failed(reason(body), List.of()));
    }

    Optional<Outcome> rolledBack() {
        return last(ENDED)
                .filter(body -> body.path("outcome").asString("").equals("RolledBack"))
                .map(body -> new Outcome.RolledBack(reason(body)));
    }

    /** How far a part got, counted from 0. */
    Change.Arrival arrival(int part) {
        List<JsonNode> pushed = of(PUSHED, part);
        if (!pushed.isEmpty()) {
            String commit = pushed.getLast().path("commit").asString("");
            return new Change.Arrival.Committed(commit, baseOf(of(COMMITTED, part), commit), Optional.empty());
        }
        List<JsonNode> proposed = of(PROPOSED, part);
        if (!proposed.isEmpty()) return proposedOrMerged(proposed.getLast(), of(MERGED, part));
        if (!of(WRITTEN, part).isEmpty()) return new Change.Arrival.Written();
        List<String> wrote = of(WROTE, part).stream()
                .map(body -> body.path("object").asString(""))
                .toList();
        if (!wrote.isEmpty()) return new Change.Arrival.PartlyWritten(wrote);
        return of(NEEDLESS, part).isEmpty() ? new Change.Arrival.NotYet() : new Change.Arrival.Needless();
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

    private List<JsonNode> of(String kind, int part) {
        return entries.stream()
                .filter(entry -> entry.kind().equals(kind))
                .map(ChangeRecord::body)
                .filter(body -> body.path("part").asInt(0) == part)
                .toList();
    }

    private static Reason reason(JsonNode body) {
        return Reason.lasting(
                body.path("code").asString(""), body.path("message").asString(""), "");
    }

    private Optional<JsonNode> last(String kind) {
        return entries.reversed().stream()
                .filter(entry -> entry.kind().equals(kind))
                .map(ChangeRecord::body)
                .findFirst();
    }

    private static JsonNode body(Entry entry) {
        return MAPPER.readTree(entry.body());
    }
}
