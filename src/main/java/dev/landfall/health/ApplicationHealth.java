package dev.landfall.health;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An Application of Argo CD that is itself the object of a change (an app of apps). Its status counts only where it
 * belongs to the spec as it is now: right after a change it still tells of the comparison before.
 */
final class ApplicationHealth {
    private static final String SKIP_RECONCILE = "argocd.argoproj.io/skip-reconcile";
    private static final Set<String> TRUE_AS_GO_PARSES_IT = Set.of("1", "t", "T", "TRUE", "true", "True");

    /** That a comparison depends on, as {@code status.sync.comparedTo} repeats it. */
    private static final List<String> COMPARED = List.of("sources", "destination", "ignoreDifferences");

    private static final List<String> HYDRATED = List.of("repoURL", "path", "targetRevision");

    private final LiveObject application;

    ApplicationHealth(LiveObject application) {
        this.application = application;
    }

    Health judge() {
        return leftAlone()
                .or(this::invalid)
                .or(this::notHydrated)
                .or(this::notCompared)
                .or(this::operating)
                .or(() -> errors().findFirst().map(this::degraded))
                .or(this::notSynced)
                .or(this::judgedBefore)
                .orElseGet(this::asItSays);
    }

    /** Whether it is synced with its spec as it is now, as far as it concerns these objects. */
    Health applied(List<ObjectRef> objects) {
        return leftAlone()
                .or(this::invalid)
                .or(this::notHydrated)
                .or(this::notCompared)
                .or(this::operating)
                .or(() -> errors().findFirst().map(this::degraded))
                .or(() -> objects.stream().allMatch(this::isSynced) ? Optional.empty() : notSynced())
                .orElseGet(() -> Health.Healthy.as(application.ref() + " is synced with its spec"));
    }

    private boolean isSynced(ObjectRef object) {
        return application
                .at("/status/resources")
                .valueStream()
                .anyMatch(entry -> entry.path("kind").asString("").equals(object.kind())
                        && entry.path("group").asString("").equals(object.group())
                        && entry.path("name").asString("").equals(object.name())
                        && entry.path("namespace").asString("").equals(object.namespace())
                        && entry.path("status").asString("").equals("Synced"));
    }

    private Optional<Health> leftAlone() {
        boolean skipped =
                TRUE_AS_GO_PARSES_IT.contains(application.annotations().getOrDefault(SKIP_RECONCILE, ""));
        return skipped
                ? Optional.of(suspended(
                        application.ref() + " has the annotation " + SKIP_RECONCILE + ", so Argo CD leaves it alone",
                        "metadata.annotations[\"" + SKIP_RECONCILE + "\"]"))
                : Optional.empty();
    }

    /** A spec that Argo CD refuses is never compared; that the refusal is of this spec only its time tells. */
    private Optional<Health> invalid() {
        return specChangedAt()
                .flatMap(changed -> errors().filter(
                                condition -> condition.path("type").asString("").equals("InvalidSpecError"))
                        .filter(condition -> time(condition.path("lastTransitionTime"))
                                .filter(since -> since.isAfter(changed))
                                .isPresent())
                        .findFirst()
                        .map(this::degraded));
    }

    /** What a hydrator has rendered may be of a former spec, which the comparison with it does not show. */
    private Optional<Health> notHydrated() {
        JsonNode hydrator = application.at("/spec/sourceHydrator");
        JsonNode last = application.at("/status/sourceHydrator/lastSuccessfulOperation/sourceHydrator");
        if (!hydrator.isObject() || withoutEmpty(last).equals(withoutEmpty(hydrator))) return Optional.empty();
        return Optional.of(
                Health.Progressing.as("Argo CD has not hydrated " + application.ref() + " as its spec is now"));
    }

    /** A hydrated one is compared with where the hydrator commits to, as GetSource of Argo CD says. */
    private boolean isOfThisSource(JsonNode compared) {
        JsonNode hydrator = application.at("/spec/sourceHydrator");
        if (!hydrator.isObject()) return withoutEmpty(compared).equals(withoutEmpty(application.at("/spec/source")));
        JsonNode synced = hydrator.path("syncSource");
        String repository = synced.path("repoURL")
                .asString(hydrator.at("/drySource/repoURL").asString(""));
        List<String> wanted = List.of(
                repository,
                synced.path("path").asString(""),
                synced.path("targetBranch").asString(""));
        return HYDRATED.stream()
                .map(field -> compared.path(field).asString(""))
                .toList()
                .equals(wanted);
    }

