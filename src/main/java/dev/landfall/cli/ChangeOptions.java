package dev.landfall.cli;

import dev.landfall.change.At;
import dev.landfall.change.Destination;
import dev.landfall.change.Manner;
import dev.landfall.change.Merge;
import dev.landfall.change.Patience;
import dev.landfall.config.GitOps;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command that may land or watch a change. */
final class ChangeOptions {

    /** How a change is asked for and approved. */
    static final class Asking {
        @Option(
                names = "--reason",
                paramLabel = "REASON",
                defaultValue = "",
                description = "Why; it goes into the commit message.")
        String reason;

        @Option(
                names = {"-y", "--yes"},
                description = "Approve the plan without being asked.")
        boolean yes;

        @Option(names = "--dry-run", description = "Only plan: store the plan and print its id and digest.")
        boolean dryRun;

        @Option(names = "--exit-code", description = "With --dry-run: exit with 1 if there is something to change.")
        boolean exitCode;

        @Option(names = "--sync", description = "Start the sync where the owner does not sync by itself.")
        boolean sync;

        @Option(names = "--direct", description = "Write objects that nobody owns directly; never over an owned one.")
        boolean direct;

        @Option(
                names = "--owner",
                paramLabel = "KIND/NAMESPACE/NAME",
                defaultValue = "",
                description = "The Application or Kustomization that new objects go to.")
        String owner;

        @Option(
                names = "--ignore-stale-owner",
                description =
                        "Let the mark of an owner count for nothing where a full list of all owners proves that it"
                                + " is gone; never over an owner that exists.")
        boolean ignoreStaleOwner;

        @Option(
                names = "--at",
                paramLabel = "LEVEL",
                converter = AtConverter.class,
                description = "base: change the file that decides, for all owners that build from it."
                        + " owner: where an owner's own spec decides and no repository defines that owner, change the"
                        + " owner itself.")
        At at = At.UNSAID;

        @Option(
                names = "--accept-unproven",
                description = "Go on where what Kustomize or Helm renders here is not what the owner has made live.")
        boolean acceptUnproven;

        Manner manner() {
            return new Manner(reason, sync, Destination.said(direct, owner), ignoreStaleOwner, acceptUnproven, at);
        }
    }

    /** How long a command stays. */
    static final class Waiting {
        @Option(names = "--no-wait", description = "End after the push, or once the pull request is open.")
        boolean noWait;

        @Option(
                names = "--timeout",
                paramLabel = "DURATION",
                converter = DurationConverter.class,
                description = "How long this command waits at most, such as 90s or 5m; the change goes on without it.")
        Duration timeout;

        @Option(
                names = "--merge",
                paramLabel = "WHEN",
                converter = MergeConverter.class,
                defaultValue = "by-people",
                description = "Who merges a pull request: by-people, or when-checks-pass to have Landfall merge it once"
                        + " checks and reviews allow it; the configuration must allow that.")
        Merge merge;

        @Option(
                names = "--rollback-on-failure",
                description =
                        "If the change ends Degraded or Failed, or lands in part only, take it back the way it was"
                                + " delivered.")
        boolean rollback;

        Patience patience(GitOps settings) {
            return new Patience(
                    settings.syncTimeout(),
                    settings.rolloutTimeout(),
                    settings.settle(),
                    settings.mergeTimeout(),
                    Optional.ofNullable(timeout));
        }
    }

    private ChangeOptions() {}
}
