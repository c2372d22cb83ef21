package dev.landfall.operate;

import dev.landfall.cluster.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
        objects.forEach(object -> words.add(word(object)));
        namespaces(objects).forEach(namespace -> words.addAll(List.of("-n", namespace)));
        words.addAll(action.words());
        return Action.quoted(words);
    }

    /** The group is said where another kind might have the same name: the kinds of Kubernetes itself come first. */
    static String word(ObjectRef object) {
        String kind = object.kind().toLowerCase(Locale.ROOT);
        boolean isCommon = !object.group().contains(".") || object.group().endsWith(".k8s.io");
        return (isCommon ? kind : kind + "." + object.group()) + "/" + object.name();
    }
}
