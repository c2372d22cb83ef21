package dev.landfall.e2e;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * What {@code e2e/run} says about the cluster and the Git server, by the environment variables that e2e/README.md lists.
 *
 * @param gitCreate a program that makes an empty repository: NAME and {@code --partial-clone} or {@code --no-partial-clone}
 * @param gitFolder where the bare repositories lie, if on this machine
 * @param sshUrl of the folder with the same repositories, by SSH; with the key and the known hosts that go with it
 * @param controller a program that stops and starts a controller: {@code stop|start argocd|flux}
 * @param imageOld, imageNew two versions that run and serve HTTP on port 8080
 * @param imageBroken one that ends at once with status 1
 * @param imageSilent one that runs and serves nothing
 */
record Testbed(
        Path kubeconfig,
        String gitUrl,
        String gitUsername,
        String gitPassword,
        String gitCreate,
        Optional<Path> gitFolder,
        Optional<String> sshUrl,
        Optional<Path> sshKey,
        Optional<Path> sshKnownHosts,
        Optional<String> controller,
        String imageOld,
        String imageNew,
        String imageBroken,
        Optional<String> imageSilent,
        String argocdNamespace) {

    static Testbed here() {
        Map<String, String> environment = System.getenv();
        return new Testbed(
                Path.of(needed(environment, "KUBECONFIG")),
                needed(environment, "E2E_GIT_URL"),
                needed(environment, "E2E_GIT_USERNAME"),
                needed(environment, "E2E_GIT_PASSWORD"),
                needed(environment, "E2E_GIT_CREATE"),
                optional(environment, "E2E_GIT_FOLDER").map(Path::of),
                optional(environment, "E2E_SSH_URL"),
                optional(environment, "E2E_SSH_KEY").map(Path::of),
                optional(environment, "E2E_SSH_KNOWN_HOSTS").map(Path::of),
                optional(environment, "E2E_CONTROLLER"),
                needed(environment, "E2E_IMAGE_OLD"),
                needed(environment, "E2E_IMAGE_NEW"),
                needed(environment, "E2E_IMAGE_BROKEN"),
                optional(environment, "E2E_IMAGE_SILENT"),
                optional(environment, "E2E_ARGOCD_NAMESPACE").orElse("argocd"));
    }

    private static String needed(Map<String, String> environment, String name) {
        return optional(environment, name)
                .orElseThrow(() ->
                        new IllegalStateException(name + " is not set: start the suite by e2e/run, see e2e/README.md"));
    }

    private static Optional<String> optional(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** A reference that no registry can serve. */
    String imageMissing() {
        return imageOld.substring(0, imageOld.lastIndexOf(':')) + ":does-not-exist";
    }

    /** The value where the cluster at hand has it; else the test is skipped with the reason. */
    static <T> T where(Optional<T> value, String variable) {
        Assumptions.assumeTrue(value.isPresent(), () -> "needs " + variable + ", see e2e/README.md");
        return value.orElseThrow();
    }
}
