package dev.landfall.render;

import java.util.Optional;
import java.util.Set;

/**
 * What the kustomizations on the way from a file to the root make of the names in it.
 *
 * @param namespace that takes the place of the one that a manifest names; empty where none does
 */
public record Naming(String prefix, String suffix, Optional<String> namespace) {
    static final Naming AS_WRITTEN = new Naming("", "", Optional.empty());

    /** As {@code PrefixTransformer} and {@code SuffixTransformer} of Kustomize leave them out. */
    private static final Set<String> NEVER_RENAMED = Set.of("CustomResourceDefinition", "APIService", "Namespace");

    /** This one first, then that of a kustomization further out. */
    Naming then(Naming outer) {
        return new Naming(
                outer.prefix + prefix,
                suffix + outer.suffix,
                outer.namespace.isPresent() ? outer.namespace : namespace);
    }

    /** The name that a manifest must give an object so that it comes out with this one; empty where none can. */
    public Optional<String> written(String kind, String rendered) {
        if (NEVER_RENAMED.contains(kind)) return Optional.of(rendered);
        int end = rendered.length() - suffix.length();
        boolean fits = rendered.startsWith(prefix) && rendered.endsWith(suffix) && end > prefix.length();
        return fits ? Optional.of(rendered.substring(prefix.length(), end)) : Optional.empty();
    }

    /** The name with which an object comes out. */
    public String rendered(String kind, String written) {
        return NEVER_RENAMED.contains(kind) ? written : prefix + written + suffix;
    }
}
