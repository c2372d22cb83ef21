package dev.landfall.placement;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.PodTemplate;
import dev.landfall.placement.Renamed.Reference;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The changed objects that have another name after an edit, since it ends in a hash of what is in them. */
record Successions(List<Succession> all) {

    /** @param asked the name in the change, which need be neither of the others */
    record Succession(ObjectRef asked, ObjectRef before, ObjectRef after) {}

    static Successions of(List<DesiredChange> changes, AppliedObjects before, AppliedObjects after) {
        return new Successions(changes.stream()
                .map(DesiredChange::object)
                .distinct()
                .flatMap(asked -> of(asked, before.find(asked), after.find(asked)).stream())
                .toList());
    }

    private static Optional<Succession> of(ObjectRef asked, Optional<ObjectRef> before, Optional<ObjectRef> after) {
        boolean renamed =
                before.isPresent() && after.isPresent() && !before.get().equals(after.get());
        return renamed ? Optional.of(new Succession(asked, before.get(), after.get())) : Optional.empty();
    }

    /** The objects by their new names, so that they can be compared; what names them still has the old ones. */
    AppliedObjects renamedIn(AppliedObjects objects) {
        AppliedObjects renamed = objects;
        for (Succession each : all) renamed = renamed.withRenamed(each.before(), each.after());
        return renamed;
    }

    /** As they shall be: everything that named them names them by the new names. */
    AppliedObjects followedIn(AppliedObjects objects) {
        AppliedObjects followed = renamedIn(objects);
        for (Succession each : all)
            followed = followed.withText(each.before().name(), each.after().name());
        return followed;
    }

    /** Where an old name is kept that shall be a new one. */
    Optional<Difference> stale(List<Difference> surplus) {
        return surplus.stream()
                .filter(difference -> all.stream()
                        .anyMatch(each -> isText(
                                        difference.before(), each.after().name())
                                && isText(difference.after(), each.before().name())))
                .findFirst();
    }

    /** For people, one a line. */
    Stream<String> lines() {
        return all.stream()
                .map(each ->
                        each.before() + ": is named " + each.after().name() + " then, and whatever names it follows");
    }

    /** @param differences between the objects by their new names and what comes out */
    List<Renamed> told(List<Difference> differences, AppliedObjects after) {
        return all.stream()
                .map(each -> new Renamed(
                        each.asked(),
                        named(each.asked(), each.after().name()),
                        differences.stream()
                                .filter(difference ->
                                        isText(difference.after(), each.after().name()))
                                .flatMap(difference -> reference(difference, after).stream())
                                .toList()))
                .toList();
    }

    /** Where the object that is meant has another name already. */
    static List<Renamed> since(List<DesiredChange> changes, AppliedObjects now) {
        return changes.stream()
                .map(DesiredChange::object)
                .distinct()
                .flatMap(asked -> now
                        .find(asked)
                        .filter(there -> !there.name().equals(asked.name()))
                        .map(there -> new Renamed(asked, named(asked, there.name()), List.of()))
                        .stream())
                .toList();
    }

    private static ObjectRef named(ObjectRef asked, String name) {
        return new ObjectRef(asked.group(), asked.version(), asked.kind(), asked.namespace(), name);
    }

    private static Optional<Reference> reference(Difference difference, AppliedObjects after) {
        JsonNode object = after.objects().get(difference.object());
        if (object == null || !object.isObject() || difference.steps().isEmpty()) return Optional.empty();
        LiveObject workload = new LiveObject(object);
        if (PodTemplate.of(workload).isEmpty()) return Optional.empty();
        ObjectRef ref = ObjectRef.of(
                workload.ref().apiVersion(),
                workload.ref().kind(),
                difference.object().namespace(),
                workload.ref().name());
        return Optional.of(new Reference(ref, new FieldPath(difference.steps()).toString()));
    }

    private static boolean isText(Optional<JsonNode> value, String text) {
        return value.filter(JsonNode::isString)
                .filter(node -> node.asString().equals(text))
                .isPresent();
    }
}
