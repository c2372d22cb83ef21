package dev.landfall.mcp;

import static dev.landfall.mcp.Argument.optional;

import dev.landfall.change.Change;
import dev.landfall.change.ChangePlan;
import dev.landfall.change.PlanPart;
import dev.landfall.change.RequestException;
import dev.landfall.report.ChangeList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** The changes that are known here, page by page; and what of a plan did not fit into another answer. */
public final class ChangesTool {
    private static final int STANDARD = 10;
    private static final int MOST = 50;
    /** Older ones are for the command line. */
    private static final int KNOWN = 500;

    private static final int MOST_LINES = 1_000_000;
    private static final int PAGE_CHARACTERS = 7_000;

    private ChangesTool() {}

    public static Tool tool() {
        return new Tool(
                "changes",
                "List changes, or read a long plan",
                "The changes that this machine knows, newest first. With plan instead: its difference, page by"
                        + " page, and the changes made by it.",
                Tool.Annotations.reading(),
                List.of(
                        optional("limit", "10 if not said", new Argument.Form.Count(1, MOST)),
                        optional("before", "older than this id", Names.ID),
                        optional("plan", "its id", Names.ID),
                        optional("fromLine", "1 if not said", new Argument.Form.Count(1, MOST_LINES))),
                OutputSchemas.either(List.of("changes", "shown", "of")),
                ChangesTool::answer);
    }

    private static ToolAnswer answer(Workplace workplace, Arguments arguments, Attendance attendance) {
        List<Change> known = workplace.known().latest(KNOWN);
        if (arguments.has("plan"))
            return ofPlan(workplace.known().plan(arguments.text("plan")), known, arguments.count("fromLine", 1));
        List<Change> older = arguments.has("before") ? olderThan(arguments.text("before"), known) : known;
        List<Change> page =
                older.stream().limit(arguments.count("limit", STANDARD)).toList();
        ObjectNode document =
                ChangeList.document(page).put("shown", page.size()).put("of", older.size());
        return new ToolAnswer(document, words(page, older), told(page), false);
    }

    private static List<Change> olderThan(String id, List<Change> known) {
        for (int i = 0; i < known.size(); i++)
            if (known.get(i).id().equals(id)) return known.subList(i + 1, known.size());
        throw RequestException.because(
                "unknown-change", "this machine's journal has no change of that id", "call changes without before");
    }

    private static String words(List<Change> page, List<Change> all) {
        String words = page.size() + " of " + all.size() + " changes shown.\n";
        return page.size() == all.size()
                ? words
                : words + "Next: call changes with before=" + page.getLast().id() + " for older ones.\n";
    }

    private static String told(List<Change> page) {
        return page.stream()
                .map(change -> change.id() + "  " + ChangeList.state(change) + "  "
                        + change.plan().request().about() + ": "
                        + change.plan().request().what())
                .collect(Collectors.joining("\n"));
    }

    private static ToolAnswer ofPlan(ChangePlan plan, List<Change> known, int from) {
        List<String> lines =
                plan.parts().stream().map(PlanPart::diff).flatMap(String::lines).toList();
        List<String> page = page(lines, from);
        int last = from - 1 + page.size();
        List<Change> made = known.stream()
                .filter(each -> each.plan().id().equals(plan.id()))
                .toList();
        ObjectNode document =
                ChangeList.document(made).put("shown", made.size()).put("of", made.size());
        document.putObject("plan")
                .put("id", plan.id())
                .put("digest", plan.digest())
                .put("fromLine", from)
                .put("lines", page.size())
                .put("ofLines", lines.size())
                .put("diff", String.join("\n", page));
        String words = "Plan " + plan.id() + ", digest " + plan.digest() + ": lines " + from + " to " + last + " of "
                + lines.size() + ".\n";
        String next = last < lines.size() ? "Next: call changes with plan and fromLine=" + (last + 1) + ".\n" : "";
        return new ToolAnswer(document, words + next, String.join("\n", page), false);
    }

    /** As many as fit; at least one, so that reading comes to an end. */
    private static List<String> page(List<String> lines, int from) {
        List<String> page = new ArrayList<>();
        int characters = 0;
        for (int i = from - 1; i < lines.size(); i++) {
            characters += lines.get(i).length() + 1;
            if (!page.isEmpty() && characters > PAGE_CHARACTERS) break;
            page.add(lines.get(i));
        }
        return page;
    }
}
