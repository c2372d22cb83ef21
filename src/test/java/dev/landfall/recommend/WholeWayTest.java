package dev.landfall.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.change.Change;
import dev.landfall.change.Destination;
import dev.landfall.change.Outcome;
import dev.landfall.change.Planned;
import dev.landfall.change.PlanPart;
import dev.landfall.change.RequestException;
import dev.landfall.change.Verdict;
import dev.landfall.sandbox.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From words to objects that are proven to be live and well: through Argo CD, through Flux and straight to the cluster. */
@Execution(ExecutionMode.CONCURRENT)
class WholeWayTest {
    private static final String WORDS =
            "deploy ghcr.io/acme/api:1.4 in shop on port 8080 with LOG_LEVEL=debug and a network policy";

    private static final String WEB = """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: web
              namespace: shop
            data:
              colour: blue
            """;

    @TempDir
    Path folder;

    /** Whoever delivers the folder {@code apps} into the namespace {@code shop}. */
    enum Tool {
        ARGO_CD("Application/argocd/shop") {
            @Override
            String owner(String name, String path) {
                return """
                        apiVersion: argoproj.io/v1alpha1
                        kind: Application
                        metadata: {name: %s, namespace: argocd}
                        spec:
                          project: default
                          source: {repoURL: "$REPOSITORY", targetRevision: main, path: %s, directory: {recurse: true}}
                          destination: {server: "https://kubernetes.default.svc", namespace: shop}
                          syncPolicy: {automated: {prune: true, selfHeal: true}}
                        """.formatted(name, path);
            }

            @Override
            String source() {
                return "";
            }
        },
        FLUX("Kustomization/flux-system/shop") {
            @Override
            String owner(String name, String path) {
                return """
                        apiVersion: kustomize.toolkit.fluxcd.io/v1
                        kind: Kustomization
                        metadata: {name: %s, namespace: flux-system}
                        spec:
                          sourceRef: {kind: GitRepository, name: shop}
                          path: ./%s
                          interval: 1m
                          prune: true
                        """.formatted(name, path);
            }

            @Override
            String source() {
                return """
                        apiVersion: source.toolkit.fluxcd.io/v1
                        kind: GitRepository
                        metadata: {name: shop, namespace: flux-system}
                        spec: {url: "$REPOSITORY", ref: {branch: main}, interval: 1m}
                        """;
            }
        };

        private final String named;

        Tool(String named) {
            this.named = named;
        }

        abstract String owner(String name, String path);

        abstract String source();

        String kind() {
            return named.split("/")[0];
        }

        String namespace() {
            return named.split("/")[1];
        }
    }

    private Stage delivered(Tool tool, String gitops) throws IOException {
        return delivered(tool, gitops, Map.of());
    }

    /** @param files beside those of the folder {@code apps} */
    private Stage delivered(Tool tool, String gitops, Map<String, String> files) throws IOException {
        Stage stage = new Stage(folder, gitops).with("apps/web.yaml", WEB);
        files.forEach((path, text) -> stage.with(path, text.replace("$REPOSITORY", stage.url())));
        if (!tool.source().isEmpty()) stage.applying(tool.source());
        stage.applying(tool.owner("shop", "apps"));
        Await.until("the owner's list", () -> stage.lists(tool.kind(), tool.namespace(), "shop", "web"), seen -> seen);
        return stage;
    }

