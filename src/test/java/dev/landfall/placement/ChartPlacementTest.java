package dev.landfall.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Charting;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Kustomizing;
import dev.landfall.gitops.OwnValues;
import dev.landfall.gitops.Reader;
import dev.landfall.gitops.Readers;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.EditPlan.AlreadyAsDesired;
import dev.landfall.manifest.EditPlan.CannotPlace;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FileEdit;
import dev.landfall.reason.Reason;
import dev.landfall.render.InstalledPrograms;
import dev.landfall.render.RealHelm;
import dev.landfall.render.Renderer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Edits of sources that Helm renders: which value is found, and what is refused. */
@Execution(ExecutionMode.CONCURRENT)
@RealHelm
class ChartPlacementTest extends PlacementFixture {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectRef OWNER = new ObjectRef("argoproj.io", "v1alpha1", "Application", "argocd", "web");
    private static final String IMAGE = "spec.template.spec.containers[name=web].image";

    private static final String CHART = """
            == chart/Chart.yaml
            apiVersion: v2
            name: web
            version: 0.1.0
            appVersion: "9"
            == chart/values.yaml
            # How many.
            replicaCount: 1   # one is enough
            image:
              repository: registry.example.org/web
              tag: "1.0"
            resources:
              limits: {memory: 64Mi}
            == chart/templates/web.yaml
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: {{ .Release.Name }}}
            spec:
              replicas: {{ .Values.replicaCount }}
              minReadySeconds: {{ .Values.minReadySeconds | default 5 }}
              revisionHistoryLimit: 3   # enough
              template:
                spec:
                  containers:
                    - name: web
                      image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
                      resources:
                        {{- toYaml .Values.resources | nindent 12 }}
            """;

    @Override
    Renderer renderer() {
        return new InstalledPrograms(System.getenv());
    }

    private static GitSource chart(String... valueFiles) {
        return release("web", "", valueFiles);
    }

    private static GitSource release(String release, String values, String... valueFiles) {
        return new GitSource(
                OWNER,
                "https://git.example.org/shop.git",
                "main",
                "chart",
                file -> true,
                "shop",
                false,
                new Kustomizing(Kustomizing.When.AT_THE_ROOT, false, Set.of(".argocd-source.yaml"), file -> true),
                Optional.of(new Charting(
                        new Charting.Release(release, "shop", true, false, true, "", List.of(), 0),
                        List.of(valueFiles),
                        false,
                        values.isEmpty()
                                ? List.of()
                                : List.of(new OwnValues(values, "spec.source.helm.values", OwnValues.Form.TEXT)))));
    }

    private static SetField set(String path, JsonNode value) {
        return new SetField(WEB, FieldPath.parse(path), value);
    }

    private static SetField newImage(String image) {
        return set(IMAGE, JSON.stringNode(image));
    }

    private static List<String> files(Placed placed) {
        if (placed.plan() instanceof CannotPlace refused)
            throw new AssertionError(refused.reason().message());
        return ((Edits) placed.plan()).files().stream().map(FileEdit::path).toList();
    }

    private Placed placeAll(GitSource source, DesiredChange... changes) {
        return place(OWNER, source, List.of(changes), new Readers(List.of(), List.of()));
    }

    @Test
    void theValueThatFeedsTheFieldIsEditedAndNothingElse() {
        commit(CHART);
        Placed placed = place(chart(), replicas(WEB, 3));

        assertThat(files(placed)).containsExactly("chart/values.yaml");
        assertThat(edited(placed, "chart/values.yaml")).startsWith("""
                # How many.
                replicaCount: 3   # one is enough
                image:
                  repository: registry.example.org/web
                """);
        assertThat(placed.proof().renderedDifferences()).containsExactly("Deployment shop/web spec.replicas: 1 -> 3");
        var field = ((Edits) placed.plan()).files().getFirst().fields().getFirst();
        assertThat(field.line()).isEqualTo(2);
        assertThat(field.path()).contains(FieldPath.parse("spec.replicas"));
    }

