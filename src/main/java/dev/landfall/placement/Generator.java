package dev.landfall.placement;

import dev.landfall.cluster.HashedName;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.FieldPath;
import dev.landfall.render.Closure;
import dev.landfall.render.Kustomization;
import dev.landfall.render.Naming;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * An entry of a kustomization that makes a ConfigMap or a Secret, whose name ends in a hash of what is in it, or that
 * adds to one that is made further in.
 *
 * @param field of the kustomization
 * @param index of the entry in it
 * @param naming what becomes of names there
 */
record Generator(Kustomization kustomization, String field, int index, Naming naming) {

    /** All of a build, the inner ones first. */
    static List<Generator> in(Closure closure) {
        return closure.generating().stream()
                .flatMap(made -> closure.kustomizations().stream()
                        .filter(kustomization -> kustomization.path().equals(made.path()))
                        .limit(1)
                        .flatMap(kustomization -> in(kustomization, made.naming())))
                .toList();
    }

    private static Stream<Generator> in(Kustomization kustomization, Naming naming) {
        return Kustomization.GENERATORS.keySet().stream()
                .flatMap(field -> IntStream.range(
                                0, kustomization.content().path(field).size())
                        .mapToObj(index -> new Generator(kustomization, field, index, naming)));
    }

    JsonNode entry() {
        return kustomization.content().path(field).path(index);
    }

    String name() {
        return entry().path("name").asString("");
    }

    String kind() {
        return Kustomization.GENERATORS.get(field);
    }

    /** The way to it from the root of the kustomization. */
    FieldPath place() {
        return new FieldPath(List.of(new FieldPath.Key(field), new FieldPath.Index(index)));
    }

    /** The files that it reads. */
    List<String> files() {
        return kustomization.located(field, entry());
    }

    /** Whether it makes an object, and does not only change one that another makes. */
    boolean creates() {
        return entry().path("behavior").asString("create").equals("create");
    }

    /** The name of what it makes, without the hash. */
    String base() {
        return naming.rendered(kind(), name());
    }

    /** Whether the object is what it makes, by the name with a hash, whatever hash, or without one. */
    boolean makes(ObjectRef object) {
        return creates()
                && !name().isEmpty()
                && object.group().isEmpty()
                && object.kind().equals(kind())
                && isMadeAs(object.name());
    }

    private boolean isMadeAs(String other) {
        return other.equals(base()) || isHashed(other);
    }

    /** Whether it is the name of what it makes with a hash, whatever hash. */
    boolean isHashed(String other) {
        return HashedName.isOf(base(), other);
    }

    /** Whether it may be about the same object; a prefix in between may be in the name that is written here. */
    boolean concerns(Generator other) {
        return field.equals(other.field)
                && !name().isEmpty()
                && (name().equals(other.name()) || (!creates() && other.base().contains(name())));
    }

    /** For people. */
    String described() {
        return "the " + field + " of " + kustomization.path();
    }
}
