package dev.landfall.change;

import static dev.landfall.cluster.ObjectText.object;
import static dev.landfall.cluster.ObjectText.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What a request comes to, and what is refused without a trace. */
class DraftingTest extends ChangesOverGit {
    @Test
    void aSourceThatKustomizeBuildsIsChangedInTheFileThatItNames() {
        server.commit("shop", "main", Map.of("apps/kustomization.yaml", "resources: [web.yaml]\n"));

        land(plan(scale(3)));

        assertThat(file()).isEqualTo(WEB_FILE.replace("replicas: 1", "replicas: 3"));
        assertThat(kustomize.builds).isNotEmpty();
    }

    @Test
    void aFileThatAnotherOwnerReadsAsWellIsRefusedByItsName() {
        cluster.with(object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {namespace: shop, name: staging, uid: s, generation: 1}
                spec: {path: ./staging, interval: 1m, sourceRef: {kind: GitRepository, name: shop}}
                """));
        server.commit(
                "shop",
                "main",
                Map.of("staging/kustomization.yaml", "resources: [../apps/web.yaml]\nnamePrefix: staging-\n"));

        assertThat(engine.plan(scale(3)))
                .isInstanceOfSatisfying(
                        Planned.Refused.class,
                        refused -> assertThat(refused.reason().message())
                                .isEqualTo(
                                        "apps/web.yaml is read by Kustomization shop/staging as well, where the edit would"
                                                + " change: Deployment shop/staging-web spec.replicas: 1 -> 3"));
    }

    @Test
    void whatCannotBePlannedLeavesNothingBehind() {
        Map<String, String> twice = Map.of("apps/again.yaml", WEB_FILE);
        Map<String, String> broken = Map.of("apps/web.yaml", WEB_FILE + "  - [");
        Map<String, String> elsewhere = Map.of("apps/web.yaml", WEB_FILE.replace("name: web", "name: other"));
        Map<String, String> chart = Map.of("apps/Chart.yaml", "name: web\n");
        for (Map<String, String> files : List.of(twice, broken, elsewhere, chart)) {
            CommitId before = server.commit("shop", "main", files);
            assertThat(engine.plan(scale(3))).as(files.toString()).isInstanceOf(Planned.Refused.class);
            assertThat(server.head("shop", "main")).isEqualTo(before);
            server.git("shop", "update-ref", "refs/heads/main", head.hex());
        }
        assertThat(engine.changes(10)).isEmpty();
    }

    @Test
    void withoutArgoCdAndFluxLabelsLeadElsewhereAndWithoutLabelsNobodyManagesIt() throws IOException {
        LiveObject web = cluster.get(WEB).orElseThrow();
        cluster =
                new InMemoryCluster().serving(type("apps", "v1", "Deployment")).with(web);
        restart();
        assertThat(refusal()).isEqualTo("owner-not-in-cluster");

        ((ObjectNode) web.json().path("metadata")).remove("labels");
        assertThat(plan(scale(3)).parts()).singleElement().isInstanceOf(PlanPart.Direct.class);
    }

    @Test
    void aBranchThatIsGoneIsNamed() {
        server.git("shop", "update-ref", "-d", "refs/heads/main");
        assertThat(engine.plan(scale(3)))
                .isInstanceOfSatisfying(
                        Planned.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("branch-gone"));
    }

    @Test
    void aTagOfThatNameIsToldAsOne() {
        server.git(
                "shop",
                "update-ref",
                "refs/tags/main",
                server.head("shop", "main").hex());
        server.git("shop", "update-ref", "-d", "refs/heads/main");
        assertThat(engine.plan(scale(3)))
                .isInstanceOfSatisfying(
                        Planned.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("pinned-revision"));
    }

    @Test
    void aHostThatDoesNotAnswerIsNamed() {
        server.close();
        assertThatThrownBy(() -> engine.plan(scale(3)))
                .isInstanceOfSatisfying(
                        GitException.class, gone -> assertThat(gone.fault()).isEqualTo(GitException.Fault.UNREACHABLE));
    }

    private String refusal() {
        return ((Planned.Refused) engine.plan(scale(3))).reason().code();
    }
}