    @Test
    void theLastValueFileWins() {
        commit(CHART, "== env/common.yaml\nreplicaCount: 2\n== env/prod.yaml\nreplicaCount: 4\n");
        Placed placed = place(chart("env/common.yaml", "env/prod.yaml"), replicas(WEB, 6));

        assertThat(files(placed)).containsExactly("env/prod.yaml");
        assertThat(edited(placed, "env/prod.yaml")).isEqualTo("replicaCount: 6\n");
    }

    @Test
    void ofAnImageTheTagIsEditedOrTheRepositoryOrBoth() {
        commit(CHART);

        assertThat(edited(place(chart(), newImage("registry.example.org/web:1.1")), "chart/values.yaml"))
                .contains("  repository: registry.example.org/web\n  tag: \"1.1\"\n");
        assertThat(edited(place(chart(), newImage("mirror.example.org/web:1.0")), "chart/values.yaml"))
                .contains("  repository: mirror.example.org/web\n  tag: \"1.0\"\n");
        Placed both = place(chart(), newImage("mirror.example.org/team/web:2"));
        assertThat(edited(both, "chart/values.yaml"))
                .contains("  repository: mirror.example.org/team/web\n  tag: \"2\"\n");
        assertThat(both.proof().renderedDifferences())
                .containsExactly("Deployment shop/web " + IMAGE
                        + ": registry.example.org/web:1.0 -> mirror.example.org/team/web:2");
    }

    @Test
    void aTagThatIsTheChartsVersionAsLongAsItIsEmptyIsFilledIn() {
        commit(CHART.replace("tag: \"1.0\"", "tag: \"\""));

        assertThat(edited(place(chart(), newImage("registry.example.org/web:9.1")), "chart/values.yaml"))
                .contains("  tag: \"9.1\"\n");
    }

    @Test
    void partsOfOneTextAreFoundWhateverTheyAreCalled() {
        commit(CHART.replace("repository: registry.example.org/web", "registry: registry.example.org\n  name: web")
                .replace("{{ .Values.image.repository }}", "{{ .Values.image.registry }}/{{ .Values.image.name }}"));

        assertThat(edited(place(chart(), newImage("mirror.example.org/web:1.0")), "chart/values.yaml"))
                .contains("  registry: mirror.example.org\n  name: web\n");
    }

