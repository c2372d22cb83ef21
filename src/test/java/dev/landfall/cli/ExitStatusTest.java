package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.change.Outcome;
import dev.landfall.change.RequestException;
import dev.landfall.cluster.ClusterException;
import dev.landfall.git.GitException;
import dev.landfall.reason.Reason;
import dev.landfall.report.ExitStatus;
import dev.landfall.report.Fault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which status an end has, by who must act. */
class ExitStatusTest {
    private static final Reason WHY = Reason.lasting("some-reason", "so it is", "");

    @Test
    void ofOutcomes() {
        Map<Outcome, Integer> statuses = Map.of(
                new Outcome.Verified(List.of(), List.of()), 0,
                new Outcome.Superseded(WHY), 5,
                new Outcome.Degraded(WHY, List.of()), 5,
                new Outcome.Failed(WHY, List.of()), 5,
                new Outcome.InProgress(WHY), 6,
                new Outcome.TimedOut(WHY, List.of()), 6,
                new Outcome.Blocked(WHY), 6);
        statuses.forEach((outcome, status) ->
                assertThat(ExitStatus.of(outcome).code()).as(outcome.name()).isEqualTo(status));
    }

    @Test
    void ofFaults() {
        Map<Throwable, Integer> statuses = Map.of(
                new RequestException(WHY), 2,
                new ClusterException(ClusterException.Fault.USAGE, WHY, null), 2,
                new ClusterException(ClusterException.Fault.RIGHTS, WHY, null), 3,
                new ClusterException(ClusterException.Fault.UNREACHABLE, WHY, null), 4,
                new GitException(GitException.Fault.USAGE, WHY, null), 2,
                new GitException(GitException.Fault.RIGHTS, WHY, null), 3,
                new GitException(GitException.Fault.UNREACHABLE, WHY, null), 4);
        statuses.forEach(
                (thrown, status) -> assertThat(Fault.of(thrown).status().code())
                        .as(thrown.toString())
                        .isEqualTo(status));
    }

    @Test
    void aFaultOfOurOwnSaysWhatToReport() {
        Fault fault = Fault.of(new IllegalStateException("never so"));
        assertThat(fault.status().code()).isEqualTo(70);
        assertThat(fault.reason().message()).contains("never so", "ExitStatusTest.java");
        assertThat(fault.reason().remedy()).contains("report", "landfall version");
    }
}
