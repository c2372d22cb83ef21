package dev.landfall.gitops.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.CaseFiles;
import dev.landfall.gitops.FormerTroubles;
import dev.landfall.gitops.Hop;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Progress;
import dev.landfall.gitops.ShopSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a HelmRelease may be in after our commit of its chart, and the verdict that it must get. A document is a {@code
 * case}: {@code release}, {@code chart} and {@code source} (merged over the base, the file's first document; null for one
 * that is not there), {@code history}, {@code asks} (whoever is asked for a pass at the first look), and {@code then},
 * the verdict in short; {@code words} are in its reason.
 */
class ReleaseVerdictTest {
    private static final Path TABLE = Path.of("src/test/resources/source-derived/flux-releases/helmrelease.yaml");
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

        Progress progress = tracker(cluster, base, document).observe();

        assertThat(CaseFiles.inShort(progress)).isEqualTo(document.path("then").asString());
        document.path("words").forEach(words -> assertThat(progress.toString()).contains(words.asString()));
        assertThat(cluster.requests)
                .isEqualTo(document.path("asks")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList());
    }

    @Test
    void helmMayFirstBeBusyForAsLongAsOneOfItsActions() {
        JsonNode base = CaseFiles.documents(TABLE).getFirst().deepCopy();
        JsonNode nothing = CaseFiles.documents(TABLE).get(1);
        assertThat(tracker(cluster(base, nothing), base, nothing).busyWithOlder())
                .isEqualTo(Duration.ofMinutes(5));

        ((ObjectNode) base.path("release").path("spec")).put("timeout", "90s");
        assertThat(tracker(cluster(base, nothing), base, nothing).busyWithOlder())
                .isEqualTo(Duration.ofSeconds(90));
    }

    private static FluxTestCluster cluster(JsonNode base, JsonNode document) {
        FluxTestCluster cluster = new FluxTestCluster().serving("source.toolkit.fluxcd.io", "v1", "HelmChart");
        for (String object : List.of("release", "chart", "source")) {
            if (document.path(object).isNull()) continue;
            ObjectNode usual = (ObjectNode) base.path(object).deepCopy();
            cluster.with(new LiveObject(CaseFiles.merged(usual, document.path(object))));
        }
        return cluster;
    }

    private static ReleaseTracker tracker(FluxTestCluster cluster, JsonNode base, JsonNode document) {
        LiveObject planned = new LiveObject(base.path("release"));
        ObjectRef source = new LiveObject(base.path("source")).ref();
        Hop hop = new Hop(
                new Owner("flux", planned, WEB, List.of(WEB), List.of()),
                ShopSource.of(source, "https://git.example.org/shop.git", "main", "charts/web"),
                CaseFiles.history(document.path("history")),
                List.of(WEB),
                List.of(),
                new FormerTroubles(List.of()),
                false);
        return new ReleaseTracker(cluster, cluster, InstantSource.system(), hop);
    }
}
