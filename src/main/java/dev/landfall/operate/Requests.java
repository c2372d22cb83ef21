package dev.landfall.operate;

import dev.landfall.change.ChangeRequest;
import dev.landfall.change.Destination;
import dev.landfall.change.Manner;
import dev.landfall.change.RequestException;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.DeleteObject;
import dev.landfall.manifest.DesiredChange.FieldChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** From typed instructions to one change request: all of them become true, or none. */
public final class Requests {
    private final Instructions workloads;
    private final ObjectInstructions objects;

    public Requests(Instructions workloads, ObjectInstructions objects) {
        this.workloads = workloads;
        this.objects = objects;
    }

    /** @throws RequestException where one cannot be meant, or two contradict each other */
    public ChangeRequest of(List<TypedInstruction> instructions, Manner manner) {
        List<ChangeRequest> each = new ArrayList<>();
        for (TypedInstruction one : instructions) each.addAll(requests(one.action(), one.objects(), manner));
        return each.size() == 1 ? each.getFirst() : together(each, manner);
    }

    private List<ChangeRequest> requests(Action action, List<ObjectRef> named, Manner manner) {
        return switch (action) {
            case Action.Autoscale(int least, int most, int cpu) ->
                named.stream()
                        .map(object -> workloads.autoscale(object, least, most, cpu, manner))
                        .toList();
            case Action.Scale(int replicas) -> List.of(workloads.scale(named, replicas, manner));
            case Action.SetImage(var images) -> List.of(workloads.setImage(named, images, manner));
            case Action.SetEnvironment(String container, var variables) ->
                List.of(workloads.setEnvironment(named, container, variables, manner));
            case Action.SetResources(String container, var requests, var limits) ->
                List.of(workloads.setResources(named, container, requests, limits, manner));
            case Action.SetFields(var fields, boolean text) -> List.of(objects.set(named, fields, text, manner));
            case Action.Label(var labels) -> List.of(objects.label(named, labels, manner));
            case Action.Annotate(var annotations) -> List.of(objects.annotate(named, annotations, manner));
            case Action.Restart _ -> List.of(workloads.restart(named, manner));
            case Action.RolloutUndo _ -> List.of(workloads.rolloutUndo(named, manner));
            case Action.Pause _ -> List.of(workloads.pause(named, manner));
            case Action.Resume _ -> List.of(workloads.resume(named, manner));
            case Action.Delete _ -> List.of(objects.delete(named, manner));
        };
    }

    private static ChangeRequest together(List<ChangeRequest> each, Manner manner) {
        List<DesiredChange> changes = new ArrayList<>();
        Map<ObjectRef, Destination> destinations = new LinkedHashMap<>();
        for (ChangeRequest one : each) {
            for (DesiredChange change : one.changes()) {
                changes.stream()
                        .filter(other -> contradict(other, change))
                        .findFirst()
                        .ifPresent(other -> {
                            throw contradiction(other, change);
                        });
                if (!changes.contains(change)) changes.add(change);
            }
            destinations.putAll(one.destinations());
        }
        String what = each.stream().map(ChangeRequest::what).distinct().collect(Collectors.joining("; "));
        return new ChangeRequest(changes, what, manner, destinations, "");
    }

    private static boolean contradict(DesiredChange one, DesiredChange other) {
        if (!one.object().isSameObjectAs(other.object()) || one.equals(other)) return false;
        if (one instanceof DeleteObject || other instanceof DeleteObject) return true;
        return one instanceof FieldChange first
                && other instanceof FieldChange second
                && first.path().equals(second.path());
    }

    private static RequestException contradiction(DesiredChange one, DesiredChange other) {
        String field = one.field().isEmpty() ? other.field() : one.field();
        return RequestException.because(
                "contradiction",
                "two instructions want different things of " + one.object() + (field.isEmpty() ? "" : ", " + field),
                "leave one of them out, or give them one after the other");
    }
}
