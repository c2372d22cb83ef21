package dev.landfall.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Evidence;
import dev.landfall.gitops.EvidenceClass;
import dev.landfall.gitops.Progress;
import dev.landfall.health.Health;
import dev.landfall.health.HealthReader;
import dev.landfall.health.PodTrouble;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** One look after the other, each with the second at which it was taken, and what follows. */
class JudgeTest {
    private static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");
    private static final ObjectRef POD = new ObjectRef("", "v1", "Pod", "shop", "web-1");
    private static final Reason WHY = Reason.passing("some-reason", "so it is", "");
    private static final Evidence PROOF = new Evidence(EvidenceClass.EXACT, "c".repeat(40), WEB, "applied");
    private static final Progress PENDING = new Progress.Pending(WHY);
    private static final Progress WORKING = new Progress.Progressing(WHY);
    private static final Progress APPLIED = new Progress.Succeeded(PROOF, List.of());
    private static final Health.Pods PODS = new Health.Pods(1, 3);
    private static final Health WELL = new Health.Healthy(new Health.Pods(3, 3), 0, 0);
    private static final Health ROLLING = new Health.Progressing(PODS, "1 of 3", List.of());

    private static final Patience PATIENCE = new Patience(
            Duration.ofSeconds(600),
            Duration.ofSeconds(300),
            Duration.ofSeconds(15),
            Duration.ofHours(1),
            Optional.empty());

    private final Judge judge = new Judge(
            List.of(new SetField(WEB, FieldPath.parse("spec.replicas"), JsonNodeFactory.instance.numberNode(3))),
            WEB,
            false,
            PATIENCE);

    @Test
    void verifiedOnceItStayedWellForTheSettleWindow() {
        assertThat(at(0, APPLIED, WELL)).isEqualTo("wait");
        assertThat(at(14, APPLIED, WELL)).isEqualTo("wait");
        assertThat(at(15, APPLIED, WELL)).isEqualTo("Verified verified");
    }

    @Test
    void minReadySecondsLengthenTheWindow() {
        Health well = new Health.Healthy(new Health.Pods(3, 3), 0, 10);
        at(0, APPLIED, well);
        assertThat(at(24, APPLIED, well)).isEqualTo("wait");
        assertThat(at(25, APPLIED, well)).isEqualTo("Verified verified");
    }

    @Test
    void aRelapseOrARestartBeginsTheWindowAnew() {
        at(0, APPLIED, WELL);
        at(10, APPLIED, ROLLING);
        assertThat(at(16, APPLIED, WELL)).isEqualTo("wait");
        Health restarted = new Health.Healthy(new Health.Pods(3, 3), 1, 0);
        assertThat(at(31, APPLIED, restarted)).isEqualTo("wait");
        assertThat(at(46, APPLIED, restarted)).isEqualTo("Verified verified");
    }

    @Test
    void aLiveValueWithoutAnApplyIsNeverVerified() {
        for (int second = 0; second < 600; second += 5)
            assertThat(at(second, PENDING, WELL)).isEqualTo("wait");
        assertThat(at(600, PENDING, WELL)).isEqualTo("TimedOut timed-out");
    }

    @Test
    void whatBlocksByItselfIsWaitedForAndWhatNeedsAPersonIsNot() {
        assertThat(at(0, new Progress.Blocked(WHY, false), WELL)).isEqualTo("wait");
        assertThat(at(1, new Progress.Blocked(WHY, true), WELL)).isEqualTo("Blocked some-reason");
    }

    @Test
    void theOwnersEndIsTheEnd() {
        assertThat(at(0, new Progress.Failed(WHY), WELL)).isEqualTo("Failed some-reason");
        assertThat(at(0, new Progress.Superseded(WHY), WELL)).isEqualTo("Superseded some-reason");
        assertThat(at(0, new Progress.Degraded(WHY, PROOF), WELL)).isEqualTo("Degraded some-reason");
    }

    @Test
    void aFieldThatOthersWriteIsAFailureAfterTenSeconds() {
        assertThat(at(0, APPLIED, WELL, 5)).isEqualTo("wait");
        assertThat(at(9, APPLIED, WELL, 5)).isEqualTo("wait");
        assertThat(at(10, APPLIED, WELL, 5)).isEqualTo("Failed overridden-field");
    }

