package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The manifests that the pages on Argo CD and Flux show, as they are: Landfall can do its work as the service account
 * that they make, which can do nothing else.
 */
@EndToEnd
@Execution(ExecutionMode.SAME_THREAD)
class RbacEndToEndTest {
    private static final Path FOLDER = Path.of("docs/rbac");
    private static final String REFRESH = "landfall-argocd-refresh.yaml";
    private static final String SYNC = "landfall-argocd-sync.yaml";
    private static final List<String> APPLIED = List.of(
            "landfall.yaml", "landfall-argocd.yaml", "landfall-flux.yaml", REFRESH, "landfall-flux-refresh.yaml");
    private static final String POLICY = "Landfall may set only the annotation";

    private static Testbed testbed;
    private static Kubectl admin;

    @TempDir
    Path folder;

    @BeforeAll
    static void apply() throws IOException {
        testbed = Testbed.here();
        admin = new Kubectl(testbed.kubeconfig());
        for (String file : APPLIED) admin.apply(manifest(file));
    }

    @AfterAll
    static void delete() throws IOException {
        for (String file : APPLIED.reversed())
            admin.attempt(manifest(file), "delete", "-f", "-", "--ignore-not-found", "--wait=false");
    }

    @ParameterizedTest
    @EnumSource
    void aScaleIsVerifiedAndTheOwnerWasAskedToLook(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "rbac")) {
            CommitProof proof = CommitProof.of(shop);
            Landfall landfall = shop.landfall("settle: 3s", "landfall", "landfall");

            Answer answer = landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/web", 2))
                    .ends("Verified", 0);

            proof.landed(landfall, answer, "replicas: 1", "replicas: 2");
            assertThat(answer.finished().out()).doesNotContain("refresh-not-allowed");
            assertThat(answer.finished().err()).doesNotContain("not asked to look at Git");
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfAnOwnerMayBeChangedButTheRequest(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "rbac-owner")) {
            Kubectl landfall = landfall();
            for (Delivered.Tracked object : shop.delivered().tracked()) {
                awaitPolicy(landfall, object);
                request(landfall, object, annotation(requestOf(tool), "e2e")).succeeded();
                for (String patch : List.of(
                        specOf(tool),
                        annotation("landfall.dev/other", "e2e"),
                        "{\"metadata\":{\"annotations\":{\"kubectl.kubernetes.io/last-applied-configuration\":null}}}",
                        "{\"metadata\":{\"labels\":{\"landfall.dev/other\":\"e2e\"}}}",
                        "{\"metadata\":{\"finalizers\":[\"landfall.dev/other\"]}}"))
                    refused(request(landfall, object, patch), POLICY);
                refused(
                        landfall.attempt("", "delete", object.resource(), object.name(), "-n", object.namespace()),
                        "cannot delete");
            }
        }
    }

    /** An Application has no status subresource: what RBAC would let through, the policy does not. */
    @Test
    void theStatusOfAnApplicationAndItsOperationAreNotWritten() {
        try (Shop shop = Shop.open(GitOpsTool.ARGOCD, "rbac-status")) {
            Kubectl landfall = landfall();
            Delivered.Tracked application = shop.delivered().owner();
            awaitPolicy(landfall, application);

            refused(request(landfall, application, "{\"status\":{\"sync\":{\"status\":\"OutOfSync\"}}}"), POLICY);
            refused(request(landfall, application, operation("")), POLICY);
        }
    }

    @Test
    void theStatusOfAKustomizationIsNotWritten() {
        try (Shop shop = Shop.open(GitOpsTool.FLUX, "rbac-status")) {
            for (Delivered.Tracked object : shop.delivered().tracked())
                refused(
                        landfall()
                                .attempt(
                                        "",
                                        patch(
                                                object,
                                                "{\"status\":{\"observedGeneration\":1}}",
                                                "--subresource=status")),
                        "/status");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatOwnersApplyIsOnlyRead(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "rbac-objects")) {
            Kubectl landfall = landfall();

            landfall.run("get", "deployment", "web", "-n", shop.namespace());
            refused(
                    landfall.attempt("", "scale", "deployment/web", "--replicas=3", "-n", shop.namespace()),
                    "cannot patch");
            refused(landfall.attempt("", "get", "secrets", "-n", shop.namespace()), "cannot list");
        }
    }

    /** In place of the other: Landfall may then start a sync, of what the Application says and in its way. */
    @Test
    void aSyncMayBeAskedForWhereThatIsGranted() throws IOException {
        try (Shop shop = Shop.open(GitOpsTool.ARGOCD, "rbac-sync")) {
            Delivered.Tracked application = shop.delivered().owner();
            shop.admin().merge(application, "{\"spec\":{\"syncPolicy\":{\"automated\":null}}}");
            Kubectl user = landfall();
            admin.apply(manifest(SYNC));
            try {
                Waiting.until(
                        "the policy for syncs",
                        Shop.DELIVERED_WITHIN,
                        () -> request(user, application, operation("")),
                        answer -> answer.status() == 0);

                for (String more : List.of(
                        ",\"manifests\":[\"kind: Pod\"]",
                        ",\"prune\":true",
                        ",\"syncOptions\":[\"Replace=true\"]",
                        ",\"source\":{\"repoURL\":\"https://git.example.org/other.git\"}"))
                    refused(request(user, application, operation(more)), "Landfall may ask for a sync");
                refused(request(user, application, specOf(GitOpsTool.ARGOCD)), POLICY);

                shop.landfall("settle: 3s", "landfall", "landfall")
                        .answer(ScaleEndToEndTest.scale(shop, "deployment/web", 2, "--sync"))
                        .ends("Verified", 0);
            } finally {
                admin.apply(manifest(REFRESH));
            }
        }
    }

    private Kubectl landfall() {
        return new Kubectl(admin.user("landfall", "landfall", folder));
    }

    /** A policy counts a moment after it was made; a request that goes no further than admission shows when. */
    private static void awaitPolicy(Kubectl landfall, Delivered.Tracked object) {
        Waiting.until(
                "the policy",
                Shop.DELIVERED_WITHIN,
                () -> request(landfall, object, annotation("landfall.dev/other", "e2e")),
                answer -> answer.err().contains(POLICY));
    }

    private static Finished request(Kubectl landfall, Delivered.Tracked object, String patch) {
        return landfall.attempt("", patch(object, patch, "--dry-run=server"));
    }

    private static String[] patch(Delivered.Tracked object, String patch, String option) {
        return Stream.of(
                        "patch",
                        object.resource(),
                        object.name(),
                        "-n",
                        object.namespace(),
                        "--type=merge",
                        "-p=" + patch,
                        option)
                .toArray(String[]::new);
    }

    private static void refused(Finished finished, String why) {
        assertThat(finished.status()).as(finished.toString()).isNotZero();
        assertThat(finished.err()).contains("forbidden").contains(why);
    }

    private static String requestOf(GitOpsTool tool) {
        return switch (tool) {
            case ARGOCD -> "argocd.argoproj.io/refresh";
            case FLUX -> "reconcile.fluxcd.io/requestedAt";
        };
    }

    private static String specOf(GitOpsTool tool) {
        return switch (tool) {
            case ARGOCD -> "{\"spec\":{\"source\":{\"targetRevision\":\"other\"}}}";
            case FLUX -> "{\"spec\":{\"suspend\":true}}";
        };
    }

    private static String annotation(String key, String value) {
        return "{\"metadata\":{\"annotations\":{\"" + key + "\":\"" + value + "\"}}}";
    }

    /** @param more of the sync, beginning with a comma */
    private static String operation(String more) {
        return "{\"operation\":{\"initiatedBy\":{\"username\":\"landfall\"},\"sync\":{\"syncStrategy\":{\"hook\":{}}"
                + more + "}}}";
    }

    private static String manifest(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file))
                .replace("namespace: argocd\n", "namespace: " + testbed.argocdNamespace() + "\n");
    }
}
