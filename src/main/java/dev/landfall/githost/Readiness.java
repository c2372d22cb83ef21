package dev.landfall.githost;

import dev.landfall.reason.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an open pull request still waits for.
 *
 * @param checks of its head commit, each context once
 */
public record Readiness(Mergeability mergeability, List<Check> checks, Reviews reviews) {
    public Readiness {
        checks = List.copyOf(checks);
    }

    /** Whether the host would merge it, as it says. */
    public enum Mergeability {
        /** It would. */
        READY,
        /** Its changes and the base's contradict each other. */
        CONFLICTING,
        /** The base has moved, and the host wants the branch to contain it. */
        BEHIND,
        /** Checks, reviews or other rules are not met yet. */
        WAITING,
        /** It is marked as not to be merged yet. */
        DRAFT,
        /** The host still works it out, or does not say. */
        UNKNOWN
    }

    /** @param name as the host shows it */
    public record Check(String name, State state) {
        public Check {
            name = Printable.line(name, 120);
        }

        /** How it went. */
        public enum State {
            PENDING,
            PASSED,
            FAILED
        }
    }

    /**
     * @param approvals that count
     * @param required how many the base asks for; 0 where it asks for none or the host does not say
     * @param changesRequestedBy whose last word is against it
     */
    public record Reviews(int approvals, int required, List<String> changesRequestedBy) {
        public static final Reviews NONE = new Reviews(0, 0, List.of());

        public Reviews {
            changesRequestedBy = changesRequestedBy.stream()
                    .map(name -> Printable.line(name, 80))
                    .toList();
        }
    }

    public List<String> failedChecks() {
        return checksIn(Check.State.FAILED);
    }

    public List<String> pendingChecks() {
        return checksIn(Check.State.PENDING);
    }

    private List<String> checksIn(Check.State state) {
        return checks.stream()
                .filter(check -> check.state() == state)
                .map(Check::name)
                .toList();
    }

    /** For a person, such as {@code 1 of 2 approvals, check build pending}. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        switch (mergeability) {
            case READY, WAITING -> {}
            case CONFLICTING -> words.add("it conflicts with the base");
            case BEHIND -> words.add("the base has moved and must be contained");
            case DRAFT -> words.add("it is a draft");
            case UNKNOWN -> words.add("the host has not worked out yet whether it can be merged");
        }
        if (!reviews.changesRequestedBy().isEmpty())
            words.add("changes requested by " + String.join(", ", reviews.changesRequestedBy()));
        if (reviews.required() > 0) words.add("%d of %d approvals".formatted(reviews.approvals(), reviews.required()));
        else if (reviews.approvals() > 0)
            words.add(reviews.approvals() + (reviews.approvals() == 1 ? " approval" : " approvals"));
        add(words, failedChecks(), "failed");
        add(words, pendingChecks(), "pending");
        if (words.isEmpty()) words.add(mergeability == Mergeability.READY ? "nothing is missing" : "rules of the base");
        return String.join(", ", words);
    }

    private static void add(List<String> words, List<String> checks, String state) {
        if (checks.isEmpty()) return;
        String names = checks.stream().limit(5).collect(Collectors.joining(", "));
        String more = checks.size() > 5 ? " and " + (checks.size() - 5) + " more" : "";
        words.add((checks.size() == 1 ? "check " : "checks ") + names + more + " " + state);
    }
}
