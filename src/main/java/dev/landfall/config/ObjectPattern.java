package dev.landfall.config;

/**
 * Which objects a rule is for: texts in which {@code *} stands for any characters.
 *
 * @param owner as {@code KIND/NAMESPACE/NAME}
 */
public record ObjectPattern(String kind, String namespace, String name, String owner) {

    boolean matches(RuledObject object) {
        return Wildcard.of(kind).matches(object.kind())
                && Wildcard.of(namespace).matches(object.namespace())
                && Wildcard.of(name).matches(object.name())
                && Wildcard.of(owner).matches(object.owner());
    }
}
