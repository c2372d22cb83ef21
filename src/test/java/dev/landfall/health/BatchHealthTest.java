package dev.landfall.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs and the CronJobs that make them. */
class BatchHealthTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Complete=True | succeeded: 3           | Healthy: Job is complete: 3 of 3 succeeded
            Complete=True | succeeded: 3, failed: 1| Healthy: Job is complete: 3 of 3 succeeded, 1 pods failed
            Suspended=False | active: 1            | Progressing: Job is running: 1 active, 0 of 3 succeeded
            FailureTarget=True/BackoffLimitExceeded | active: 1 | Progressing: Job is running: 1 active, 0 of 3 succeeded
            Failed=True/BackoffLimitExceeded/too often | failed: 7 | Degraded: Job shop/web failed (BackoffLimitExceeded: too often): 0 of 3 succeeded, 7 pods failed
            Failed=True/DeadlineExceeded/too long | succeeded: 1 | Degraded: Job shop/web failed (DeadlineExceeded: too long): 1 of 3 succeeded
            """)
    void aJobIsWellWhenItIsComplete(String conditions, String status, String verdict) {
        assertThat(job("", conditions, status).verdict()).isEqualTo(verdict);
    }

    @Test
    void aSuspendedJobMakesNoPods() {
        assertThat(job("suspend: true", "Suspended=True", "active: 0").verdict())
                .isEqualTo("Suspended by spec.suspend: Job shop/web is suspended, so it makes no pods");
    }

    @Test
    void aJobCountsItsCrashesItself() {
        assertThat(job("", "Suspended=False", "active: 1")
                        .pod("a", "j", "", "CrashLoopBackOff")
                        .verdict())
                .isEqualTo("Progressing: Job is running: 1 active, 0 of 3 succeeded");
    }

    @Test
    void aPodThatCannotStartIsTroubleOfAJobToo() {
        assertThat(job("", "Suspended=False", "active: 1")
                        .pod("a", "j", "", "ErrImagePull")
                        .verdict())
                .endsWith("; trouble: container web of Pod shop/a: ErrImagePull");
    }

    @Test
    void podsThatAQuotaRefuses() {
        assertThat(job("", "Suspended=False", "active: 0")
                        .event("FailedCreate", "exceeded quota")
                        .verdict())
                .endsWith("; trouble: Job shop/web: FailedCreate, exceeded quota");
    }

    @Test
    void aCronJobIsWellWhenItIsThereAlsoWhileItIsSuspended() {
        assertThat(cronJob("", "").verdict()).isEqualTo("Healthy: CronJob is scheduled \"5 * * * *\", not run yet");
        assertThat(cronJob("suspend: true", "lastScheduleTime: \"2026-03-01T10:05:00Z\"")
                        .verdict())
                .isEqualTo("Healthy: CronJob is scheduled \"5 * * * *\", last run 2026-03-01T10:05:00Z,"
                        + " and suspended: it starts no Jobs");
    }

    private static Scene job(String spec, String conditions, String status) {
        return Scene.of("""
                apiVersion: batch/v1
                kind: Job
                metadata: {name: web, uid: j, generation: 1}
                spec:
                  completions: 3
                  selector: {matchLabels: {app: web}}
                  %s
                status: {conditions: %s, %s}
                """.formatted(spec, Scene.conditions(conditions), status));
    }

    private static Scene cronJob(String spec, String status) {
        return Scene.of("""
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: web, uid: c}
                spec:
                  schedule: "5 * * * *"
                  %s
                status: {%s}
                """.formatted(spec, status));
    }
}
