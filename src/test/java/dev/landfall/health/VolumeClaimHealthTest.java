package dev.landfall.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A claim that wants 2Gi of the storage class fast. */
class VolumeClaimHealthTest {

    @Test
    void aBoundClaim() {
        assertThat(claim("phase: Bound, capacity: {storage: 2Gi}").verdict())
                .isEqualTo("Healthy: PersistentVolumeClaim is bound, 2Gi");
    }

    @Test
    void aClaimThatGrows() {
        String growing = Scene.conditions("FileSystemResizePending=True//restart a pod");
        assertThat(claim("phase: Bound, capacity: {storage: 1Gi}, conditions: " + growing)
                        .verdict())
                .isEqualTo("Progressing: PersistentVolumeClaim grows from 1Gi to 2Gi (restart a pod)");
    }

    @Test
    void aLostVolume() {
        assertThat(claim("phase: Lost").verdict())
                .isEqualTo("Degraded: the volume of PersistentVolumeClaim shop/data is gone (Lost)");
    }

    @Test
    void aClaimThatWaitsForItsFirstPodAndThereIsNone() {
        assertThat(claim("phase: Pending").and(storage("WaitForFirstConsumer")).verdict())
                .isEqualTo("Healthy: PersistentVolumeClaim waits for the first pod that uses it, as its storage class"
                        + " fast says (WaitForFirstConsumer), and there is none");
    }

    @Test
    void aPodWaitsForTheClaim() {
        Scene scene =
                claim("phase: Pending").and(storage("WaitForFirstConsumer")).and(consumer("Pending"));
        assertThat(scene.verdict())
                .isEqualTo("Progressing: PersistentVolumeClaim is not bound yet, Pod shop/web waits for it");
    }

    @Test
    void aPodThatIsOverWaitsForNothing() {
        Scene scene =
                claim("phase: Pending").and(storage("WaitForFirstConsumer")).and(consumer("Succeeded"));
        assertThat(scene.verdict()).startsWith("Healthy: PersistentVolumeClaim waits for the first pod");
    }

    @Test
    void aClaimThatIsToBeBoundAtOnce() {
        assertThat(claim("phase: Pending").and(storage("Immediate")).verdict())
                .isEqualTo("Progressing: PersistentVolumeClaim is not bound yet");
    }

    @Test
    void aStorageClassThatIsMissingOrHidden() {
        String hidden = "Progressing: PersistentVolumeClaim is not bound yet, and its storage class fast does not exist"
                + " or may not be read";
        assertThat(claim("phase: Pending").verdict()).isEqualTo(hidden);
        Scene scene = claim("phase: Pending").and(storage("WaitForFirstConsumer"));
        scene.cluster.denying("get", "storageclasss.storage.k8s.io", "");
        assertThat(scene.verdict()).isEqualTo(hidden);
    }

    private static Scene claim(String status) {
        return Scene.of("""
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: data, uid: c}
                spec: {storageClassName: fast, resources: {requests: {storage: 2Gi}}}
                status: {%s}
                """.formatted(status));
    }

    private static String storage(String binding) {
        return """
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: fast}
                volumeBindingMode: %s
                """.formatted(binding);
    }

    private static String consumer(String phase) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: web}
                spec: {volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]}
                status: {phase: %s}
                """.formatted(phase);
    }
}
