package dev.landfall.gitops.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ObjectText;
import dev.landfall.gitops.FormerTroubles;
import dev.landfall.gitops.Hop;
import dev.landfall.gitops.KnownHistory;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Progress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An ApplicationSet is asked to read its files until it has; what its Applications are then is for others to see. */
class ApplicationSetTrackerTest {
    private static final ObjectRef WEB = new ObjectRef("argoproj.io", "v1alpha1", "Application", "argocd", "web");
    private static final String FAILING = "[{type: ErrorOccurred, status: 'True', message: broken file}]";

    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final InMemoryCluster cluster = Fixtures.cluster();
    private KnownHistory history = KnownHistory.usual();

    @BeforeEach
    void aSetThatIsWell() {
        cluster.with(set("", "[]"));
    }

    private static LiveObject set(String annotations, String conditions) {
        return new LiveObject(ObjectText.json("""
                apiVersion: argoproj.io/v1alpha1
                kind: ApplicationSet
                metadata: {namespace: argocd, name: shops, uid: u, annotations: {%s}}
                spec:
                  generators: [{git: {repoURL: u, revision: main, files: [{path: config.yaml}]}}]
                status: {conditions: %s}
                """.formatted(annotations, conditions)));
    }

    private ApplicationSetTracker tracker() {
        LiveObject live = set("", "[]");
        return new ApplicationSetTracker(
                cluster,
                cluster,
                (InstantSource) () -> now,
                new Hop(
                        new Owner("argocd", live, WEB, List.of(WEB), List.of()),
                        new ApplicationSet(live).sources().getFirst(),
                        history,
                        List.of(WEB),
                        List.of(),
                        new FormerTroubles(List.of()),
                        false));
    }

    private String look(ApplicationSetTracker tracker) {
        now = now.plusSeconds(5);
        return switch (tracker.observe()) {
            case Progress.Pending pending -> pending.reason().code();
            case Progress.Succeeded _ -> "read";
            case Progress.Failed failed -> failed.reason().code();
            case Progress other -> other.toString();
        };
    }

    @Test
    void itIsAskedOnceAndHasReadWhenTheRequestIsGone() {
        ApplicationSetTracker tracker = tracker();
        assertThat(look(tracker)).isEqualTo("awaiting-parameters");
        assertThat(look(tracker)).isEqualTo("awaiting-parameters");
        assertThat(cluster.requests)
                .containsExactly(
                        "annotate ApplicationSet argocd/shops argocd.argoproj.io/application-set-refresh=true");
        cluster.with(set("", "[]"));
        assertThat(look(tracker)).isEqualTo("read");
        assertThat(look(tracker)).isEqualTo("read");
        assertThat(cluster.requests).hasSize(1);
    }

    @Test
    void whereItCouldNotReadItIsAskedAgain() {
        ApplicationSetTracker tracker = tracker();
        look(tracker);
        cluster.with(set("", FAILING));
        for (int look = 0; look < 5; look++) assertThat(look(tracker)).isEqualTo("awaiting-parameters");
        assertThat(cluster.requests).hasSize(2);
        cluster.with(set("", "[]"));
        assertThat(look(tracker)).isEqualTo("read");
    }

    @Test
    void whereNobodyMayAskItItsApplicationsAreWaitedFor() {
        cluster.denying("patch", "applicationsets.argoproj.io", "argocd");
        assertThat(look(tracker())).isEqualTo("read");
    }

    @Test
    void aCommitThatIsGoneAndASetThatIsGoneAreToldApart() {
        history = new KnownHistory(KnownHistory.OURS, history.relations(), false, true, KnownHistory.ASIDE);
        assertThat(look(tracker())).isEqualTo("commit-dropped");
        cluster.without(set("", "[]").ref());
        assertThat(look(tracker())).isEqualTo("owner-gone");
    }
}
