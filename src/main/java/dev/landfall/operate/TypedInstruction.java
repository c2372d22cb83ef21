package dev.landfall.operate;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.words.TypedName;
import java.util.ArrayList;
import java.util.List;

/**
 * One instruction as the command line has it: what is to be done to which objects.
 *
 * @param objects at least one; those that have a namespace are all of one
 */
public record TypedInstruction(Action action, List<ObjectRef> objects) {
    public TypedInstruction {
        objects = List.copyOf(objects);
        if (objects.isEmpty() || namespaces(objects).size() > 1)
            throw new IllegalStateException("not objects of one namespace: " + objects);
    }

    private static List<String> namespaces(List<ObjectRef> objects) {
        return objects.stream()
                .map(ObjectRef::namespace)
                .filter(namespace -> !namespace.isEmpty())
                .distinct()
                .toList();
    }

    /** The command line that means the same, to be copied into a shell. */
    public String command() {
        List<String> words = new ArrayList<>(List.of("landfall", "operate", action.verb()));
        objects.forEach(object -> words.add(TypedName.of(object)));
        namespaces(objects).forEach(namespace -> words.addAll(List.of("-n", namespace)));
        words.addAll(action.words());
        return Action.quoted(words);
    }
}
