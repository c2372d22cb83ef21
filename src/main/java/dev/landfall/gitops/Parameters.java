package dev.landfall.gitops;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where a generator takes sets of parameters from, each of which makes one owner. */
public sealed interface Parameters {

    /**
     * One set, written out in the generator.
     *
     * @param place in the generator, such as {@code spec.generators[0].list.elements[1]}
     */
    record Written(String place, JsonNode values) implements Parameters {}

    /**
     * Files of a repository, each with one set or a list of them.
     *
     * @param source whose files they are, from the repository's root
     * @param added to each set
     */
    record InFiles(GitSource source, Added added) implements Parameters {}

    /** What the path of a file adds to each of its sets; it goes before what the file says. */
    @FunctionalInterface
    interface Added {
        ObjectNode by(String path);
    }

    /** @param what they come from, for people: {@code the generator clusters} */
    record Elsewhere(String what) implements Parameters {}
}
