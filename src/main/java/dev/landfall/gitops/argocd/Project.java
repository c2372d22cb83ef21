package dev.landfall.gitops.argocd;

import dev.landfall.cluster.LiveObject;
import dev.landfall.reason.Printable;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * An AppProject, as far as it says when its Applications may sync.
 *
 * @param global the projects whose windows hold for it too
 */
record Project(LiveObject live, List<LiveObject> global) {
    static final String KIND = "AppProject";

    WindowState windowsFor(Application application, Instant now) {
        String name = live.ref().namespace() + "/" + live.ref().name();
        try {
            SyncWindows windows = new SyncWindows(Stream.concat(Stream.of(live), global.stream())
                    .flatMap(project -> project.at("/spec/syncWindows").valueStream())
                    .filter(window -> concerns(window, application))
                    .map(SyncWindow::of)
                    .toList());
            List<SyncWindow> blocking = windows.blocking(now);
            if (blocking.isEmpty()) return new WindowState.Open();
            boolean manualAllowed = blocking.stream().allMatch(SyncWindow::manualSync);
            return new WindowState.Closed(name, blocking, manualAllowed, windows.opening(now));
        } catch (IllegalArgumentException invalid) {
            return new WindowState.Broken(name, Printable.line(invalid.getMessage()));
        }
    }

    /** By any of what it selects, or by all of it with {@code andOperator}; one that selects nothing concerns nobody. */
    private static boolean concerns(JsonNode window, Application application) {
        JsonNode destination = application.live().at("/spec/destination");
        List<Boolean> selections = Stream.of(
                        selection(window, "applications", application.ref().name()),
                        selection(
                                window,
                                "clusters",
                                destination.path("name").asString(""),
                                destination.path("server").asString("")),
                        selection(
                                window,
                                "namespaces",
                                destination.path("namespace").asString("")))
                .flatMap(List::stream)
                .toList();
        return window.path("andOperator").asBoolean(false)
                ? !selections.isEmpty() && selections.stream().allMatch(Boolean::booleanValue)
                : selections.contains(true);
    }

    /** Empty where the window does not select by this field. */
    private static List<Boolean> selection(JsonNode window, String field, String... values) {
        List<String> globs =
                window.path(field).valueStream().map(glob -> glob.asString("")).toList();
        if (globs.isEmpty()) return List.of();
        return List.of(globs.stream()
                .map(Glob::new)
                .anyMatch(glob -> Stream.of(values).anyMatch(value -> isNamed(field, value) && glob.matches(value))));
    }

    /** A destination names its cluster either by name or by URL. */
    private static boolean isNamed(String field, String value) {
        return !field.equals("clusters") || !value.isEmpty();
    }
}
