package dev.landfall.operate;

import dev.landfall.manifest.FieldPath;
import dev.landfall.operate.Wish.Amount;
import dev.landfall.words.Inquiry;
import dev.landfall.words.Mention;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * How much a container may use and requests, so that the pod stays valid: a request above its limit is lowered to it, and
 * that is said.
 */
final class Allotment {
    private static final String REQUESTS = "requests";
    private static final String LIMITS = "limits";

    private final Inquiry inquiry;
    private final List<String> notes;
    private final List<Assignment> requests = new ArrayList<>();
    private final List<Assignment> limits = new ArrayList<>();

    /** @param notes that are added to */
    Allotment(Inquiry inquiry, List<String> notes) {
        this.inquiry = inquiry;
        this.notes = notes;
    }

    /** Empty where a question was asked. */
    Optional<Action> of(Mention mention, Workload workload, String container, List<Amount> amounts) {
        JsonNode now = workload.container(container)
                .to(new FieldPath.Key("resources"))
                .in(workload.live().json())
                .orElse(MissingNode.getInstance());
        boolean isAsked = false;
        for (Amount amount : amounts) {
            Optional<String> lists = lists(mention, workload, amount, now);
            if (lists.isEmpty()) isAsked = true;
            else add(amount, lists.get());
        }
        if (isAsked) return Optional.empty();
        for (Assignment limit : List.copyOf(limits)) keepBelow(workload, limit, now);
        return Optional.of(new Action.SetResources(container, requests, limits));
    }

    private void add(Amount amount, String lists) {
        Assignment wanted =
                new Assignment(amount.resource(), Optional.of(amount.quantity()).filter(text -> !text.isEmpty()));
        if (lists.contains(REQUESTS)) requests.add(wanted);
        if (lists.contains(LIMITS)) limits.add(wanted);
    }

    /** What is given is a limit, unless the container has only a request of it: then nobody knows. */
    private Optional<String> lists(Mention mention, Workload workload, Amount amount, JsonNode now) {
        return switch (amount.use()) {
            case LIMIT -> Optional.of(LIMITS);
            case REQUEST -> Optional.of(REQUESTS);
            case GIVEN -> {
                boolean hasOnlyRequest = now.at("/requests").has(amount.resource())
                        && !now.at("/limits").has(amount.resource());
                yield hasOnlyRequest ? ask(mention, workload, amount, now) : Optional.of(LIMITS);
            }
        };
    }

    private Optional<String> ask(Mention mention, Workload workload, Amount amount, JsonNode now) {
        String request = now.at("/requests").path(amount.resource()).asString("");
        return inquiry.choice(
                amount.resource() + "-as-of-" + mention.key(),
                workload.ref() + " requests " + request + " of " + amount.resource() + " and has no limit of it: is "
                        + amount.quantity() + " what it requests, its limit, or both?",
                List.of(REQUESTS, LIMITS, REQUESTS + " and " + LIMITS),
                Optional.of(REQUESTS));
    }

    private void keepBelow(Workload workload, Assignment limit, JsonNode now) {
        boolean isSaid = requests.stream().anyMatch(one -> one.name().equals(limit.name()));
        if (isSaid || limit.value().isEmpty()) return;
        String request = now.at("/requests").path(limit.name()).asString("");
        String most = limit.value().get();
        if (request.isEmpty()) {
            notes.add(workload.ref() + " requests no " + limit.name()
                    + " itself: Kubernetes takes the limit for the request");
        } else if (Quantities.amount(request).compareTo(Quantities.amount(most)) > 0) {
            requests.add(limit);
            notes.add(workload.ref() + " requests " + request + " of " + limit.name()
                    + ", more than the new limit: the request is lowered to " + most + " as well");
        }
    }
}
