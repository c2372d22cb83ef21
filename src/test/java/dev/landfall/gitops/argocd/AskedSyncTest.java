package dev.landfall.gitops.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.ControllerRequests;
import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Hop;
import dev.landfall.gitops.Progress;
import dev.landfall.reason.Reason;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The request for a sync meets an API server that has troubles of its own, or does not let us. */
class AskedSyncTest {
    private Hop hop;
    private InMemoryCluster cluster;

    private static final class Server implements ControllerRequests {
        private final ClusterException first;
        private int patches;

        Server(ClusterException first) {
            this.first = first;
        }

        @Override
        public Optional<LiveObject> annotate(ObjectRef ref, String annotation, String value) {
            throw new IllegalStateException("no refresh is due");
        }

        @Override
        public boolean patch(ObjectRef ref, JsonNode jsonPatch) {
            if (++patches == 1) throw first;
            return true;
        }
    }

    @BeforeEach
    void manualApplication() {
        Snapshot snapshot = VerdictCase.load(Path.of("src/test/resources/source-derived/argocd/verdicts.yaml")).stream()
                .filter(each -> each.name().equals("row 24, a sync is asked for"))
                .findFirst()
                .orElseThrow()
                .snapshot();
        hop = snapshot.hop();
        cluster = Fixtures.cluster().with(snapshot.application().live());
    }

    private ApplicationTracker tracker(Server server) {
        return new ApplicationTracker(cluster, server, InstantSource.system(), hop);
    }

    @Test
    void aServerThatFailsIsAskedAgain() {
        Reason busy = Reason.passing("api-server-unreachable", "answered status 429", "");
        Server server = new Server(new ClusterException(ClusterException.Fault.UNREACHABLE, busy, null));
        ApplicationTracker tracker = tracker(server);

        assertThatThrownBy(tracker::observe).isInstanceOf(ClusterException.class);
        Progress then = tracker.observe();

        assertThat(then).isInstanceOf(Progress.Pending.class);
        assertThat(server.patches).isEqualTo(2);
    }

    @Test
    void aServerThatDoesNotLetUsLeavesItToAPerson() {
        Access patch = new Access("patch", "argoproj.io", "applications", "argocd");
        Server server = new Server(ClusterException.forbidden(patch, null));

        assertThat(tracker(server).observe())
                .isInstanceOfSatisfying(
                        Progress.Blocked.class,
                        blocked -> assertThat(blocked.needsPerson()).isTrue());
    }
}
