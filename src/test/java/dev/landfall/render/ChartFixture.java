package dev.landfall.render;

import java.util.List;

/** Charts written down as one text, and their rendering. */
final class ChartFixture {
    static final Release WEB = new Release("web", "shop", true, false, true, "", List.of(), 0);

    static final String CHART = """
            == charts/web/Chart.yaml
            apiVersion: v2
            name: web
            version: 0.1.0
            == charts/web/values.yaml
            replicas: 1
            color: red
            == charts/web/templates/map.yaml
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: {{ .Release.Name }}
              namespace: {{ .Release.Namespace }}
            data:
              replicas: {{ .Values.replicas | quote }}
              color: {{ .Values.color }}
            """;

    private ChartFixture() {}

    static ChartRoot root(String... valueFiles) {
        return new ChartRoot("charts/web", WEB, List.of(valueFiles), false, List.of());
    }

    static Chart.Reading reading(String... files) {
        return Chart.of(files(files), root());
    }

    static TextFiles files(String... files) {
        TextFiles all = TextFiles.of("");
        for (String text : files)
            all = new TextFiles(
                    all.with(text).files(), TextFiles.of(String.join("", files)).links());
        return all;
    }

    static ChartBuild build(ChartRoot root, String... files) {
        return switch (Chart.of(files(files), root)) {
            case Chart.Reading.Complete complete -> complete.chart().build();
            case Chart.Reading.Impossible impossible ->
                throw new AssertionError(impossible.reason().message());
        };
    }

    static String failure(Rendering rendering) {
        return ((Rendering.Failed) rendering).reason().message();
    }
}
