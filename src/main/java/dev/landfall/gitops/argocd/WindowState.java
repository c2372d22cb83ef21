package dev.landfall.gitops.argocd;

import dev.landfall.cluster.Access;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the sync windows of its AppProject let an Application sync at one moment. */
sealed interface WindowState {

    record Open() implements WindowState {}

    /**
     * @param blocking at least one
     * @param manualAllowed whether a sync that a person asks for goes through all the same
     */
    record Closed(String project, List<SyncWindow> blocking, boolean manualAllowed, SyncWindows.Opening opening)
            implements WindowState {}

    /** A window that Argo CD cannot read closes all the others too. */
    record Broken(String project, String fault) implements WindowState {}

    /** The project may not be read. */
    record Unknown(Access missing) implements WindowState {}

    /** Why no sync that nobody asked for starts now. */
    default Optional<Reason> closed(String application) {
        return switch (this) {
            case Open open -> Optional.empty();
            case Unknown unknown -> Optional.empty();
            case Closed closed -> Optional.of(reason(closed, application));
            case Broken(String project, String fault) ->
                Optional.of(Reason.lasting(
                        "sync-window-invalid",
                        "a sync window of AppProject %s is not valid, so that Argo CD syncs nothing that it concerns,"
                                        .formatted(project)
                                + " as Application %s: %s".formatted(application, fault),
                        "mend spec.syncWindows of the AppProject"));
        };
    }

    /** Why it is not known whether syncs start. */
    default Optional<Reason> unknown(String application) {
        if (!(this instanceof Unknown(Access missing))) return Optional.empty();
        return Optional.of(Reason.passing(
                "sync-windows-unknown",
                "whether a sync window keeps Application %s from syncing is not known: you may not %s"
                        .formatted(application, missing),
                "get a Role with the rule " + missing.rule()));
    }

    /** Whether a sync that a person asks for would be held or refused. */
    default boolean forbidsManualSync() {
        return switch (this) {
            case Open open -> false;
            case Unknown unknown -> false;
            case Closed closed -> !closed.manualAllowed();
            case Broken broken -> true;
        };
    }

    private static Reason reason(Closed closed, String application) {
        SyncWindow first = closed.blocking().getFirst();
        String windows = closed.blocking().stream().map(SyncWindow::toString).collect(Collectors.joining(", "));
        return Reason.passing(
                "sync-window",
                "the sync windows of AppProject %s keep Application %s from syncing now: %s%s; %s"
                        .formatted(
                                closed.project(),
                                application,
                                first.denies() ? "" : "none is open of ",
                                windows,
                                when(closed.opening(), first)),
                closed.manualAllowed()
                        ? "wait for it, or ask for the sync with --sync, which they allow"
                        : "wait for it, or have the windows changed: `argocd proj windows list`");
    }

    private static String when(SyncWindows.Opening opening, SyncWindow window) {
        return switch (opening) {
            case SyncWindows.Opening.At(var instant) -> "syncs may start again at " + window.told(instant);
            case SyncWindows.Opening.NotBefore(var instant) ->
                "no sync may start before %s, and when one may is too far away to say".formatted(window.told(instant));
            case SyncWindows.Opening.Never never -> "by these windows no sync may ever start";
        };
    }
}