    @Test
    void aDefaultInsideATemplateIsOverriddenByAValueThatIsAdded() {
        commit(CHART, "== env/prod.yaml\nreplicaCount: 4\n");

        Placed placed = place(chart("env/prod.yaml"), set("spec.minReadySeconds", JSON.numberNode(9)));
        assertThat(files(placed)).containsExactly("env/prod.yaml");
        assertThat(edited(placed, "env/prod.yaml")).isEqualTo("replicaCount: 4\nminReadySeconds: 9\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            none            | minReadySeconds: 9
            ''              | minReadySeconds: 9
            # Nothing yet.  | # Nothing yet.;minReadySeconds: 9
            {}              | minReadySeconds: 9
            """)
    void aValueIsAddedToAFileWithoutAny(String values, String edited) {
        String chart = "== chart/Chart.yaml\napiVersion: v2\nname: web\nversion: 0.1.0\n"
                + (values == null ? "" : "== chart/values.yaml\n" + values + (values.isEmpty() ? "" : "\n"))
                + "== chart/templates/web.yaml\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n"
                + "spec: {minReadySeconds: {{ .Values.minReadySeconds | default 5 }}}\n";
        commit(chart);

        assertThat(edited(place(chart(), set("spec.minReadySeconds", JSON.numberNode(9))), "chart/values.yaml"))
                .isEqualTo(edited.replace(";", "\n") + "\n");
    }

    @Test
    void aLiteralInATemplateIsReplacedAsText() {
        commit(CHART);
        Placed placed = place(chart(), set("spec.revisionHistoryLimit", JSON.numberNode(10)));

        assertThat(files(placed)).containsExactly("chart/templates/web.yaml");
        assertThat(edited(placed, "chart/templates/web.yaml"))
                .isEqualTo(templateOf(CHART).replace("revisionHistoryLimit: 3 ", "revisionHistoryLimit: 10 "));
        assertThat(((Edits) placed.plan())
                        .files()
                        .getFirst()
                        .fields()
                        .getFirst()
                        .line())
                .isEqualTo(7);
    }

    private static String templateOf(String chart) {
        return chart.substring(chart.indexOf("== chart/templates/web.yaml\n") + 28);
    }

    @Test
    void aValueOfAChartBelowIsGivenByTheChartAbove() {
        commit(CHART, """
                == chart/charts/cache/Chart.yaml
                apiVersion: v2
                name: cache
                version: 0.1.0
                == chart/charts/cache/values.yaml
                size: 7
                == chart/charts/cache/templates/cache.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: cache}
                spec: {replicas: {{ .Values.size }}}
                """);
        ObjectRef cache = new ObjectRef("apps", "v1", "Deployment", "shop", "cache");

        assertThat(edited(place(chart(), replicas(cache, 8)), "chart/values.yaml"))
                .endsWith("  limits: {memory: 64Mi}\ncache:\n  size: 8\n");
    }

    @Test
    void severalFieldsAreFoundOneAfterTheOther() {
        commit(CHART);
        Placed placed = placeAll(
                chart(),
                replicas(WEB, 3),
                set("spec.template.spec.containers[name=web].resources.limits.memory", JSON.stringNode("128Mi")),
                set("spec.revisionHistoryLimit", JSON.numberNode(10)));

        assertThat(files(placed)).containsExactly("chart/templates/web.yaml", "chart/values.yaml");
        assertThat(edited(placed, "chart/values.yaml"))
                .contains("replicaCount: 3 ")
                .contains("{memory: 128Mi}");
        assertThat(placed.proof().renderedDifferences()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spec.template.spec.containers[name=web].resources.limits.cpu | "500m" | {memory: 64Mi, cpu: 500m}
            metadata.annotations.team                                    | "red"  | podAnnotations:;  team: red;
            """)
    void whatBelongsIntoAMappingOfValuesIsAddedThere(String path, String value, String edited) {
        commit(CHART.replace("resources:\n  limits", "podAnnotations: {}\nresources:\n  limits")
                .replace(
                        "metadata: {name: {{ .Release.Name }}}",
                        "metadata:\n  name: {{ .Release.Name }}\n  {{- with .Values.podAnnotations }}\n"
                                + "  annotations: {{ toYaml . | nindent 4 }}\n  {{- end }}"));

        assertThat(edited(place(chart(), set(path, JSON.stringNode(value.replace("\"", "")))), "chart/values.yaml"))
                .contains(edited.replace(";", "\n"));
    }

    @Test
    void aValueThatFeedsTwoFieldsIsRefusedUnlessBothAreWanted() {
        String two = """
                == chart/templates/twin.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: twin}
                spec: {replicas: {{ .Values.replicaCount }}}
                """;
        commit(CHART, two);
        ObjectRef twin = new ObjectRef("apps", "v1", "Deployment", "shop", "twin");

        Reason refusal = refusal(chart(), replicas(WEB, 3));
        assertThat(refusal.code()).isEqualTo("helm-more-changes");
        assertThat(refusal.message())
                .isEqualTo(
                        "spec.replicas of Deployment shop/web is fed by replicaCount in chart/values.yaml, which would"
                                + " change more than that: Deployment shop/twin spec.replicas: 1 -> 3");
        assertThat(edited(placeAll(chart(), replicas(WEB, 3), replicas(twin, 3)), "chart/values.yaml"))
                .contains("replicaCount: 3 ");
    }

    @Test
    void severalValuesThatWouldEachDoAreAskedFor() {
        commit(
                CHART.replace(
                        "{{ .Values.minReadySeconds | default 5 }}",
                        "{{ coalesce .Values.ready .Values.global.ready 5 }}"),
                "== env/prod.yaml\nglobal: {}\n");

        Reason refusal = refusal(chart("env/prod.yaml"), set("spec.minReadySeconds", JSON.numberNode(9)));
        assertThat(refusal.code()).isEqualTo("helm-several-values");
        assertThat(refusal.message()).contains("ready in env/prod.yaml; global.ready in env/prod.yaml");
    }

