package dev.landfall.render;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Something that a kustomization reads.
 *
 * @param field of the kustomization
 * @param text as it stands there: a path from the kustomization's folder
 */
record Reference(String field, String text, Reads reads) {

    /** What is taken from there. */
    enum Reads {
        /** Objects: a file of manifests, or a folder with a kustomization of its own. */
        OBJECTS,
        /** A folder whose kustomization works on the objects of the one that names it. */
        COMPONENT,
        /** The configuration of generators, transformers or validators: a file, or a folder with a kustomization. */
        PLUG_INS,
        /** A file that is only looked into. */
        DATA
    }

    static Reference data(String field, String text) {
        return new Reference(field, text, Reads.DATA);
    }

    /** The files of one ConfigMap or Secret; {@code key=path} gives the content another key. */
    static Stream<Reference> inGenerator(String field, JsonNode generator) {
        Stream<String> files = generator
                .path("files")
                .valueStream()
                .flatMap(Kustomization::text)
                .map(text -> text.substring(text.indexOf('=') + 1));
        Stream<String> environments = Stream.concat(
                Kustomization.text(generator.path("env")),
                generator.path("envs").valueStream().flatMap(Kustomization::text));
        return Stream.concat(files, environments).map(text -> data(field, text));
    }
}
