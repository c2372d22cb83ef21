package dev.landfall.layouts;

import dev.landfall.change.ChangePlan;
import dev.landfall.change.PlanPart;
import dev.landfall.change.Planned;
import dev.landfall.change.PlannedEdit;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of planning, in the words of {@code then-outcome.yaml}. */
final class LayoutOutcome {
    private LayoutOutcome() {}

    static Map<String, Object> of(Planned planned, GitRoot root) {
        return switch (planned) {
            case Planned.Ready(ChangePlan plan) -> plan("ready", plan);
            case Planned.AlreadyDesired(ChangePlan plan) -> plan("already-desired", plan);
            case Planned.NothingToDo _ -> map("planned", "nothing-to-do");
            case Planned.NeedsInput(Reason question) -> reason("needs-input", question, root);
            case Planned.Refused(Reason reason) -> reason("refused", reason, root);
        };
    }

    private static Map<String, Object> plan(String word, ChangePlan plan) {
        Map<String, Object> told = map("planned", word);
        Map<String, List<String>> edits = new LinkedHashMap<>();
        for (PlanPart part : plan.parts())
            for (PlannedEdit edit : part.edits())
                edits.computeIfAbsent(edit.file().isEmpty() ? "live" : edit.file(), _ -> new ArrayList<>())
                        .add(edit.object() + " " + edit.told("->").replaceFirst(": ", " "));
        if (!edits.isEmpty()) told.put("edits", edits);
        List<String> warnings = plan.warnings().stream().map(Reason::code).toList();
        if (!warnings.isEmpty()) told.put("warnings", warnings);
        return told;
    }

    private static Map<String, Object> reason(String word, Reason reason, GitRoot root) {
        Map<String, Object> told = map(word, reason.code());
        told.put("message", root.written(reason.message()));
        told.put("remedy", root.written(reason.remedy()));
        return told;
    }

    private static Map<String, Object> map(String key, String value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return map;
    }
}
