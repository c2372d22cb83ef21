package dev.landfall.words;

import dev.landfall.cluster.ObjectRef;
import java.util.Locale;

/** An object as a person types it. */
public final class TypedName {
    private TypedName() {}

    /** The group is said where another kind might have the same name: the kinds of Kubernetes itself come first. */
    public static String of(ObjectRef object) {
        String kind = object.kind().toLowerCase(Locale.ROOT);
        boolean isCommon = !object.group().contains(".") || object.group().endsWith(".k8s.io");
        return (isCommon ? kind : kind + "." + object.group()) + "/" + object.name();
    }

    /** The same with the namespace, as it stands on a command line. */
    public static String inNamespace(ObjectRef object) {
        return object.namespace().isEmpty() ? of(object) : of(object) + " -n " + object.namespace();
    }
}
