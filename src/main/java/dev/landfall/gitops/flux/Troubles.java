package dev.landfall.gitops.flux;

import dev.landfall.cluster.Condition;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a Kustomization says is not well, each trouble in the same words whenever it is told. */
final class Troubles {
    /** {@code Deployment/shop/web}, as its messages name objects. */
    private static final Pattern OBJECT = Pattern.compile("\\b[A-Z][A-Za-z]+/[a-z0-9.-]+(/[a-z0-9.-]+)?");

    private Troubles() {}

    /** By name where its message names objects: the rest of a message tells times, which are never the same twice. */
    static List<String> of(KustomizationStatus kustomization) {
        Condition ready = kustomization.ready();
        if (!ready.isFalse()) return List.of();
        List<String> objects = OBJECT.matcher(ready.message())
                .results()
                .map(MatchResult::group)
                .distinct()
                .map(object -> object + " " + ready.reason())
                .toList();
        return objects.isEmpty() ? List.of(ready.reason()) : objects;
    }
}
