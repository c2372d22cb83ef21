package dev.landfall.report;

import dev.landfall.change.RequestException;
import dev.landfall.cluster.ClusterException;
import dev.landfall.config.ConfigurationException;
import dev.landfall.git.GitException;
import dev.landfall.githost.GitHostException;
import dev.landfall.journal.JournalException;
import dev.landfall.reason.Reason;
import dev.landfall.render.RenderException;

/** What an exception means to the user: the one place where they become words and an exit status. */
public record Fault(ExitStatus status, Reason reason) {

    public static Fault of(Throwable thrown) {
        return switch (thrown) {
            case RequestException wrong -> new Fault(ExitStatus.USAGE, wrong.reason());
            case ConfigurationException wrong -> new Fault(ExitStatus.USAGE, wrong.reason());
            case RenderException noProgram -> new Fault(ExitStatus.USAGE, noProgram.reason());
            case JournalException unusable -> new Fault(ExitStatus.USAGE, unusable.reason());
            case ClusterException cluster -> new Fault(status(cluster.fault()), cluster.reason());
            case GitException git -> new Fault(status(git.fault()), git.reason());
            case GitHostException host -> new Fault(status(host.fault()), host.reason());
            default -> new Fault(ExitStatus.OUR_FAULT, ours(thrown));
        };
    }

    private static ExitStatus status(ClusterException.Fault fault) {
        return switch (fault) {
            case USAGE -> ExitStatus.USAGE;
            case RIGHTS -> ExitStatus.RIGHTS;
            case UNREACHABLE -> ExitStatus.UNREACHABLE;
        };
    }

    private static ExitStatus status(GitException.Fault fault) {
        return switch (fault) {
            case USAGE -> ExitStatus.USAGE;
            case RIGHTS -> ExitStatus.RIGHTS;
            case UNREACHABLE -> ExitStatus.UNREACHABLE;
        };
    }

    private static ExitStatus status(GitHostException.Fault fault) {
        return switch (fault) {
            case USAGE -> ExitStatus.USAGE;
            case RIGHTS -> ExitStatus.RIGHTS;
            case UNREACHABLE -> ExitStatus.UNREACHABLE;
        };
    }

    private static Reason ours(Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        String where = trace.length == 0 ? "" : " at " + trace[0];
        return Reason.lasting(
                "internal-fault",
                "Landfall itself failed: " + thrown + where,
                "report this line with the output of landfall version; LANDFALL_TRACE=1 prints the whole trace");
    }
}
