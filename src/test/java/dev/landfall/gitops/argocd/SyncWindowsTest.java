package dev.landfall.gitops.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows of an AppProject for Application argocd/web, which deploys to namespace shop of the cluster named home. */
class SyncWindowsTest {
    private static final Application WEB = Fixtures.application("""
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {namespace: argocd, name: web}
            spec: {project: shop, destination: {name: home, namespace: shop}}
            """);

    /** {@code open}, {@code closed, manual allowed, opens 2026-…}, or {@code broken: …}. */
    private static String state(String windows, String now) {
        Project project = new Project(Fixtures.object("""
                apiVersion: argoproj.io/v1alpha1
                kind: AppProject
                metadata: {namespace: argocd, name: shop}
                spec: {syncWindows: [%s]}
                """.formatted(windows)), List.of());
        return switch (project.windowsFor(WEB, Instant.parse(now))) {
            case WindowState.Open open -> "open";
            case WindowState.Unknown unknown -> "unknown";
            case WindowState.Broken broken -> "broken: " + broken.fault();
            case WindowState.Closed closed ->
                (closed.manualAllowed() ? "closed but for people, " : "closed, ") + opening(closed.opening());
        };
    }

    private static String opening(SyncWindows.Opening opening) {
        return switch (opening) {
            case SyncWindows.Opening.At(Instant instant) -> "opens " + instant;
            case SyncWindows.Opening.NotBefore(Instant instant) -> "not before " + instant;
            case SyncWindows.Opening.Never never -> "never opens";
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {applications: [web]}                               | concerned
            {applications: ['w*']}                              | concerned
            {applications: [api, '{web,shop}']}                 | concerned
            {applications: [api]}                               |
            {applications: [argocd/web]}                        |
            {clusters: [home]}                                  | concerned
            {clusters: ['https://*']}                           |
            {namespaces: [sh?p]}                                | concerned
            {namespaces: ['*']}                                 | concerned
            {applications: [api], namespaces: [shop]}           | concerned
            {applications: [api], namespaces: [shop], andOperator: true} |
            {applications: [web], namespaces: [shop], andOperator: true} | concerned
            {applications: [web], clusters: [away], namespaces: [shop], andOperator: true} |
            {andOperator: true}                                 |
            {}                                                  |
            """)
    void concernsWhatItSelects(String selection, String concerned) {
        String window = "{kind: deny, schedule: '* * * * *', duration: 1h, " + selection.substring(1);

        assertThat(state(window, "2026-03-01T10:00:00Z").startsWith("closed")).isEqualTo(concerned != null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kind: deny, schedule: 0 22 * * *, duration: 8h  | 2026-03-01T21:59:59Z | open
            kind: deny, schedule: 0 22 * * *, duration: 8h  | 2026-03-01T22:00:00Z | closed, opens 2026-03-02T06:00:00Z
            kind: deny, schedule: 0 22 * * *, duration: 8h  | 2026-03-02T05:59:59Z | closed, opens 2026-03-02T06:00:00Z
            kind: deny, schedule: 0 22 * * *, duration: 8h  | 2026-03-02T06:00:00Z | open
            kind: allow, schedule: 0 22 * * *, duration: 8h | 2026-03-01T10:00:00Z | closed, opens 2026-03-01T22:00:00Z
            kind: allow, schedule: 0 22 * * *, duration: 8h | 2026-03-01T23:00:00Z | open
            kind: deny, schedule: 0 0 * * *, duration: 24h  | 2026-03-01T10:00:00Z | closed, not before 2027-03-03T00:00:00Z
            kind: deny, schedule: '* * * * *', duration: 5m | 2026-03-01T10:00:00Z | closed, not before 2026-03-02T19:20:00Z
            kind: allow, schedule: 0 0 29 2 *, duration: 1h | 2026-03-01T10:00:00Z | closed, not before 2028-02-29T00:00:00Z
            kind: deny, schedule: 0 0 30 2 *, duration: 1h  | 2026-03-01T10:00:00Z | closed, never opens
            kind: allow, schedule: 0 0 30 2 *, duration: 1h | 2026-03-01T10:00:00Z | open
            kind: deny, schedule: '@daily', duration: 1h    | 2026-03-01T10:00:00Z | broken: sync windows take no descriptors
            kind: allow, schedule: 0 0 * * *, duration: 1d  | 2026-03-01T10:00:00Z | broken: not a duration: 1d
            """)
    void tellsWhetherASyncMayStartAndWhenTheNextOneMay(String window, String now, String expected) {
        assertThat(state("{applications: [web], %s}".formatted(window), now)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Europe/Berlin | 2026-03-01T20:59:59Z | open
            Europe/Berlin | 2026-03-01T21:00:00Z | closed, opens 2026-03-02T05:00:00Z
            America/New_York | 2026-03-02T04:00:00Z | closed, opens 2026-03-02T11:00:00Z
            # the clocks go forward on 2026-03-29 and back on 2026-10-25
            Europe/Berlin | 2026-03-28T22:00:00Z | closed, opens 2026-03-29T04:00:00Z
            Europe/Berlin | 2026-10-24T21:00:00Z | closed, opens 2026-10-25T05:00:00Z
            # Argo CD takes UTC for what it does not know
            Nowhere/Land  | 2026-03-01T21:30:00Z | open
            ''            | 2026-03-01T21:30:00Z | open
            """)
    void goesByTheClockOfTheZone(String zone, String now, String expected) {
        String window =
                "{applications: [web], kind: deny, schedule: 0 22 * * *, duration: 8h, timeZone: '%s'}".formatted(zone);

        assertThat(state(window, now)).isEqualTo(expected);
    }

    @Test
    void aDenyOutranksAnAllowAndItsEndMayStillBeOutsideOfTheAllow() {
        String windows = """
                {applications: [web], kind: allow, schedule: 0 8 * * *, duration: 4h},
                {applications: [web], kind: deny, schedule: 0 10 * * *, duration: 6h}
                """;

        assertThat(state(windows, "2026-03-01T09:00:00Z")).isEqualTo("open");
        assertThat(state(windows, "2026-03-01T10:00:00Z")).isEqualTo("closed, opens 2026-03-02T08:00:00Z");
    }

    @Test
    void oneOpenAllowIsEnough() {
        String windows = """
                {applications: [web], kind: allow, schedule: 0 8 * * *, duration: 1h},
                {applications: [web], kind: allow, schedule: 0 10 * * *, duration: 1h}
                """;

        assertThat(state(windows, "2026-03-01T10:30:00Z")).isEqualTo("open");
        assertThat(state(windows, "2026-03-01T09:30:00Z")).isEqualTo("closed, opens 2026-03-01T10:00:00Z");
    }

    @Test
    void peopleMaySyncOnlyWhereEveryBlockingWindowLetsThem() {
        String lets = "{applications: [web], kind: deny, schedule: 0 9 * * *, duration: 2h, manualSync: true}";
        String letsNot = "{applications: [web], kind: deny, schedule: 0 10 * * *, duration: 2h}";
        String now = "2026-03-01T10:30:00Z";

        assertThat(state(lets, now)).startsWith("closed but for people, opens 2026-03-01T11:00:00Z");
        assertThat(state(lets + "," + letsNot, now)).startsWith("closed, opens 2026-03-01T12:00:00Z");
    }

    @Test
    void windowsThatShareAProjectButNotTheApplicationSayNothing() {
        assertThat(state("{applications: [api], kind: deny, schedule: '@daily', duration: 1h}", "2026-03-01T10:00:00Z"))
                .isEqualTo("open");
    }
}