    @Test
    void anOwnerThatIsGeneratedMayTakeItsTimeToBecomeAsWanted() {
        Judge generated = Judge.ofGenerated(
                List.of(new SetField(WEB, FieldPath.parse("spec.replicas"), JsonNodeFactory.instance.numberNode(3))),
                WEB,
                PATIENCE);
        assertThat(at(generated, 0, APPLIED, WELL, 5)).isEqualTo("wait");
        assertThat(at(generated, 300, APPLIED, WELL, 5)).isEqualTo("wait");
        assertThat(at(generated, 310, APPLIED, WELL, 3)).isEqualTo("wait");
        assertThat(at(generated, 325, APPLIED, WELL, 3)).isEqualTo("Verified verified");
        assertThat(at(generated, 600, APPLIED, WELL, 5)).isEqualTo("TimedOut timed-out");
    }

    @Test
    void aFieldThatTheOwnerWouldNotSetBackNeedsAPerson() {
        Progress left = new Progress.Succeeded(PROOF, List.of(), Optional.of(WHY));
        assertThat(at(0, left, WELL, 5)).isEqualTo("wait");
        assertThat(at(10, left, WELL, 5)).isEqualTo("Blocked some-reason");
    }

    @Test
    void anObjectThatTheOwnerWouldNotMakeAnewNeedsAPerson() {
        Progress left = new Progress.Succeeded(PROOF, List.of(), Optional.of(WHY));
        HealthReader.Look nothing = new HealthReader.Look(Optional.empty(), new Health.Missing());
        assertThat(name(judge.judge(left, nothing, Duration.ofSeconds(0)))).isEqualTo("wait");
        assertThat(name(judge.judge(left, nothing, Duration.ofSeconds(30)))).isEqualTo("Blocked some-reason");
    }

    @Test
    void anObjectThatIsMissingIsDegradedAfterThirtySeconds() {
        HealthReader.Look nothing = new HealthReader.Look(Optional.empty(), new Health.Missing());
        assertThat(name(judge.judge(APPLIED, nothing, Duration.ofSeconds(0)))).isEqualTo("wait");
        assertThat(name(judge.judge(APPLIED, nothing, Duration.ofSeconds(30)))).isEqualTo("Degraded object-missing");
    }

    @Test
    void aPodThatDoesNotStartForTwentySecondsEndsTheWaitAlsoWhileTheOwnerIsAtWork() {
        assertThat(at(0, WORKING, troubled("ErrImagePull"))).isEqualTo("wait");
        assertThat(at(10, WORKING, troubled("ImagePullBackOff"))).isEqualTo("wait");
        assertThat(at(19, WORKING, troubled("ErrImagePull"))).isEqualTo("wait");
        Judge.Step end = judge.judge(APPLIED, look(troubled("ErrImagePull"), 3), Duration.ofSeconds(20));
        assertThat(name(end)).isEqualTo("Degraded pod-does-not-start");
        assertThat(((Judge.Step.End) end).outcome().evidence().toString()).contains("ImagePullBackOff");
    }

    @Test
    void anObjectOfFluxThatDoesNotGetWellForAsLongEndsItUnderAnotherName() {
        ObjectRef release = new ObjectRef("helm.toolkit.fluxcd.io", "v2", "HelmRelease", "shop", "web");
        Health failing = new Health.Progressing(
                new Health.Words("waits"),
                "waits",
                List.of(new PodTrouble(release, "", "ValuesError", "no ConfigMap")));
        assertThat(at(0, APPLIED, failing)).isEqualTo("wait");
        assertThat(at(10, APPLIED, failing)).isEqualTo("wait");
        assertThat(at(20, APPLIED, failing)).isEqualTo("Degraded object-degraded");
    }

    @Test
    void aMomentWithoutTroubleBetweenTwoTriesDoesNotCount() {
        at(0, APPLIED, troubled("CrashLoopBackOff"));
        at(8, APPLIED, WELL);
        at(9, APPLIED, troubled("CrashLoopBackOff"));
        assertThat(at(18, APPLIED, troubled("CrashLoopBackOff"))).isEqualTo("wait");
        assertThat(at(20, APPLIED, troubled("CrashLoopBackOff"))).isEqualTo("Degraded pod-does-not-start");
    }

