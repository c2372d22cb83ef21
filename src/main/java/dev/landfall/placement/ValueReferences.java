package dev.landfall.placement;

import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.manifest.ValuesFile;
import dev.landfall.manifest.ValuesFile.Value;
import dev.landfall.render.ChartBuild;
import dev.landfall.render.YamlDocuments;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The values that the templates of a chart ask for, and those that charts below it bring along. */
record ValueReferences(ChartBuild build) {
    private static final Pattern REFERENCE = Pattern.compile("\\.Values((?:\\.[A-Za-z_][A-Za-z0-9_]*)+)");

    /** As far as a template names the whole way. */
    Set<FieldPath> paths() {
        Set<FieldPath> paths = new LinkedHashSet<>();
        String own = inChart("templates/");
        build.files().forEach((path, content) -> {
            if (path.startsWith(own)) paths.addAll(in(content));
        });
        return paths;
    }

    private static List<FieldPath> in(byte[] template) {
        List<FieldPath> paths = new ArrayList<>();
        Matcher matcher = REFERENCE.matcher(new String(template, StandardCharsets.UTF_8));
        while (matcher.find()) paths.add(FieldPath.parse(matcher.group(1).substring(1)));
        return paths;
    }

    /** By the path at which the chart above gives them: under the name of the chart, or its aliases. */
    List<Value> ofBelow() {
        Pattern values = Pattern.compile(Pattern.quote(inChart("charts/")) + "([^/]+)/values\\.yaml");
        return build.files().entrySet().stream()
                .flatMap(file -> {
                    Matcher matcher = values.matcher(file.getKey());
                    return matcher.matches()
                            ? keys(matcher.group(1)).stream().flatMap(key -> below(key, file))
                            : Stream.empty();
                })
                .toList();
    }

    private List<String> keys(String folder) {
        String name =
                definition("charts/" + folder + "/Chart.yaml").path("name").asString(folder);
        List<String> keys = Stream.of("Chart.yaml", "requirements.yaml")
                .flatMap(path -> definition(path).path("dependencies").valueStream())
                .filter(dependency -> dependency.path("name").asString("").equals(name))
                .map(dependency -> dependency.path("alias").asString(name))
                .toList();
        return keys.isEmpty() ? List.of(name) : keys;
    }

    private JsonNode definition(String path) {
        byte[] content = build.files().get(inChart(path));
        return content == null
                ? MissingNode.getInstance()
                : YamlDocuments.in(content).stream().findFirst().orElse(MissingNode.getInstance());
    }

    private static Stream<Value> below(String chart, Map.Entry<String, byte[]> file) {
        return switch (ValuesFile.read(new ManifestFile(file.getKey(), file.getValue()))) {
            case ValuesFile.Reading.Read(ValuesFile values) ->
                values.values().stream()
                        .filter(value -> value.path().steps().stream().allMatch(FieldPath.Key.class::isInstance))
                        .map(value -> new Value(under(chart, value.path()), value.value(), value.line()));
            case ValuesFile.Reading.Unreadable _ -> Stream.empty();
        };
    }

    private static FieldPath under(String chart, FieldPath path) {
        List<FieldPath.Step> steps = new ArrayList<>();
        steps.add(new FieldPath.Key(chart));
        steps.addAll(path.steps());
        return new FieldPath(steps);
    }

    private String inChart(String path) {
        return build.folder().isEmpty() ? path : build.folder() + "/" + path;
    }
}