    @Test
    void aValueOfTheOwnersOwnSpecIsChangedThere() {
        commit(CHART);

        Placed placed = placeAll(release("web", "# three\nreplicaCount: 2 # for now\n"), replicas(WEB, 3));

        assertThat(files(placed)).isEmpty();
        assertThat(placed.inOwner())
                .containsExactly(new SetField(
                        OWNER,
                        FieldPath.parse("spec.source.helm.values"),
                        JSON.stringNode("# three\nreplicaCount: 3 # for now\n")));
        assertThat(placed.proof().renderedDifferences()).containsExactly("Deployment shop/web spec.replicas: 2 -> 3");
        assertThat(edited(place(release("web", "other: 2"), replicas(WEB, 3)), "chart/values.yaml"))
                .contains("replicaCount: 3");
    }

    @Test
    void whatIsAsWantedIsThereAlready() {
        commit(CHART);

        assertThat(place(chart(), replicas(WEB, 1)).plan()).isEqualTo(new AlreadyAsDesired("chart/values.yaml", 1));
        assertThat(placement.contents().isAsDesired(checkout(chart()), List.of(replicas(WEB, 1))))
                .isTrue();
        assertThat(placement.contents().isAsDesired(checkout(chart()), List.of(replicas(WEB, 2))))
                .isFalse();
        assertThat(placement.contents().find(checkout(chart()), WEB).unreadable())
                .extracting(Reason::code)
                .containsExactly("helm-rendered");
    }

    @Test
    void whatTheChartDoesNotRenderAndWhatIsNoSingleValueIsRefused() {
        commit(CHART);

        assertThat(refusal(release("other", ""), replicas(WEB, 2)).code()).isEqualTo("object-not-in-git");
        assertThat(refusal(chart(), new DesiredChange.DeleteObject(WEB)).code()).isEqualTo("helm-change");
        assertThat(refusal(chart(), new DesiredChange.RemoveField(WEB, FieldPath.parse("spec.replicas")))
                        .code())
                .isEqualTo("helm-change");
    }

    @Test
    void aBrokenFileOfValuesIsNamedWithLineAndColumn() {
        commit(CHART, "== env/prod.yaml\nreplicaCount: 1\nimage: [\n");

        Reason refusal = refusal(chart("env/prod.yaml"), replicas(WEB, 2));
        assertThat(refusal.code()).isEqualTo("file-does-not-parse");
        assertThat(refusal.message()).startsWith("env/prod.yaml:3:");
    }

    @Test
    void aTemplateThatFailsIsToldInHelmsWords() {
        commit(CHART, "== chart/templates/broken.yaml\na: {{ fail \"no colour\" }}\n");

        Reason refusal = refusal(chart(), replicas(WEB, 2));
        assertThat(refusal.code()).isEqualTo("helm-render-failed");
        assertThat(refusal.message())
                .matches(
                        "the chart chart does not render; helm v\\S+ says: .*web/templates/broken\\.yaml:1:6.*no colour.*");
    }

    @Test
    void anotherReleaseThatReadsTheFileStandsInTheWayWhereItWouldChange() {
        commit(CHART, "== env/prod.yaml\nreplicaCount: 4\n");
        ObjectRef twin = new ObjectRef("argoproj.io", "v1alpha1", "Application", "argocd", "twin");
        Reader same = new Reader.OfFolder(twin, release("twin", ""), Optional.empty());
        Reader overriding = new Reader.OfFolder(twin, release("twin", "", "env/prod.yaml"), Optional.empty());

        Placed placed = place(OWNER, chart(), List.of(replicas(WEB, 3)), new Readers(List.of(same), List.of()));
        assertThat(placed.plan())
                .isInstanceOfSatisfying(
                        EditPlan.CannotPlace.class,
                        refused -> assertThat(refused.reason().message())
                                .isEqualTo(
                                        "chart/values.yaml is read by Application argocd/twin as well, where the edit would"
                                                + " change: Deployment shop/twin spec.replicas: 1 -> 3"));
        assertThat(files(place(OWNER, chart(), List.of(replicas(WEB, 3)), new Readers(List.of(overriding), List.of()))))
                .containsExactly("chart/values.yaml");
    }

    @Test
    void aChartThatAsksForTheVersionOfTheClusterLeavesAWarning() {
        commit(CHART.replace("spec:\n  replicas", "spec:\n  # {{ .Capabilities.KubeVersion }}\n  replicas"));

        assertThat(place(chart(), replicas(WEB, 3)).proof().warnings())
                .extracting(Reason::code)
                .containsExactly("helm-capabilities");
    }

