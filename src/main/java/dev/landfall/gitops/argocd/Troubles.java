package dev.landfall.gitops.argocd;

import dev.landfall.reason.Printable;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What an Application says is not well, each trouble in the same words whenever it is told. */
final class Troubles {
    private static final Set<String> IN_ORDER = Set.of("", "Healthy", "Progressing");

    private Troubles() {}

    static List<String> of(Application application) {
        return Stream.of(unhealthy(application, entry -> true), outOfSync(application, entry -> true))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * By name where the Application stores the health of each object; else only its aggregate tells, which a rollout
     * keeps Progressing.
     */
    static List<String> unhealthy(Application application, Predicate<ResourceEntry> concerned) {
        boolean storesHealth = application.resources().stream()
                .anyMatch(entry -> !entry.health().isEmpty());
        if (!storesHealth) {
            return Stream.of(application.health())
                    .filter(health -> !IN_ORDER.contains(health))
                    .map(health -> "overall " + Printable.line(health))
                    .toList();
        }
        return application.resources().stream()
                .filter(entry -> concerned.test(entry) && !IN_ORDER.contains(entry.health()))
                .map(entry -> entry.object() + " " + Printable.line(entry.health()))
                .toList();
    }

    static List<String> outOfSync(Application application, Predicate<ResourceEntry> concerned) {
        return application.resources().stream()
                .filter(entry -> concerned.test(entry) && entry.status().equals("OutOfSync"))
                .map(entry -> entry.object() + " OutOfSync")
                .toList();
    }
}
