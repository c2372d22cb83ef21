package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A plan as the journal keeps it: a JSON text that this class alone writes and reads. */
record PlanBody(
        String id,
        ObjectRef object,
        List<StoredDesire> changes,
        String what,
        String reason,
        boolean syncAsked,
        String reverts,
        PlanPart part,
        String digest,
        List<Reason> warnings) {
    private static final JsonMapper MAPPER = new JsonMapper();

    static String write(ChangePlan plan) {
        ChangeRequest request = plan.request();
        return MAPPER.writeValueAsString(new PlanBody(
                plan.id(),
                request.object(),
                request.changes().stream().map(StoredDesire::of).toList(),
                request.what(),
                request.reason(),
                request.syncAsked(),
                request.reverts(),
                plan.part(),
                plan.digest(),
                plan.warnings()));
    }

    static ChangePlan read(String body) {
        PlanBody stored = MAPPER.readValue(body, PlanBody.class);
        ChangeRequest request = new ChangeRequest(
                stored.object,
                stored.changes.stream().map(StoredDesire::desire).toList(),
                stored.what,
                stored.reason,
                stored.syncAsked,
                stored.reverts);
        return new ChangePlan(stored.id, request, stored.part, stored.digest, stored.warnings);
    }
}
