package dev.landfall.soak;

import dev.landfall.cluster.ObjectRef;

/**
 * What a change is to bring about.
 *
 * @see Wanted for what it comes to in one world
 */
public enum Wish {
    SCALE("/spec/replicas", "replicas: \\d+", "replicas: 5"),
    IMAGE("/spec/template/spec/containers/0/image", "image: \\S+", "image: %s"),
    ENV("/spec/template/spec/containers/0/env/0/value", "value: \\S+", "value: theirs"),
    LABEL("/metadata/labels/tier", "tier: \\S+", "tier: theirs"),
    CREATE("/data/key", "", ""),
    DELETE("", "", "");

    private final String pointer;
    private final String line;
    private final String others;

    Wish(String pointer, String line, String others) {
        this.pointer = pointer;
        this.line = line;
        this.others = others;
    }

    ObjectRef object(String namespace) {
        return switch (this) {
            case SCALE, IMAGE, ENV, LABEL -> new ObjectRef("apps", "v1", "Deployment", namespace, "web");
            case CREATE -> new ObjectRef("", "v1", "ConfigMap", namespace, "created");
            case DELETE -> new ObjectRef("apps", "v1", "Deployment", namespace, "extra");
        };
    }

    String pointer() {
        return pointer;
    }

    /** Whether it is about a value that stands in a line of its own. */
    boolean isOfOneLine() {
        return !line.isEmpty();
    }

    /** The manifest, once somebody else has had the same line his way. */
    String asOthersWantIt(String manifest, String image) {
        return manifest.replaceFirst(line, others.formatted(image));
    }
}