    @Test
    void aChartIsToldOfTheClusterWhatItAsksFor() {
        commit(CHART.replace(
                "replicas: {{ .Values.replicaCount }}",
                "replicas: {{ if and (.Capabilities.APIVersions.Has \"example.org/v1/Door\") (eq .Capabilities.KubeVersion.Minor"
                        + " \"37\") }}{{ .Values.replicaCount }}{{ else }}9{{ end }}"));
        GitSource source = withCharting(new Charting(
                new Charting.Release("web", "shop", true, false, true, "v1.37.2", List.of("example.org/v1/Door"), 0),
                List.of(),
                false,
                List.of()));

        Placed placed = place(source, replicas(WEB, 3));
        assertThat(edited(placed, "chart/values.yaml")).contains("replicaCount: 3 ");
        assertThat(placed.proof().warnings()).isEmpty();
    }

    private static GitSource withCharting(Charting charting) {
        GitSource plain = chart();
        return new GitSource(
                plain.definedBy(),
                plain.repository(),
                plain.branch(),
                plain.path(),
                plain.files(),
                plain.defaultNamespace(),
                plain.overridesNamespace(),
                plain.kustomizing(),
                Optional.of(charting));
    }

    @Test
    void aValueOfAChartBelowIsGivenUnderItsAlias() {
        commit(CHART.replace("version: 0.1.0\n", """
                version: 0.1.0
                dependencies: [{name: cache, version: 0.1.0, alias: hot}, {name: cache, version: 0.1.0, alias: cold}]
                """), """
                == chart/charts/cache/Chart.yaml
                apiVersion: v2
                name: cache
                version: 0.1.0
                == chart/charts/cache/values.yaml
                size: 7
                == chart/charts/cache/templates/cache.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: {{ .Chart.Name }}}
                spec: {replicas: {{ .Values.size }}}
                """);
        ObjectRef cold = new ObjectRef("apps", "v1", "Deployment", "shop", "cold");

        assertThat(edited(place(chart(), replicas(cold, 8)), "chart/values.yaml"))
                .endsWith("cold:\n  size: 8\n");
    }

    @Test
    void aValueThatOthersShareIsGivenInTheFileOfThisOwnerAlone() {
        commit(CHART, "== env/prod.yaml\nlogLevel: info\n");
        ObjectRef twin = new ObjectRef("argoproj.io", "v1alpha1", "Application", "argocd", "twin");
        Reader sharing = new Reader.OfFolder(twin, release("twin", ""), Optional.empty());

        Placed placed = place(chart("env/prod.yaml"), replicas(WEB, 3), sharing);
        assertThat(files(placed)).containsExactly("env/prod.yaml");
        assertThat(edited(placed, "env/prod.yaml")).isEqualTo("logLevel: info\nreplicaCount: 3\n");
        Placed image = place(chart("env/prod.yaml"), newImage("registry.example.org/web:1.1"), sharing);
        assertThat(edited(image, "env/prod.yaml")).isEqualTo("logLevel: info\nimage:\n  tag: \"1.1\"\n");
    }

    private static final String WITH_LISTS = """
            == chart/Chart.yaml
            apiVersion: v2
            name: web
            version: 0.1.0
            == chart/values.yaml
            extraEnv:
              - name: COLOUR
                value: blue
            args: [--one, --two, --three]
            tolerations: []
            == chart/templates/web.yaml
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              template:
                spec:
                  {{- with .Values.tolerations }}
                  tolerations: {{ toYaml . | nindent 8 }}
                  {{- end }}
                  containers:
                    - name: web
                      args: {{ toJson .Values.args }}
                      env:
                        {{- toYaml .Values.extraEnv | nindent 12 }}
            """;

    private static final String CONTAINER = "spec.template.spec.containers[name=web]";

