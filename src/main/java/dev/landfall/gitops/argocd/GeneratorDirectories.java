package dev.landfall.gitops.argocd;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Which folders a git generator of {@code directories} takes (applicationset/generators/git.go, filterApps): those that
 * one of its patterns matches and none that excludes, and none that begins with a dot or lies in one that does
 * (reposerver/repository/repository.go, GetGitDirectories).
 */
record GeneratorDirectories(List<PathPattern> taken, List<PathPattern> excluded) implements Predicate<String> {

    /** In a matrix a pattern may have parameters in it; what those exclude is not known, so it is not relied upon. */
    static GeneratorDirectories of(JsonNode git) {
        return new GeneratorDirectories(
                patterns(git, false).map(PathPattern::ofTemplate).toList(),
                patterns(git, true)
                        .filter(pattern -> !pattern.contains("{{"))
                        .map(PathPattern::of)
                        .toList());
    }

    private static Stream<String> patterns(JsonNode git, boolean excluding) {
        return git.path("directories")
                .valueStream()
                .filter(entry -> entry.path("exclude").asBoolean(false) == excluding)
                .map(entry -> entry.path("path").asString(""));
    }

    @Override
    public boolean test(String folder) {
        return !folder.startsWith(".")
                && !folder.contains("/.")
                && taken.stream().anyMatch(pattern -> pattern.matches(folder))
                && excluded.stream().noneMatch(pattern -> pattern.matches(folder));
    }
}
