package dev.landfall.remediate.rule;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.time.Month;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A CronJob starts no Jobs (failure 43). */
final class CronJobDoesNotRun implements Analyzer.OfWorkloads {
    private static final FieldPath SUSPEND = FieldPath.parse("spec.suspend");
    private static final FieldPath SCHEDULE = FieldPath.parse("spec.schedule");
    private static final FieldPath DEADLINE = FieldPath.parse("spec.startingDeadlineSeconds");
    /** The controller looks every ten seconds: what is to start within fewer is late when it looks. */
    private static final long SHORTEST_DEADLINE = 10;

    private static final long DEADLINE_THAT_SUFFICES = 60;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Override
    public String rule() {
        return "cron-job-does-not-run";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        if (!workload.ref().kind().equals("CronJob")) return Optional.empty();
        return Stream.of(suspended(workload), unreadable(workload, snapshot), never(workload), late(workload, snapshot))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Finding> suspended(Workload workload) {
        if (!workload.live().at("/spec/suspend").asBoolean(false)) return Optional.empty();
        return Optional.of(finding(
                workload,
                "spec.suspend is true",
                List.of(Clues.ofField(workload, SUSPEND, "true")),
                new Finding.Remedy.Repairs(List.of(repair(
                        workload,
                        "let it run",
                        SUSPEND,
                        JSON.booleanNode(false),
                        "nothing else keeps it; whoever suspended it may have meant it to be")))));
    }

    private Optional<Finding> unreadable(Workload workload, Snapshot snapshot) {
        List<Clue> told =
                Clues.ofWarnings(workload.live(), snapshot, "unparseable schedule", "unparseable", "unknown time zone");
        if (told.isEmpty()) return Optional.empty();
        return Optional.of(finding(workload, "its schedule or time zone cannot be read", told, person(workload)));
    }

    private Optional<Finding> never(Workload workload) {
        String schedule = SCHEDULE.in(workload.live().json())
                .map(text -> text.asString(""))
                .orElse("");
        if (!isOfDayThatNeverComes(schedule)) return Optional.empty();
        return Optional.of(finding(
                workload,
                "its schedule names a day that its months do not have",
                List.of(Clues.ofField(workload, SCHEDULE, schedule)),
                person(workload)));
    }

    /** Such as the 30th of February. */
    private static boolean isOfDayThatNeverComes(String schedule) {
        String[] fields = schedule.strip().split("\\s+", -1);
        if (fields.length != 5 || !fields[4].equals("*")) return false;
        if (!fields[2].matches("\\d{1,2}") || !fields[3].matches("\\d{1,2}(,\\d{1,2})*")) return false;
        return Stream.of(fields[3].split(","))
                .mapToInt(Integer::parseInt)
                .filter(month -> month >= 1 && month <= 12)
                .noneMatch(
                        month -> Integer.parseInt(fields[2]) <= Month.of(month).maxLength());
    }

    private Optional<Finding> late(Workload workload, Snapshot snapshot) {
        Optional<Long> deadline = DEADLINE.in(workload.live().json()).map(seconds -> seconds.asLong(0));
        boolean tooShort = deadline.map(seconds -> seconds < SHORTEST_DEADLINE).orElse(false);
        List<Clue> missed = Clues.ofWarnings(workload.live(), snapshot, "too many missed start");
        if (!tooShort && missed.isEmpty()) return Optional.empty();
        String cause = tooShort
                ? "a Job must start within " + deadline.get() + " s, and the controller looks every "
                        + SHORTEST_DEADLINE
                : "it missed so many times that its controller has given up counting them";
        return Optional.of(finding(
                workload,
                cause,
                tooShort
                        ? List.of(
                                Clues.ofField(workload, DEADLINE, deadline.get().toString()))
                        : missed,
                new Finding.Remedy.Repairs(List.of(repair(
                        workload,
                        "let its Jobs start up to " + DEADLINE_THAT_SUFFICES + " s late",
                        DEADLINE,
                        JSON.numberNode(DEADLINE_THAT_SUFFICES),
                        "it is longer than the controller needs, and bounds how far it looks back")))));
    }

    private static Repair repair(Workload workload, String what, FieldPath field, JsonNode value, String because) {
        return new Repair(
                what,
                List.of(new DesiredChange.SetField(workload.ref(), field, value)),
                Confidence.LIKELY,
                because,
                Repairs.UNTRIED);
    }

    private static Finding.Remedy person(Workload workload) {
        return new Finding.Remedy.PersonDecides(Reason.lasting(
                "schedule-unclear",
                "nothing tells when " + workload.ref() + " is to run",
                "set spec.schedule to five fields, minute, hour, day, month and weekday, and spec.timeZone to a name such"
                        + " as Europe/Rome"));
    }

    private Finding finding(Workload workload, String cause, List<Clue> clues, Finding.Remedy remedy) {
        return new Finding(rule(), workload.ref(), "it starts no Jobs", cause, clues, remedy, Finding.LEAST_SETTLE);
    }
}
