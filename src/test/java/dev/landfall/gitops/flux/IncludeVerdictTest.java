package dev.landfall.gitops.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.CaseFiles;
import dev.landfall.gitops.Clusters;
import dev.landfall.gitops.FormerTroubles;
import dev.landfall.gitops.Hop;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Progress;
import dev.landfall.gitops.ShopSource;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a Kustomization and its source may be in after our commit of a repository that the source includes. A document is a
 * {@code case}: {@code kustomization}, {@code outer} and {@code inner} (merged over the base, the file's first document;
 * null for one that is not there), {@code history}, {@code passed} (whether the Kustomization has made the pass that it
 * was asked for), {@code asks} (whoever is asked for a pass), and {@code then}, the verdict in short; {@code words} are
 * in its reason.
 */
class IncludeVerdictTest {
    private static final Path TABLE = Path.of("src/test/resources/source-derived/flux-includes/kustomization.yaml");
    private static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");

    @TestFactory
    Stream<DynamicTest> judgesAsTheRulesSay() {
        List<JsonNode> documents = CaseFiles.documents(TABLE);
        return documents.stream()
                .skip(1)
                .map(document -> DynamicTest.dynamicTest(
                        document.path("case").asString(), () -> check(documents.getFirst(), document)));
    }

    private static void check(JsonNode base, JsonNode document) {
        FluxTestCluster cluster = cluster(base, document);
        IncludeTracker tracker = tracker(cluster, base, document);

        Progress progress = tracker.observe();
        if (document.path("passed").asBoolean(false)) {
            cluster.takeUpRequest(new LiveObject(base.path("kustomization")).ref());
            progress = tracker.observe();
        }

        assertThat(CaseFiles.inShort(progress)).isEqualTo(document.path("then").asString());
        for (JsonNode words : document.path("words"))
            assertThat(progress.toString()).contains(words.asString());
        assertThat(cluster.requests)
                .isEqualTo(document.path("asks")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList());
    }

    private static FluxTestCluster cluster(JsonNode base, JsonNode document) {
        FluxTestCluster cluster = new FluxTestCluster();
        for (String object : List.of("kustomization", "outer", "inner")) {
            if (document.path(object).isNull()) continue;
            ObjectNode usual = (ObjectNode) base.path(object).deepCopy();
            cluster.with(new LiveObject(CaseFiles.merged(usual, document.path(object))));
        }
        return cluster;
    }

    private static IncludeTracker tracker(FluxTestCluster cluster, JsonNode base, JsonNode document) {
        LiveObject planned = new LiveObject(base.path("kustomization"));
        ObjectRef parts = new LiveObject(base.path("inner")).ref();
        Hop hop = new Hop(
                new Owner("flux", planned, WEB, List.of(WEB), List.of()),
                ShopSource.of(parts, "https://git.example.org/parts.git", "main", "apps"),
                CaseFiles.history(document.path("history")),
                List.of(WEB),
                List.of(),
                new FormerTroubles(List.of()),
                false);
        return new IncludeTracker(
                cluster, new KustomizationLayers(Clusters.one(cluster)), cluster, InstantSource.system(), hop);
    }
}
