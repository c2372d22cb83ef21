package dev.landfall.manifest;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.yaml.NodePath;
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
 * @param path to where it is written
 * @param node what is written there: an alias for an item of a list that only refers to it
 * @param named as the manifest names itself; an empty namespace where it names none
 */
record ManifestObject(ReadableFile file, NodePath path, YamlNode node, ObjectRef named) {

    static Stream<ManifestObject> in(ReadableFile file) {
        List<YamlNode> documents = file.yaml().documents();
        return IntStream.range(0, documents.size()).boxed().flatMap(i -> in(file, NodePath.root(i), documents.get(i)));
    }

    /** Items of a {@code List} count as objects of their own, as the tools that apply it unpack it. */
    private static Stream<ManifestObject> in(ReadableFile file, NodePath path, YamlNode node) {
        if (!(node.resolved() instanceof Mapping mapping)) return Stream.empty();
        if (isList(mapping)) return items(file, path, node, mapping);
        return identity(mapping)
                .filter(named -> !isKustomization(named))
                .map(named -> new ManifestObject(file, path, node, named))
                .stream();
    }

    static boolean isList(Mapping mapping) {
        return mapping.text("kind").endsWith("List") && mapping.read("items").orElse(null) instanceof Sequence;
    }

    private static Stream<ManifestObject> items(ReadableFile file, NodePath path, YamlNode node, Mapping list) {
        int entry = entry(list, "items");
        // Items that stand elsewhere, behind an alias or a merge key, have no place of their own here.
        boolean own = node instanceof Mapping
                && entry >= 0
                && list.entries().get(entry).value() instanceof Sequence;
        List<YamlNode> items = ((Sequence) list.read("items").orElseThrow()).items();
        return IntStream.range(0, items.size())
                .boxed()
                .flatMap(i -> in(
                        file,
                        own ? path.to(entry).to(i) : path,
                        own ? items.get(i) : new YamlNode.Alias(items.get(i).place(), items.get(i))));
    }

    /** Which entry has this key, or -1. */
    static int entry(Mapping mapping, String key) {
        for (int i = 0; i < mapping.entries().size(); i++)
            if (mapping.entries().get(i).isNamed(key)) return i;
        return -1;
    }

    private static boolean isKustomization(ObjectRef named) {
        return named.group().equals("kustomize.config.k8s.io");
    }

    static Optional<ObjectRef> identity(Mapping mapping) {
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
        return file.yaml().documents().get(path.document()) instanceof Mapping root
                && root.own("sops").isPresent();
    }

    /** Whether it is an item of a {@code List}. */
    boolean isItem() {
        return !path.isRoot();
    }

    FoundObject place() {
        return new FoundObject(file.path(), path.document(), file.yaml().line(node));
    }
}
