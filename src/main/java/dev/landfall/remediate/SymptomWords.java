package dev.landfall.remediate;

import static dev.landfall.remediate.Complaint.CONFIGURATION;
import static dev.landfall.remediate.Complaint.CRASHING;
import static dev.landfall.remediate.Complaint.IMAGE;
import static dev.landfall.remediate.Complaint.JOBS;
import static dev.landfall.remediate.Complaint.MEMORY;
import static dev.landfall.remediate.Complaint.NOT_DELIVERED;
import static dev.landfall.remediate.Complaint.NOT_MADE;
import static dev.landfall.remediate.Complaint.NOT_REACHED;
import static dev.landfall.remediate.Complaint.NOT_READY;
import static dev.landfall.remediate.Complaint.NOT_ROLLED_OUT;
import static dev.landfall.remediate.Complaint.NOT_RUNNING;
import static dev.landfall.remediate.Complaint.NOT_SCALED;
import static dev.landfall.remediate.Complaint.PENDING;
import static dev.landfall.remediate.Complaint.PROBES;
import static dev.landfall.remediate.Complaint.STORAGE;

import dev.landfall.words.Word;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words by which people complain. */
final class SymptomWords {
    private static final int LONGEST = 3;

    /** How a word says that something is wrong. */
    enum Sense {
        /** By itself: "crashes". */
        BAD,
        /** If it is denied: "not ready". */
        GOOD,
        /** Either way, since nobody would say it otherwise: "pulls its image". */
        TOPIC
    }

    /** @param complaint empty where the words tell only that something is wrong */
    record Expression(Optional<Complaint> complaint, Sense sense) {}

    /** An expression, and how many words say it. */
    record Match(Expression expression, int length) {}

    static final Set<String> NEGATIONS = words("""
            not never cannot can't doesn't don't isn't aren't won't hasn't haven't didn't wasn't
            weren't couldn't without unable
            """);

    /** They deny as well, and stand where else the subject does: "nobody can reach web". */
    static final Set<String> NOBODY = Set.of("no", "nothing", "nobody", "none", "neither");

    /** They join a subject to what is said of it, and say nothing themselves; none of them is likely to be a name. */
    static final Set<String> FILLERS = words("""
            is are was were be been being has have had does do did keep keeps kept keeping stay
            stays stayed staying remain remains get gets got getting gives give giving return
            returns returned returning show shows shown showing says say reports its their there
            since yet still always again often sometimes all every any some able longer more
            properly correctly at with by so but because when while for from to of on into out up
            seems looks go goes going in can could will would
            """);

    /** Of those, what makes the words behind it something that is said of the subject. */
    static final Set<String> PREDICATES = words("""
            is are was were has have had does do did keep keeps stay stays remain remains get gets
            give gives return returns show shows say says reports seems looks goes
            """);

    /** With which a question or a wish about what is wrong may begin. */
    static final Set<String> BEGINNING = words("""
            why what is are does do has have fix repair mend heal remediate diagnose find check help
            me with look at
            """);

    static final Set<String> PODS = Set.of("pods", "pod", "containers", "container", "replicas", "workloads");
    static final Set<String> EVERYTHING = Set.of("everything", "anything", "something");
    static final Set<String> EVERYWHERE = Set.of("everywhere", "cluster");

    private static final Map<String, Expression> EXPRESSIONS = expressions();

    private SymptomWords() {}

    /** The longest expression that begins with this word. */
    static Optional<Match> at(List<Word> words, int at) {
        for (int length = Math.min(LONGEST, words.size() - at); length > 0; length--) {
            List<Word> some = words.subList(at, at + length);
            if (!some.stream().allMatch(word -> word.is(Word.Kind.PLAIN))) continue;
            Expression expression = EXPRESSIONS.get(
                    String.join(" ", some.stream().map(Word::lower).toList()));
            if (expression != null) return Optional.of(new Match(expression, length));
        }
        return Optional.empty();
    }

