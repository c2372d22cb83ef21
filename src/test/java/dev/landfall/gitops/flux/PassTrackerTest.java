package dev.landfall.gitops.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.LiveObject;
import dev.landfall.gitops.CaseFiles;
import dev.landfall.gitops.Progress;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Whether an owner has looked at its ConfigMaps since they are as wanted. */
class PassTrackerTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final LiveObject release = Yaml.object("""
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {namespace: shop, name: web}
            spec: {interval: 3m}
            """);
    private final FluxTestCluster cluster = new FluxTestCluster().with(release);
    private Instant now = START;
    private final PassTracker tracker = new PassTracker(cluster, cluster, () -> now, release.ref());

    @Test
    void itIsAskedAtTheFirstLookAndWaitedForUntilItAnswers() {
        assertThat(look(0)).isEqualTo("Pending awaiting-pass");
        assertThat(look(30)).isEqualTo("Pending awaiting-pass");
        assertThat(cluster.requests).containsExactly("HelmRelease/web");

        cluster.takeUpRequest(release.ref());
        assertThat(look(31)).startsWith("Succeeded OBJECT_ONLY");
    }

    @Test
    void anAnswerToSomebodyElseIsNoneToUs() {
        look(0);
        ((ObjectNode) release.json()).withObject("status").put("lastHandledReconcileAt", "of somebody else");

        assertThat(look(30)).isEqualTo("Pending awaiting-pass");
    }

    @Test
    void aRequestThatSomebodyOverwroteIsMadeAnew() {
        look(0);
        cluster.annotate(release.ref(), FluxTestCluster.REQUESTED_AT, "of somebody else");

        assertThat(look(30)).isEqualTo("Pending awaiting-pass");
        cluster.takeUpRequest(release.ref());
        assertThat(look(31)).startsWith("Succeeded");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 239, 240})
    void whoMayNotAskWaitsForTheIntervalAndAMinuteForThePass(long second) {
        cluster.forbidding("patch helmreleases");
        assertThat(look(0)).isEqualTo("Pending awaiting-pass");

        assertThat(look(second)).isEqualTo("Pending awaiting-pass");
        assertThat(look(241)).startsWith("Succeeded");
        assertThat(cluster.requests).isEmpty();
    }

    @Test
    void anOwnerThatIsGoneLooksAtNothing() {
        cluster.without(release.ref());

        assertThat(look(0)).isEqualTo("Failed owner-gone");
    }

    /** {@code Succeeded} has no revision to tell. */
    private String look(long second) {
        now = START.plusSeconds(second);
        return switch (tracker.observe()) {
            case Progress.Succeeded succeeded ->
                "Succeeded " + succeeded.evidence().evidenceClass();
            case Progress other -> CaseFiles.inShort(other);
        };
    }
}
