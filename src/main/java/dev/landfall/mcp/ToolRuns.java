package dev.landfall.mcp;

import dev.landfall.mcp.wire.Call;
import dev.landfall.reason.Reason;
import dev.landfall.report.ExitStatus;
import dev.landfall.report.Fault;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Runs tools, each in a thread of its own, and waits for none of them longer than a call may take. */
final class ToolRuns {
    private static final int MOST_AT_ONCE = 16;
    private static final int LOOK_SECONDS = 1;
    private static final int BEAT_SECONDS = 10;

    private final Workplace.Opener workplaces;
    private final Duration ceiling;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);

    /** @param ceiling how long a call may take */
    ToolRuns(Workplace.Opener workplaces, Duration ceiling) {
        this.workplaces = workplaces;
        this.ceiling = ceiling;
    }

    ToolAnswer run(Tool tool, Call call) {
        Attendance attendance = new Attendance(call);
        FutureTask<ToolAnswer> task = new FutureTask<>(() -> answer(tool, call, attendance));
        if (!room.tryAcquire()) return ToolAnswer.of(new Fault(ExitStatus.UNREACHABLE, tooMany()));
        Thread.ofVirtual().name("tool-" + tool.name()).start(() -> {
            try {
                task.run();
            } finally {
                room.release();
            }
        });
        try {
            return await(task, attendance);
        } finally {
            attendance.over();
        }
    }

    private ToolAnswer answer(Tool tool, Call call, Attendance attendance) {
        try {
            Arguments arguments = Arguments.read(tool.arguments(), given(call));
            try (Workplace workplace = workplaces.open()) {
                return tool.handler().answer(workplace, arguments, attendance);
            }
        } catch (Attendance.Left left) {
            return stillWorking();
        } catch (RuntimeException thrown) {
            return ToolAnswer.of(Fault.of(thrown));
        }
    }

    private static JsonNode given(Call call) {
        return call.params().has("arguments") ? call.params().path("arguments") : JsonNodeFactory.instance.objectNode();
    }

    private ToolAnswer await(FutureTask<ToolAnswer> task, Attendance attendance) {
        for (long seconds = LOOK_SECONDS; ; seconds += LOOK_SECONDS) {
            try {
                return task.get(LOOK_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException notYet) {
                if (attendance.isLeft() || seconds >= ceiling.toSeconds()) return stillWorking();
                if (seconds % BEAT_SECONDS == 0) attendance.beat(seconds);
            } catch (ExecutionException ours) {
                return ToolAnswer.of(Fault.of(ours.getCause()));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return stillWorking();
            }
        }
    }

    private ToolAnswer stillWorking() {
        Reason reason = Reason.passing(
                "still-working",
                "this took longer than a call may, " + ceiling.toSeconds()
                        + " s; what has begun is finished all the same",
                "call it again: what is known by then comes at once, and the same plan never lands twice;"
                        + " changes shows what has landed");
        return ToolAnswer.of(new Fault(ExitStatus.NOT_FINISHED, reason));
    }

    private static Reason tooMany() {
        return Reason.passing(
                "too-many-calls", MOST_AT_ONCE + " calls are at work already", "wait until one of them has ended");
    }
}
