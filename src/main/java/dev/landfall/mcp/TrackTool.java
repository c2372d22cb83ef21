package dev.landfall.mcp;

import static dev.landfall.mcp.Argument.optional;
import static dev.landfall.mcp.Argument.required;

import dev.landfall.change.Change;
import dev.landfall.change.ChangeEngine;
import dev.landfall.change.Merge;
import dev.landfall.change.Patience;
import dev.landfall.change.Verdict;
import dev.landfall.config.GitOps;
import dev.landfall.report.LandedReports;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Follows a change for a while, and tells how far it got. */
public final class TrackTool {
    private static final int STANDARD_SECONDS = 30;
    private static final int MOST_SECONDS = 50;

    private TrackTool() {}

    public static Tool tool(Watches watches) {
        return new Tool(
                "track",
                "Follow a change to its verdict",
                "Waits a while for a change to be merged, applied by its owner, live and healthy, and tells how far it"
                        + " got. Verified means proven; call it again until the outcome is final.",
                Tool.Annotations.reading(),
                List.of(
                        required("change", "its id", Names.ID),
                        optional("timeoutSeconds", "30 if not said", new Argument.Form.Count(1, MOST_SECONDS))),
                OutputSchemas.changeReport(),
                (workplace, arguments, attendance) -> answer(watches, workplace, arguments, attendance));
    }

    private static ToolAnswer answer(Watches watches, Workplace workplace, Arguments arguments, Attendance attendance) {
        ChangeEngine engine = workplace.engine();
        Change change = engine.storedChange(arguments.text("change"));
        Duration wait = Duration.ofSeconds(arguments.count("timeoutSeconds", STANDARD_SECONDS));
        attendance.begins("watching " + change.plan().request().what());
        GitOps settings = workplace.configuration().configuration().gitops();
        Verdict verdict = change.awaitsMerge()
                ? engine.track(change, Merge.BY_PEOPLE, patience(settings, Optional.of(wait)), attendance)
                : watches.await(change, patience(settings, Optional.empty()), wait, attendance);
        return ToolAnswer.of(LandedReports.seen(engine.storedChange(change.id()), verdict, verdict.worst()));
    }

    private static Patience patience(GitOps settings, Optional<Duration> call) {
        return new Patience(
                settings.syncTimeout(), settings.rolloutTimeout(), settings.settle(), settings.mergeTimeout(), call);
    }
}