    private static void isVerified(Verdict verdict) {
        assertThat(verdict.worst()).as(verdict.toString()).isInstanceOf(Outcome.Verified.class);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheOwnerOfTheNamespaceAppliesIsCommittedAndVerified(Tool tool) throws IOException {
        try (Stage stage = delivered(tool, "{}")) {
            Recommendation recommendation = stage.recommend(WORDS, Map.of());
            assertThat(recommendation.choices())
                    .filteredOn(choice -> choice.about().equals("where"))
                    .singleElement()
                    .satisfies(where -> assertThat(where.value()).isEqualTo(tool.named));

            Change change = stage.land(stage.plan(recommendation));

            isVerified(stage.track(change));
            assertThat(stage.files())
                    .contains("apps/api-deployment.yaml", "apps/api-service.yaml", "apps/api-networkpolicy.yaml");
            assertThat(stage.live("deployment", "api").at("/status/availableReplicas").asInt(0))
                    .isEqualTo(1);

            Change back = stage.land(stage.planRevert(change));
            isVerified(stage.track(back));
            assertThat(stage.live("deployment", "api").isMissingNode()).isTrue();
        }
    }

    @Test
    void whereNothingDeliversItIsWrittenDirectlyAndVerified() throws IOException {
        try (Stage stage = new Stage(folder, "{enabled: false}")) {
            isVerified(stage.track(stage.land(stage.plan(stage.recommend(WORDS, Map.of())))));

            assertThat(stage.live("configmap", "api").at("/data/LOG_LEVEL").asString(""))
                    .isEqualTo("debug");
        }
    }

    @ParameterizedTest
    @EnumSource
    void saidDirectlyItGoesPastTheOwner(Tool tool) throws IOException {
        try (Stage stage = delivered(tool, "{}")) {
            List<String> before = stage.files();

            isVerified(stage.track(
                    stage.land(stage.plan(stage.recommend(WORDS, Map.of(), new Destination.Direct())))));

            assertThat(stage.files()).isEqualTo(before);
            assertThat(stage.live("deployment", "api").isMissingNode()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFolderOfARepositoryIsItsOwners(Tool tool) throws IOException {
        try (Stage stage = delivered(tool, "{}")) {
            Recommendation recommendation =
                    stage.recommend(WORDS, Map.of("repository", stage.url(), "branch", "main", "path", "./apps/"));

            isVerified(stage.track(stage.land(stage.plan(recommendation))));

            assertThat(stage.files()).contains("apps/api-deployment.yaml");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theDefaultRepositoryIsSuggestedWhereNoOwnerHasObjectsInTheNamespace(Tool tool) throws IOException {
        try (Stage stage = delivered(tool, "{defaultRepo: {url: \"$REPOSITORY\", branch: main, path: apps}}")) {
            stage.applying("{apiVersion: v1, kind: Namespace, metadata: {name: bank}}");

            Recommendation recommendation = stage.recommend("a configmap named rates in bank", Map.of());

            assertThat(recommendation.choices())
                    .filteredOn(choice -> choice.about().equals("where"))
                    .singleElement()
                    .satisfies(where -> assertThat(where.value()).isEqualTo("default-repository"));
            isVerified(stage.track(stage.land(stage.plan(recommendation))));
            assertThat(stage.live("configmap", "bank", "rates").isMissingNode()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereNobodyAppliesTheFolderAnOwnerIsAddedByItsParentInTheSameCommit(Tool tool) throws IOException {
        try (Stage stage = delivered(tool, "{}", Map.of("owners/shop.yaml", tool.owner("shop", "apps")))) {
            stage.applying(tool.owner("root", "owners"));
            Await.until(
                    "the parent's list",
                    () -> stage.lists(tool.kind(), tool.namespace(), "root", tool.kind()),
                    seen -> seen);

            Recommendation recommendation =
                    stage.recommend(WORDS, Map.of("repository", stage.url(), "branch", "main", "path", "teams/api"));
            assertThat(recommendation.choices())
                    .filteredOn(choice -> choice.about().equals("add-owner"))
                    .singleElement()
                    .satisfies(added -> assertThat(added.source()).contains("root"));
            Planned planned = stage.plan(recommendation);
            assertThat(((Planned.Ready) planned).plan().parts())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            PlanPart.InGit.class, git -> assertThat(git.files()).contains("teams/api/api-deployment.yaml"));

            Change change = stage.land(planned);

            isVerified(stage.track(change));
            assertThat(stage.files()).contains("owners/api.yaml", "teams/api/api-deployment.yaml");
            assertThat(stage.live(tool.kind(), tool.namespace(), "api").isMissingNode())
                    .isFalse();
            assertThat(stage.lists(tool.kind(), tool.namespace(), "api", "api")).isTrue();
            isVerified(stage.track(change));
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutAParentTheOwnerThatWouldApplyTheFolderIsShown(Tool tool) throws IOException {
        try (Stage stage = delivered(tool, "{}")) {
            assertThatThrownBy(() -> stage.recommend(
                            WORDS, Map.of("repository", stage.url(), "branch", "main", "path", "teams/api")))
                    .isInstanceOfSatisfying(RequestException.class, refused -> {
                        assertThat(refused.reason().code()).isEqualTo("path-not-covered");
                        assertThat(refused.reason().message())
                                .contains("kind: " + tool.kind(), "name: api", "teams/api");
                    });
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRepositoryThatNoOwnerAppliesFromIsRefusedThoughItsHostIsAllowed(Tool tool) throws IOException {
        try (Stage stage = delivered(tool, "{}")) {
            String other = stage.url().replace("shop.git", "other.git");
            for (Destination destination : List.of(
                    new Destination.At(other, "main", "apps"),
                    new Destination.At("https://evil.example.com/shop.git", "main", "apps"))) {
                assertThatThrownBy(() -> stage.recommend(WORDS, Map.of(), destination))
                        .isInstanceOfSatisfying(
                                RequestException.class, refused -> assertThat(refused.reason().code())
                                        .isIn("repository-unknown", "host-not-allowed"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFolderThatKustomizeBuildsGetsItsNewFilesListed(Tool tool) throws IOException {
        try (Stage stage = delivered(tool, "{}")) {
            stage.with("apps/kustomization.yaml", "resources:\n- web.yaml\n");

            Planned planned = stage.plan(stage.recommend(WORDS, Map.of()));

            assertThat(planned).isInstanceOfSatisfying(Planned.Ready.class, ready -> assertThat(ready.plan()
                            .parts()
                            .getFirst()
                            .diff())
                    .contains("+- api-deployment.yaml", "+- api-service.yaml"));
        }
    }
}
