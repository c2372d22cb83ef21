package dev.landfall.change;

import static dev.landfall.cluster.ObjectText.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gitops.GitSource;
import dev.landfall.placement.Placement;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A folder of another repository that the source includes: its files are shown and changed where they come from. */
@Execution(ExecutionMode.CONCURRENT)
class IncludedTest extends ChangesOverGit {
    @BeforeEach
    void include() {
        server.create("parts", "main");
        server.commit(
                "parts",
                "main",
                Map.of(
                        "kustomize/base/web.yaml",
                        WEB_FILE,
                        "kustomize/base/kustomization.yaml",
                        "resources: [web.yaml]\n"));
        server.commit("shop", "main", Map.of("apps/kustomization.yaml", "resources: [../vendor/parts/base]\n"));
        cluster.with(object("""
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: GitRepository
                metadata: {namespace: shop, name: parts, uid: gp, generation: 1}
                spec: {url: "%s", interval: 1m, ref: {branch: main}}
                """.formatted(server.url("parts")))).with(object("""
                        apiVersion: source.toolkit.fluxcd.io/v1
                        kind: GitRepository
                        metadata: {namespace: shop, name: shop, uid: g, generation: 1}
                        spec:
                          url: "%s"
                          interval: 1m
                          ref: {branch: main}
                          include: [{repository: {name: parts}, fromPath: kustomize, toPath: vendor/parts}]
                        """.formatted(server.url("shop"))));
    }

    @Test
    void aTraceShowsTheFileInTheRepositoryThatHasIt() {
        Providers providers = providers();

        Trace trace = new Tracer(cluster, providers, access, new Placement(kustomize)).trace(WEB, false);

        assertThat(trace.source().map(GitSource::repository))
                .contains(server.url("parts").toString());
        assertThat(trace.files()).hasToString("[kustomize/base/web.yaml:1]");
    }

    @Test
    void aChangeIsCommittedThereAndNowhereElse() {
        land(plan(scale(3)));

        assertThat(server.file("parts", "main", "kustomize/base/web.yaml")).contains("replicas: 3   # one is enough");
        assertThat(file()).isEqualTo(WEB_FILE);
    }
}
