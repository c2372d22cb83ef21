package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.DesiredChange.SetField;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The names of what the generators of a build make. They change with what is in the objects, so that one is meant by the
 * name that it had before, too, and by the one without a hash.
 */
record GeneratedNames(List<Generator> generators) {
    static final GeneratedNames NONE = new GeneratedNames(List.of());

    /** Those that make an object, and those that add to it, the outermost first; none where no generator makes it. */
    List<Generator> of(ObjectRef object) {
        List<Generator> makers = makers(object).toList();
        return generators.reversed().stream()
                .filter(generator -> makers.stream().anyMatch(generator::concerns))
                .toList();
    }

    /** The change as files say it: they name what is generated without the hash, which Kustomize puts there. */
    FieldChange written(FieldChange change, Collection<ObjectRef> objects) {
        if (!(change instanceof SetField set) || !set.value().isString()) return change;
        String name = set.value().asString();
        return objects.stream()
                .filter(object -> object.name().equals(name))
                .flatMap(this::makers)
                .filter(maker -> !maker.base().equals(name))
                .findFirst()
                .<FieldChange>map(maker ->
                        new SetField(set.object(), set.path(), JsonNodeFactory.instance.stringNode(maker.name())))
                .orElse(change);
    }

    /** The generator whose object had this name with other content, where none has it now. */
    Optional<Generator> formerly(FieldChange change, Collection<ObjectRef> objects) {
        if (!(change instanceof SetField set) || !set.value().isString()) return Optional.empty();
        String name = set.value().asString();
        boolean isThere = objects.stream().anyMatch(object -> object.name().equals(name));
        return isThere
                ? Optional.empty()
                : generators.stream()
                        .filter(generator -> generator.creates() && generator.isHashed(name))
                        .findFirst();
    }

    private Stream<Generator> makers(ObjectRef object) {
        return generators.stream().filter(generator -> generator.makes(object));
    }

    /** Which of these objects is the generated one that is meant; empty where none is, or more than one could be. */
    Optional<ObjectRef> meant(ObjectRef asked, Collection<ObjectRef> objects) {
        List<ObjectRef> same = makers(asked)
                .flatMap(maker -> objects.stream().filter(maker::makes))
                .filter(object -> object.namespace().equals(asked.namespace()))
                .distinct()
                .toList();
        return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
    }
}
