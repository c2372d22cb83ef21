package dev.landfall.gitops.argocd;

import static dev.landfall.cluster.ObjectText.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.gitops.GitOpsProvider.Pause;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** What a person runs to have an Application leave a live change alone, and to let it go on as before. */
class PauseTest {
    private final InMemoryCluster cluster = new InMemoryCluster();
    private final ArgoCdProvider argocd = new ArgoCdProvider(cluster, cluster, InstantSource.system());

    private Pause pause(String syncPolicy) {
        return argocd.pause(object("""
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {namespace: argocd, name: shop, uid: a}
                spec: {syncPolicy: %s}
                """.formatted(syncPolicy)));
    }

    @Test
    void itsAutomatedSyncIsTakenOutAndComesBackAsItWas() {
        String patch = "kubectl -n argocd patch applications.argoproj.io shop --type merge -p ";
        Pause pause = pause("{automated: {prune: true, selfHeal: true}}");

        assertThat(pause.begin()).containsExactly(patch + "'{\"spec\":{\"syncPolicy\":{\"automated\":null}}}'");
        assertThat(pause.end())
                .containsExactly(
                        patch + "'{\"spec\":{\"syncPolicy\":{\"automated\":{\"prune\":true,\"selfHeal\":true}}}}'");
    }

    @Test
    void oneThatIsSyncedByHandUndoesNothing() {
        assertThat(pause("{}")).isEqualTo(Pause.none());
        assertThat(pause("{automated: {enabled: false}}")).isEqualTo(Pause.none());
    }
}
