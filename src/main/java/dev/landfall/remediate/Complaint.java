package dev.landfall.remediate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a person sees that is wrong, in the few kinds that words tell apart; each means the rules whose failures look like
 * that from outside. What keeps pods from being made also keeps them from starting, and so on: the later ones contain the
 * earlier ones.
 */
public enum Complaint {
    NOT_MADE(
            "not-made",
            "pods are not made",
            "service-account-missing",
            "priority-class-missing",
            "limits-demanded",
            "quota-exceeded",
            "pod-security-refused",
            "admission-refused"),
    STORAGE(
            "storage",
            "storage is not there",
            "claim-missing",
            "storage-class-missing",
            "claim-unbound",
            "volume-source-missing"),
    PENDING(
            "pending",
            "pods find no node",
            List.of(NOT_MADE, STORAGE),
            "node-selector-matches-nothing",
            "taint-not-tolerated",
            "no-room-for-pod",
            "spread-unsatisfiable"),
    IMAGE(
            "image",
            "images are not pulled",
            "image-name-invalid",
            "registry-unreachable",
            "registry-credentials",
            "image-not-found"),
    CONFIGURATION(
            "configuration",
            "configuration is missing or wrong",
            "volume-source-missing",
            "environment-source-missing",
            "key-missing",
            "environment-variable-missing",
            "dependency-address-wrong"),
    MEMORY("memory", "containers have not enough memory", "out-of-memory"),
    PROBES("probes", "probes fail", "liveness-probe-kills", "readiness-probe-fails"),
    CRASHING(
            "crashing",
            "containers end",
            List.of(MEMORY),
            "security-context-refused",
            "command-wrong",
            "liveness-probe-kills",
            "environment-variable-missing",
            "dependency-address-wrong",
            "crash-loop"),
    JOBS("jobs", "jobs fail or do not run", "job-failed", "cron-job-does-not-run"),
    NOT_RUNNING(
            "not-running", "pods do not run", List.of(PENDING, IMAGE, CONFIGURATION, CRASHING, JOBS), "scaled-to-zero"),
    NOT_READY("not-ready", "pods are not ready", List.of(NOT_RUNNING, PROBES)),
    NOT_ROLLED_OUT("not-rolled-out", "a rollout does not go on", List.of(NOT_READY), "rollout-paused"),
    NOT_SCALED(
            "not-scaled", "the number of pods is wrong", List.of(PENDING), "autoscaler-cannot-work", "scaled-to-zero"),
    NOT_REACHED(
            "not-reached",
            "it cannot be reached",
            List.of(NOT_READY),
            "service-selects-nothing",
            "service-target-port-wrong",
            "service-selects-others",
            "ingress-class-wrong",
            "ingress-backend-wrong"),
    NOT_DELIVERED(
            "not-delivered",
            "what is in Git does not reach the cluster",
            "controller-dead",
            "source-not-ready",
            "kustomization-not-ready",
            "application-not-synced");

    private final String key;
    private final String told;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final Set<String> rules;

    Complaint(String key, String told, String... rules) {
        this(key, told, List.of(), rules);
    }

    Complaint(String key, String told, List<Complaint> contained, String... rules) {
        this.key = key;
        this.told = told;
        this.rules = Stream.concat(contained.stream().flatMap(one -> one.rules.stream()), Stream.of(rules))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** By which it is chosen where words were not understood. */
    public String key() {
        return key;
    }

    /** For a person, to be said behind "symptom:". */
    public String told() {
        return told;
    }

    /** Whether what such a rule finds looks like this. */
    public boolean isOf(String rule) {
        return rules.contains(rule);
    }

    Set<String> rules() {
        return rules;
    }

    static Optional<Complaint> of(String key) {
        return Arrays.stream(values()).filter(one -> one.key.equals(key)).findFirst();
    }
}