    /** Whether a word that was taken for a place, as in "in CrashLoopBackOff", says what is wrong. */
    static boolean isSymptom(String word) {
        return EXPRESSIONS.containsKey(word.toLowerCase(Locale.ROOT));
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    private static Map<String, Expression> expressions() {
        Map<String, Expression> all = new HashMap<>();
        running(all);
        starting(all);
        around(all);
        general(all);
        return all;
    }

    private static void running(Map<String, Expression> all) {
        put(all, CRASHING, Sense.BAD, "crash", "crashes", "crashing", "crashed", "crashloop", "crashlooping");
        put(all, CRASHING, Sense.BAD, "crashloopbackoff", "crash loop", "crash loops", "restarts", "restarting");
        put(all, CRASHING, Sense.BAD, "dies", "dying", "died", "exits", "exiting", "exited", "ends", "ended", "killed");
        put(all, CRASHING, Sense.BAD, "restarted", "terminates", "terminated");
        put(all, MEMORY, Sense.BAD, "oom", "oomkilled", "oom-killed", "out of memory", "oomkill");
        put(all, MEMORY, Sense.TOPIC, "memory");
        put(all, PROBES, Sense.TOPIC, "probe", "probes", "readiness", "liveness", "readiness probe", "liveness probe");
        put(all, NOT_READY, Sense.GOOD, "ready", "healthy");
        put(all, NOT_READY, Sense.BAD, "unready", "notready", "unhealthy", "degraded");
        put(all, NOT_RUNNING, Sense.GOOD, "run", "runs", "running", "start", "starts", "started", "starting");
        put(all, NOT_RUNNING, Sense.GOOD, "come up", "comes up", "coming up");
        put(all, JOBS, Sense.BAD, "suspended", "backofflimitexceeded", "deadlineexceeded");
        put(all, JOBS, Sense.GOOD, "complete", "completes", "completed", "finish", "finishes", "finished");
    }

    private static void starting(Map<String, Expression> all) {
        put(all, NOT_MADE, Sense.TOPIC, "quota", "admission", "webhook");
        put(all, NOT_MADE, Sense.GOOD, "created", "made", "admitted");
        put(all, NOT_MADE, Sense.BAD, "forbidden", "failedcreate");
        put(all, STORAGE, Sense.TOPIC, "volume", "volumes", "disk", "storage", "mount", "mounts", "mounted");
        put(all, STORAGE, Sense.GOOD, "bound", "bind", "binds");
        put(all, STORAGE, Sense.BAD, "unbound", "failedmount");
        put(all, PENDING, Sense.BAD, "pending", "unschedulable", "unscheduled", "failedscheduling");
        put(all, PENDING, Sense.GOOD, "scheduled");
        put(all, PENDING, Sense.TOPIC, "node", "nodes", "scheduling", "scheduler");
        put(all, IMAGE, Sense.TOPIC, "image", "images", "pull", "pulls", "pulled", "pulling", "registry");
        put(all, IMAGE, Sense.BAD, "imagepullbackoff", "errimagepull", "invalidimagename", "errimageneverpull");
        put(all, CONFIGURATION, Sense.TOPIC, "configuration", "config", "variable", "variables", "environment");
        put(all, CONFIGURATION, Sense.BAD, "createcontainerconfigerror");
        put(all, NOT_RUNNING, Sense.BAD, "containercreating", "runcontainererror", "createcontainererror");
    }

    private static void around(Map<String, Expression> all) {
        put(all, NOT_REACHED, Sense.BAD, "unreachable", "unavailable", "down", "offline");
        put(all, NOT_REACHED, Sense.BAD, "connection refused", "bad gateway", "gateway timeout", "times out");
        for (String error : List.of("502", "503", "504", "404"))
            put(all, NOT_REACHED, Sense.BAD, error, "http " + error, "status " + error, "error " + error);
        put(all, NOT_REACHED, Sense.BAD, "timeout", "timeouts", "service unavailable", "timed out", "time out");
        put(all, NOT_REACHED, Sense.GOOD, "reachable", "reached", "reach", "reaches", "available", "accessible");
        put(all, NOT_REACHED, Sense.GOOD, "answer", "answers", "respond", "responds", "responding", "connect");
        put(all, NOT_REACHED, Sense.TOPIC, "traffic", "requests", "endpoints");
        put(all, NOT_SCALED, Sense.GOOD, "scale", "scales", "scaled", "scaling", "autoscale", "autoscales");
        put(all, NOT_SCALED, Sense.TOPIC, "autoscaler", "autoscaling");
        put(all, NOT_ROLLED_OUT, Sense.TOPIC, "rollout", "roll out", "rolls out", "rolled out", "rolling out");
        put(all, NOT_ROLLED_OUT, Sense.BAD, "paused", "stalled", "progressdeadlineexceeded");
        put(all, NOT_ROLLED_OUT, Sense.GOOD, "progress", "progresses", "progressing");
        put(all, NOT_DELIVERED, Sense.TOPIC, "sync", "syncs", "synced", "syncing", "git", "gitops", "delivery");
        put(all, NOT_DELIVERED, Sense.TOPIC, "reconcile", "reconciles", "reconciled", "reconciling", "reconciliation");
        put(
                all,
                NOT_DELIVERED,
                Sense.GOOD,
                "delivered",
                "deployed",
                "applied",
                "deploy",
                "deploys",
                "update",
                "updated");
        put(all, NOT_DELIVERED, Sense.BAD, "outofsync", "out-of-sync", "out of sync");
    }

    private static void general(Map<String, Expression> all) {
        put(all, Sense.BAD, "fail", "fails", "failing", "failed", "broken", "breaks", "wrong", "error", "errors");
        put(all, Sense.BAD, "trouble", "missing", "stuck", "bad", "fault", "faults", "hangs", "refused", "denied");
        put(all, Sense.BAD, "problem", "problems", "ill", "sick");
        put(all, Sense.GOOD, "work", "works", "working", "well", "ok", "fine");
    }

    private static void put(Map<String, Expression> all, Complaint complaint, Sense sense, String... words) {
        for (String word : words) put(all, word, new Expression(Optional.of(complaint), sense));
    }

    private static void put(Map<String, Expression> all, Sense sense, String... words) {
        for (String word : words) put(all, word, new Expression(Optional.empty(), sense));
    }

    private static void put(Map<String, Expression> all, String word, Expression meant) {
        if (all.put(word, meant) != null) throw new IllegalStateException("means two things: " + word);
    }
}
