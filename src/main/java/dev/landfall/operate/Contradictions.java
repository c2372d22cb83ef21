package dev.landfall.operate;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.words.Inquiry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks which one is meant where two clauses want different things of one object. */
final class Contradictions {
    private final Inquiry inquiry;
    private final List<Wanted> wanted = new ArrayList<>();

    private record Wanted(Clause clause, Action action, ObjectRef object) {}

    Contradictions(Inquiry inquiry) {
        this.inquiry = inquiry;
    }

    /** The same thing of the same object is wanted once, however often it is said. */
    void add(Clause clause, Action action, ObjectRef object) {
        boolean isThere = wanted.stream()
                .anyMatch(one -> one.action().equals(action) && one.object().isSameObjectAs(object));
        if (!isThere) wanted.add(new Wanted(clause, action, object));
    }

    /** One instruction for each action in each namespace, in the order of the sentence. */
    List<TypedInstruction> resolved() {
        for (int i = 0; i < wanted.size(); i++) {
            for (int j = i + 1; j < wanted.size(); j++) {
                Optional<Wanted> dropped = dropped(wanted.get(i), wanted.get(j));
                if (dropped.isEmpty()) continue;
                wanted.remove(dropped.get());
                return resolved();
            }
        }
        return grouped();
    }

    private Optional<Wanted> dropped(Wanted one, Wanted other) {
        boolean isOne = one.object().isSameObjectAs(other.object());
        if (!isOne || !contradict(one.action(), other.action())) return Optional.empty();
        String key =
                "which-of-" + one.clause().number() + "-and-" + other.clause().number();
        List<String> options = List.of(one.clause().text(), other.clause().text());
        return inquiry.choice(
                        key,
                        "these two cannot both be true of " + one.object() + ": which is meant?",
                        options,
                        Optional.empty())
                .map(chosen -> chosen.equals(options.getFirst()) ? other : one);
    }

    private List<TypedInstruction> grouped() {
        List<TypedInstruction> grouped = new ArrayList<>();
        for (Wanted one : wanted) {
            Optional<TypedInstruction> same = grouped.stream()
                    .filter(other -> other.action().equals(one.action()) && isOfSameNamespace(other, one.object()))
                    .findFirst();
            if (same.isEmpty()) grouped.add(new TypedInstruction(one.action(), List.of(one.object())));
            else grouped.set(grouped.indexOf(same.get()), with(same.get(), one.object()));
        }
        return grouped;
    }

    private static boolean isOfSameNamespace(TypedInstruction instruction, ObjectRef object) {
        return instruction.objects().getFirst().namespace().equals(object.namespace());
    }

    private static TypedInstruction with(TypedInstruction instruction, ObjectRef object) {
        return new TypedInstruction(
                instruction.action(),
                Stream.concat(instruction.objects().stream(), Stream.of(object)).toList());
    }

    private static boolean contradict(Action one, Action other) {
        if (one instanceof Action.Delete || other instanceof Action.Delete) return !one.equals(other);
        return contradictOneWay(one, other) || contradictOneWay(other, one);
    }

    private static boolean contradictOneWay(Action one, Action other) {
        return switch (one) {
            case Action.Scale _ ->
                !one.equals(other) && (other instanceof Action.Scale || other instanceof Action.Autoscale);
            case Action.Autoscale _ -> other instanceof Action.Autoscale && !one.equals(other);
            case Action.Pause _ -> other instanceof Action.Resume;
            case Action.SetImage(var images) -> other instanceof Action.SetImage(var others) && differ(images, others);
            case Action.SetEnvironment(String container, var variables) ->
                other instanceof Action.SetEnvironment(String same, var others)
                        && container.equals(same)
                        && differ(variables, others);
            case Action.SetResources(String container, var requests, var limits) ->
                other instanceof Action.SetResources(String same, var otherRequests, var otherLimits)
                        && container.equals(same)
                        && (differ(requests, otherRequests) || differ(limits, otherLimits));
            case Action.SetFields(var fields, boolean _) ->
                other instanceof Action.SetFields(var others, boolean _) && differ(fields, others);
            case Action.Label(var labels) -> other instanceof Action.Label(var others) && differ(labels, others);
            case Action.Annotate(var annotations) ->
                other instanceof Action.Annotate(var others) && differ(annotations, others);
            case Action.RolloutUndo _ ->
                other instanceof Action.SetImage
                        || other instanceof Action.SetEnvironment
                        || other instanceof Action.SetResources;
            case Action.Restart _, Action.Resume _, Action.Delete _ -> false;
        };
    }

    /** Whether two lists give one name different values. */
    private static boolean differ(List<Assignment> one, List<Assignment> other) {
        Map<String, Assignment> byName = new HashMap<>();
        one.forEach(each -> byName.put(each.name(), each));
        return other.stream().anyMatch(each -> !each.equals(byName.getOrDefault(each.name(), each)));
    }
}
