package dev.landfall.gitops.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Asking a Flux controller for a pass, and noticing whether it came. */
class AskingTest {
    private final LiveObject source = Yaml.object("""
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: GitRepository
            metadata: {namespace: shop, name: shop}
            """);
    private final ObjectRef ref = source.ref();
    private final FluxTestCluster cluster = new FluxTestCluster().with(source);
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final Asking asking = new Asking(cluster, () -> now);

    @Test
    void itIsAskedOnceAndNotAgainWhileThatIsPending() {
        ask(0);
        ask(10);
        assertThat(cluster.requests).containsExactly("GitRepository/shop");
        assertThat(asking.requests()).isEqualTo(new Requests(true, true, 0));
    }

    @Test
    void anAnswerIsTheTokenOfOursAndNoOther() {
        ask(0);
        ((ObjectNode) source.json()).withObject("status").put("lastHandledReconcileAt", "of somebody else");
        asking.look(source);
        assertThat(asking.requests().handled()).isZero();

        cluster.takeUpRequest(ref);
        asking.look(source);
        assertThat(asking.requests()).isEqualTo(new Requests(true, false, 1));
    }

    @Test
    void afterAnAnswerItIsAskedAgainButNotAtOnce() {
        ask(0);
        cluster.takeUpRequest(ref);
        ask(1);
        assertThat(cluster.requests).hasSize(1);
        ask(5);
        assertThat(cluster.requests).hasSize(2);
    }

    @Test
    void aRequestThatSomebodyOverwroteIsMadeAnew() {
        ask(0);
        cluster.annotate(ref, FluxTestCluster.REQUESTED_AT, "of somebody else");
        ask(6);
        assertThat(cluster.requests).hasSize(3);
        assertThat(asking.requests()).isEqualTo(new Requests(true, true, 0));
    }

    @Test
    void whoMayNotAskIsToldOnceAndAsksNoMore() {
        cluster.forbidding("patch gitrepositories");
        ask(0);
        ask(60);
        assertThat(cluster.requests).isEmpty();
        assertThat(asking.requests()).isEqualTo(new Requests(false, false, 0));
    }

    private void ask(int second) {
        now = Instant.parse("2026-03-01T10:00:00Z").plusSeconds(second);
        asking.look(source);
        asking.ask(source);
    }
}
