package dev.landfall.placement;

import dev.landfall.manifest.FieldPath;
import dev.landfall.render.Kustomization;
import dev.landfall.render.Kustomization.Given;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A part of a kustomization that could decide a field of an object.
 *
 * @param index of the entry in the list of the field; empty for the field as a whole
 */
record Decider(Kustomization kustomization, String field, Optional<Integer> index) {

    /** In the order of the fields, and of each the last entry first: it has the last word. */
    static Stream<Decider> in(Kustomization kustomization, List<String> fields) {
        return fields.stream()
                .filter(field -> !kustomization.content().path(field).isEmpty())
                .flatMap(field -> in(kustomization, field));
    }

    private static Stream<Decider> in(Kustomization kustomization, String field) {
        JsonNode entries = kustomization.content().path(field);
        if (!entries.isArray()) return Stream.of(new Decider(kustomization, field, Optional.empty()));
        return IntStream.range(0, entries.size())
                .mapToObj(i -> new Decider(kustomization, field, Optional.of(entries.size() - 1 - i)));
    }

    /** The kustomization as it would be without it. */
    Kustomization without() {
        ObjectNode content = kustomization.content().deepCopy();
        if (index.isPresent() && content.get(field) instanceof ArrayNode entries) entries.remove(index.get());
        else content.remove(field);
        return new Kustomization(kustomization.path(), content);
    }

    JsonNode entry() {
        JsonNode whole = kustomization.content().path(field);
        return index.map(whole::path).orElse(whole);
    }

    /** The way to it from the root of the kustomization. */
    private FieldPath place() {
        FieldPath whole = new FieldPath(List.of(new FieldPath.Key(field)));
        return index.map(at -> whole.to(new FieldPath.Index(at))).orElse(whole);
    }

    /** Where it is written: in the kustomization, or in what the owner gives. */
    Written written() {
        return kustomization.given().stream()
                .filter(given -> given.field().equals(field) && given.index() == index.orElse(Given.WHOLE))
                .findFirst()
                .map(given -> given(given.addition()))
                .orElseGet(() -> new Written(kustomization.path(), place()));
    }

    /** @param number among the additions of the owner */
    static Written given(int number) {
        return new Written(OwnerSpec.FILE, new FieldPath(List.of(new FieldPath.Index(number))));
    }

    /** Whether the owner gives it, so that no file of the repository has it. */
    boolean isGiven() {
        return written().file().equals(OwnerSpec.FILE);
    }

    record Written(String file, FieldPath path) {
        Written to(FieldPath.Key key) {
            return new Written(file, path.to(key));
        }
    }

    String described() {
        Optional<SourceField> source =
                List.of("replacements", "vars").contains(field) ? SourceField.of(entry()) : Optional.empty();
        if (source.isPresent())
            return "%s: in %s takes it from %s".formatted(field, written().file(), source.get());
        String place = field + ": in " + written().file();
        String file = file();
        boolean oneLine = !file.isEmpty() && !file.contains("\n");
        return oneLine ? "the file " + file + " of " + place + " sets it" : place + " sets it";
    }

    private String file() {
        return entry().isString() ? entry().asString() : entry().path("path").asString("");
    }
}