    @Test
    void aPodThatRecoveredForLongerBeginsAnew() {
        at(0, APPLIED, troubled("CrashLoopBackOff"));
        at(11, APPLIED, ROLLING);
        at(12, APPLIED, troubled("CrashLoopBackOff"));
        assertThat(at(21, APPLIED, troubled("CrashLoopBackOff"))).isEqualTo("wait");
        assertThat(at(31, APPLIED, troubled("CrashLoopBackOff"))).isEqualTo("wait");
    }

    @Test
    void troubleOfPodsOfAnOlderValueIsNotOurs() {
        at(0, WORKING, troubled("CrashLoopBackOff"), 5);
        assertThat(at(30, WORKING, troubled("CrashLoopBackOff"), 5)).isEqualTo("wait");
    }

    @Test
    void theWorkloadsOwnDeadlineEndsTheWait() {
        Health given = new Health.Degraded(PODS, Reason.lasting("progress-deadline-exceeded", "20 s", ""), List.of());
        assertThat(at(0, APPLIED, given)).isEqualTo("Degraded progress-deadline-exceeded");
    }

    @Test
    void aRolloutIsWaitedForAsLongAsItsOwnDeadlineAndAMinute() {
        at(0, APPLIED, ROLLING);
        assertThat(at(299, APPLIED, ROLLING)).isEqualTo("wait");
        assertThat(at(300, APPLIED, ROLLING)).isEqualTo("TimedOut timed-out");
    }

    @Test
    void aPausedWorkloadIsNeitherDoneNorFailed() {
        assertThat(at(0, APPLIED, new Health.Suspended(WHY, "spec.paused"))).isEqualTo("Blocked some-reason");
    }

    @Test
    void aPauseThatWasAskedForIsWhatWasWanted() {
        Health paused = new Health.Suspended(WHY, "spec.replicas");
        assertThat(at(0, APPLIED, paused)).isEqualTo("wait");
        assertThat(at(15, APPLIED, paused)).isEqualTo("Verified verified");
    }

    @Test
    void whatHasNoPodsIsToldInItsOwnWords() {
        Health bound = new Health.Healthy(new Health.Words("PersistentVolumeClaim is bound, 1Gi"), 0, 0);
        at(0, APPLIED, bound);
        Judge.Step end = judge.judge(APPLIED, look(bound, 3), Duration.ofSeconds(15));
        assertThat(((Judge.Step.End) end).outcome().reason().message())
                .endsWith("PersistentVolumeClaim is bound, 1Gi, so for 15 s");
    }

    @Test
    void troubleElsewhereInTheOwnerIsAWarning() {
        Progress applied = new Progress.Succeeded(PROOF, List.of(WHY));
        judge.judge(applied, look(WELL, 3), Duration.ZERO);
        Judge.Step end = judge.judge(applied, look(WELL, 3), Duration.ofSeconds(15));
        assertThat(((Judge.Step.End) end).outcome().warnings()).containsExactly(WHY);
    }

    private static Health troubled(String reason) {
        return new Health.Progressing(PODS, "1 of 3", List.of(new PodTrouble(POD, "web", reason, "")));
    }

    private String at(int second, Progress progress, Health health) {
        return at(second, progress, health, 3);
    }

    private String at(int second, Progress progress, Health health, int liveReplicas) {
        return at(judge, second, progress, health, liveReplicas);
    }

    private static String at(Judge judge, int second, Progress progress, Health health, int liveReplicas) {
        return name(judge.judge(progress, look(health, liveReplicas), Duration.ofSeconds(second)));
    }

    private static HealthReader.Look look(Health health, int replicas) {
        String json = """
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"namespace": "shop", "name": "web"},
                 "spec": {"replicas": %d}}""".formatted(replicas);
        return new HealthReader.Look(Optional.of(new LiveObject(new JsonMapper().readTree(json))), health);
    }

    private static String name(Judge.Step step) {
        return switch (step) {
            case Judge.Step.Wait wait -> "wait";
            case Judge.Step.End end ->
                end.outcome().name() + " " + end.outcome().reason().code();
        };
    }
}