    @Test
    void anItemThatAListOfValuesFeedsIsAddedChangedAndTakenThere() {
        commit(WITH_LISTS);

        assertThat(edited(
                        place(
                                chart(),
                                new DesiredChange.AddListItem(
                                        WEB,
                                        FieldPath.parse(CONTAINER + ".env[name=SIZE]"),
                                        JSON.objectNode().put("name", "SIZE").put("value", "7"))),
                        "chart/values.yaml"))
                .contains("extraEnv:\n  - name: COLOUR\n    value: blue\n  - name: SIZE\n    value: \"7\"\n");
        assertThat(edited(
                        place(
                                chart(),
                                new DesiredChange.RemoveListItem(
                                        WEB, FieldPath.parse(CONTAINER + ".args[=\"--two\"]"))),
                        "chart/values.yaml"))
                .contains("args: [--one, --three]\n");
        assertThat(edited(
                        place(
                                chart(),
                                new DesiredChange.AddListItem(
                                        WEB,
                                        FieldPath.parse("spec.template.spec.tolerations[key=gpu]"),
                                        JSON.objectNode().put("key", "gpu").put("operator", "Exists"))),
                        "chart/values.yaml"))
                .contains("key: gpu");
    }

    @Test
    void aFieldThatAValueFeedsGoesWithTheValue() {
        commit(CHART.replace(
                "resources:\n  limits: {memory: 64Mi}", "resources:\n  limits: {memory: 64Mi, cpu: 100m}"));
        DesiredChange removal =
                new DesiredChange.RemoveField(WEB, FieldPath.parse(CONTAINER + ".resources.limits.cpu"));

        assertThat(edited(place(chart(), removal), "chart/values.yaml")).contains("  limits: {memory: 64Mi}\n");
    }

    @Test
    void aMappingOfSeveralValuesIsSetWhereAValueFeedsIt() {
        commit(CHART);
        JsonNode requests = JSON.objectNode().put("cpu", "100m").put("memory", "32Mi");

        assertThat(edited(place(chart(), set(CONTAINER + ".resources.requests", requests)), "chart/values.yaml"))
                .contains("requests:")
                .contains("cpu: 100m");
    }

    @Test
    void aFileOfValuesThatNoOwnerReadsIsLeftAlone() {
        commit(CHART, "== env/unread.yaml\nreplicaCount: 1\n");

        assertThat(files(place(chart(), replicas(WEB, 3)))).containsExactly("chart/values.yaml");
    }

    @Test
    void filesWithOddNamesAreRenderedOrNamed() {
        commit(CHART, "== chart/templates/tür größe.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: door}\n");
        assertThat(edited(place(chart(), replicas(WEB, 3)), "chart/values.yaml"))
                .contains("replicaCount: 3 ");

        served.commit("ada", Map.of("chart/files/two\nlines.txt", "two"));
        head = repository.fetch("main").orElseThrow();
        Reason refusal = refusal(chart(), replicas(WEB, 3));
        assertThat(refusal.code()).isEqualTo("path-refused");
        assertThat(refusal.message()).contains("chart/files/two").doesNotContain("two\nlines");
    }

    @Test
    void aTemplateThatLoopsOrEatsMemoryEndsThePlanInTime() {
        commit(CHART, "== chart/templates/greedy.yaml\n{{ range until 2000000000 }}{{ end }}\n");

        assertThat(refusal(chart(), replicas(WEB, 3)).message())
                .startsWith("the chart chart does not render; helm v")
                .doesNotContain("goroutine");
    }

    @Test
    void theNumberOfRenderingsIsBoundedAndTold() {
        StringBuilder many = new StringBuilder("== env/many.yaml\n");
        for (int i = 0; i < 200; i++) many.append("value").append(i).append(": 3\n");
        commit(CHART.replace("revisionHistoryLimit: 3 ", "revisionHistoryLimit: {{ add 1 2 }} "), many.toString());

        assertThat(refusal(chart("env/many.yaml"), set("spec.revisionHistoryLimit", JSON.numberNode(8)))
                        .message())
                .contains(ChartSearch.MOST_RENDERINGS + " places were tried, and the")
                .contains("less likely ones were not");
    }

    @Test
    void anEncryptedOrGeneratedFileOfValuesIsNotEdited() {
        commit(
                CHART,
                "== env/prod.yaml\nreplicaCount: 4\nsops: {mac: x}\n== env/made.yaml\n# Do not edit.\nreplicaCount: 4\n");

        assertThat(refusal(chart("env/prod.yaml"), replicas(WEB, 5)).code()).isEqualTo("encrypted");
        assertThat(refusal(chart("env/made.yaml"), replicas(WEB, 5)).code()).isEqualTo("generated");
    }
}
