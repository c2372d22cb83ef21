package dev.landfall.manifest.yaml;

import dev.landfall.manifest.yaml.NodeReader.Document;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Ways to write a file that is not there yet; none is proven. */
record NewText(JsonNode value, List<YamlFile> models) {

    Stream<String> yaml() {
        WritingStyle style = WritingStyle.of(models);
        String head = beginsWithSeparator() ? "---" + style.lineBreak() : "";
        String tail = endsInLineBreak() ? style.lineBreak() : "";
        return Stream.of(true, false).map(blocks -> head + new BlockWriting(style, blocks).block(value, 0) + tail);
    }

    Stream<String> json() {
        String lineBreak = WritingStyle.of(models).lineBreak();
        String tail = endsInLineBreak() ? lineBreak : "";
        return Stream.of(new FlowWriting(true, ": ", ", ", lineBreak, unit()).value(value) + tail);
    }

    private boolean beginsWithSeparator() {
        List<Document> documents =
                models.isEmpty() ? List.of() : models.getFirst().documentPlaces();
        return !documents.isEmpty() && documents.getFirst().explicit();
    }

    private boolean endsInLineBreak() {
        String model = models.isEmpty() ? "" : models.getFirst().chars();
        return model.isEmpty() || model.endsWith("\n");
    }

    private String unit() {
        return models.stream()
                .flatMap(model -> model.documents().stream().limit(1).map(root -> unit(model, root)))
                .filter(unit -> !unit.isEmpty())
                .findFirst()
                .orElse("  ");
    }

    /** Empty where it is not spread over lines. */
    private static String unit(YamlFile model, YamlNode root) {
        boolean flow = root instanceof YamlNode.Mapping mapping
                && mapping.flow()
                && !mapping.entries().isEmpty();
        if (!flow) return "";
        FlowLayout layout = FlowLayout.of(Extents.of(model.chars()), root);
        return layout.hasLines() ? layout.writing().unit() : "";
    }
}
