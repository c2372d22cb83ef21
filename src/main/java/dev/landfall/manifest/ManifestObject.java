package dev.landfall.manifest;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.yaml.YamlNode;
import dev.landfall.manifest.yaml.YamlNode.Mapping;
import dev.landfall.manifest.yaml.YamlNode.Sequence;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An object that a file defines.
 *
 * @param document of the file, counted from 0
 * @param node where it is written: an alias for an item of a list that only refers to it
 * @param named as the manifest names itself; an empty namespace where it names none
 */
record ManifestObject(ReadableFile file, int document, YamlNode node, ObjectRef named) {

    static Stream<ManifestObject> in(ReadableFile file) {
        List<YamlNode> documents = file.yaml().documents();
        return IntStream.range(0, documents.size()).boxed().flatMap(i -> in(file, i, documents.get(i)));
    }

    /** Items of a {@code List} count as objects of their own, as the tools that apply it unpack it. */
    private static Stream<ManifestObject> in(ReadableFile file, int document, YamlNode node) {
        if (!(node.resolved() instanceof Mapping mapping)) return Stream.empty();
        if (mapping.text("kind").endsWith("List") && mapping.read("items").orElse(null) instanceof Sequence items)
            return items.items().stream().flatMap(item -> in(file, document, item));
        return identity(mapping).map(named -> new ManifestObject(file, document, node, named)).stream();
    }

    private static Optional<ObjectRef> identity(Mapping mapping) {
        if (!(mapping.read("metadata").orElse(null) instanceof Mapping metadata)) return Optional.empty();
        ObjectRef named = ObjectRef.of(
                mapping.text("apiVersion"), mapping.text("kind"), metadata.text("namespace"), metadata.text("name"));
        boolean complete =
                Stream.of(named.version(), named.kind(), named.name()).noneMatch(String::isEmpty);
        return complete ? Optional.of(named) : Optional.empty();
    }

    boolean defines(ObjectRef object, Namespaces namespaces) {
        String namespace = namespaces.of(named.namespace(), object);
        return new ObjectRef(named.group(), named.version(), named.kind(), namespace, named.name())
                .isSameObjectAs(object);
    }

    /** Same kind and name, though of another group or namespace. */
    boolean resembles(ObjectRef object) {
        return named.kind().equals(object.kind()) && named.name().equals(object.name());
    }

    /** Whether SOPS encrypted the document: its checksum covers the values that are in the clear as well. */
    boolean isEncrypted() {
        return file.yaml().documents().get(document) instanceof Mapping root
                && root.own("sops").isPresent();
    }

    FoundObject place() {
        return new FoundObject(file.path(), document, file.yaml().line(node));
    }
}
