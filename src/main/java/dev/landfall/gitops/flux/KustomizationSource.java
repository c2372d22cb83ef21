package dev.landfall.gitops.flux;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.SourcePath;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads out of two specs which branch of a GitRepository and which folder a Kustomization takes. */
final class KustomizationSource {
    /** What Flux checks out where {@code spec.ref} is empty. */
    private static final String DEFAULT_BRANCH = "master";

    private static final String BRANCH_PREFIX = "refs/heads/";

    private KustomizationSource() {}

    /** A branch, or what the source is pinned to instead. */
    sealed interface Ref {
        record Branch(String name) implements Ref {}

        /** @param by such as {@code tag v1.2.3} */
        record Pinned(String by) implements Ref {}
    }

    /** The precedence commit, name, semver, tag, branch is that of source-controller. */
    static Ref ref(LiveObject gitRepository) {
        JsonNode ref = gitRepository.at("/spec/ref");
        String name = ref.path("name").asString("");
        if (ref.path("commit").asString("").isEmpty() && name.startsWith(BRANCH_PREFIX)) {
            return new Ref.Branch(name.substring(BRANCH_PREFIX.length()));
        }
        for (String field : List.of("commit", "name", "semver", "tag")) {
            String value = ref.path(field).asString("");
            if (!value.isEmpty()) return new Ref.Pinned(field + " " + Printable.line(value));
        }
        String branch = ref.path("branch").asString("");
        return new Ref.Branch(branch.isEmpty() ? DEFAULT_BRANCH : branch);
    }

    /** {@code spec.path} without {@code ./} and slashes at its ends; empty where it leaves the repository. */
    static Optional<String> path(LiveObject kustomization) {
        return SourcePath.resolve("", kustomization.at("/spec/path").asString(""));
    }

    static boolean isFrom(LiveObject kustomization, ObjectRef gitRepository) {
        JsonNode sourceRef = kustomization.at("/spec/sourceRef");
        String namespace =
                sourceRef.path("namespace").asString(kustomization.ref().namespace());
        return sourceRef.path("kind").asString("").equals(gitRepository.kind())
                && sourceRef.path("name").asString("").equals(gitRepository.name())
                && namespace.equals(gitRepository.namespace());
    }

    static Reason pinned(LiveObject gitRepository, Ref.Pinned pinned) {
        return Reason.lasting(
                "pinned-revision",
                "%s is pinned to %s: a commit on a branch does not reach it"
                        .formatted(gitRepository.ref(), pinned.by()),
                "change spec.ref where the GitRepository is defined");
    }
}