    private Optional<Health> notCompared() {
        JsonNode compared = application.at("/status/sync/comparedTo");
        boolean same = compared.isObject()
                && isOfThisSource(compared.path("source"))
                && COMPARED.stream()
                        .allMatch(field -> withoutEmpty(compared.path(field))
                                .equals(withoutEmpty(application.at("/spec").path(field))));
        if (same) return Optional.empty();
        String says = errors().map(condition -> "; it says: " + words(condition))
                .findFirst()
                .orElse("");
        return Optional.of(
                Health.Progressing.as("Argo CD has not compared " + application.ref() + " as its spec is now" + says));
    }

    private Optional<Health> operating() {
        JsonNode state = application.at("/status/operationState");
        boolean active = application.at("/operation").isObject()
                || Set.of("Running", "Terminating").contains(state.path("phase").asString(""));
        if (!active) return Optional.empty();
        String message = state.path("message").asString("");
        return Optional.of(Health.Progressing.as(
                application.ref() + " is being synced" + (message.isEmpty() ? "" : ": " + message)));
    }

    private Optional<Health> notSynced() {
        String status = application.at("/status/sync/status").asString("");
        if (status.equals("Synced")) return Optional.empty();
        return Optional.of(Health.Progressing.as(
                application.ref() + " is " + (status.isEmpty() ? "not compared" : status) + " with its source"));
    }

    /** Health and operations are written by two loops of Argo CD. */
    private Optional<Health> judgedBefore() {
        Optional<Instant> compared = time(application.at("/status/reconciledAt"));
        Optional<Instant> finished = time(application.at("/status/operationState/finishedAt"));
        boolean old = compared.isPresent()
                && finished.filter(compared.get()::isBefore).isPresent();
        return old
                ? Optional.of(Health.Progressing.as(
                        "the health of " + application.ref() + " was judged before the end of its last sync"))
                : Optional.empty();
    }

    private Health asItSays() {
        String health = application.at("/status/health/status").asString("");
        String message = application.at("/status/health/message").asString("");
        String words = application.ref() + " is Synced and "
                + (health.isEmpty() ? "of unknown health" : health)
                + (message.isEmpty() ? "" : ": " + message);
        return switch (health) {
            case "Healthy" -> Health.Healthy.as("Synced and Healthy");
            case "Degraded" -> Health.Degraded.because(degradedReason(words));
            case "Suspended" -> suspended(words, "status.health.status");
            default -> Health.Progressing.as(words);
        };
    }

    private Health degraded(JsonNode condition) {
        return Health.Degraded.because(degradedReason(application.ref() + " has an error, " + words(condition)));
    }

    private Reason degradedReason(String message) {
        return Reason.lasting(
                "object-degraded",
                message,
                "see `argocd app get %s/%s`"
                        .formatted(
                                application.ref().namespace(), application.ref().name()));
    }

    private static Health suspended(String message, String field) {
        return new Health.Suspended(Reason.lasting("object-suspended", message, "let it go on"), field);
    }

    private Stream<JsonNode> errors() {
        return application
                .at("/status/conditions")
                .valueStream()
                .filter(condition -> condition.path("type").asString("").endsWith("Error"));
    }

    private static String words(JsonNode condition) {
        return Printable.line(condition.path("type").asString("") + ": "
                + condition.path("message").asString(""));
    }

    /** By the API server's record of who set which field when. */
    private Optional<Instant> specChangedAt() {
        return application
                .at("/metadata/managedFields")
                .valueStream()
                .filter(entry -> entry.path("fieldsV1").has("f:spec"))
                .flatMap(entry -> time(entry.path("time")).stream())
                .max(Instant::compareTo);
    }

    private static Optional<Instant> time(JsonNode text) {
        try {
            return text.isString() ? Optional.of(Instant.parse(text.asString())) : Optional.empty();
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** Argo CD repeats the spec as its own types write it: without what is empty. */
    private static JsonNode withoutEmpty(JsonNode node) {
        if (node.isObject()) {
            ObjectNode kept = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(entry -> {
                JsonNode value = withoutEmpty(entry.getValue());
                if (!isEmpty(value)) kept.set(entry.getKey(), value);
            });
            return kept.isEmpty() ? JsonNodeFactory.instance.missingNode() : kept;
        }
        if (node.isArray()) {
            ArrayNode kept = JsonNodeFactory.instance.arrayNode();
            node.valueStream().map(ApplicationHealth::withoutEmpty).forEach(kept::add);
            return kept.isEmpty() ? JsonNodeFactory.instance.missingNode() : kept;
        }
        return isEmpty(node) ? JsonNodeFactory.instance.missingNode() : node;
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || value.isMissingNode()
                || (value.isString() && value.asString().isEmpty())
                || (value.isBoolean() && !value.asBoolean());
    }
}
