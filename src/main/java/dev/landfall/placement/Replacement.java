package dev.landfall.placement;

import dev.landfall.render.SourceFiles;
import dev.landfall.render.YamlDocuments;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** An entry of {@code replacements} or {@code vars}: from where a value is taken, and into which fields it is written. */
record Replacement(JsonNode entry) {

    /** Those that a part of a kustomization holds, itself or in its file; none where it is of another field. */
    static List<Replacement> of(Decider decider, SourceFiles files) {
        if (!List.of("replacements", "vars").contains(decider.field())) return List.of();
        return entries(decider, files).map(Replacement::new).toList();
    }

    private static Stream<JsonNode> entries(Decider decider, SourceFiles files) {
        String path = decider.entry().path("path").asString("");
        if (path.isEmpty()) return Stream.of(decider.entry());
        String file = decider.kustomization().located(decider.field(), path);
        return YamlDocuments.in(files.contents(List.of(file)).get(file)).stream()
                .flatMap(document -> document.isArray() ? document.valueStream() : Stream.of(document));
    }

    /** Empty where the entry does not name one field of one object. */
    Optional<SourceField> source() {
        return SourceField.of(entry);
    }

    /** The parts of fields of such objects that it writes; an empty one for a field as a whole. */
    Set<Optional<TextPart>> parts(String kind) {
        if (entry.has("objref")) return Set.of(Optional.empty());
        Set<Optional<TextPart>> parts = new LinkedHashSet<>();
        for (JsonNode target : entry.path("targets"))
            if (target.at("/select/kind").asString(kind).equals(kind)) parts.add(TextPart.of(target.path("options")));
        return parts;
    }
}
