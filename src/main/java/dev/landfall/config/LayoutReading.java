package dev.landfall.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Understands {@code repositories[].layout}: each item says one thing. */
final class LayoutReading {
    private static final List<String> SAYINGS = List.of("newFile", "file", "generated", "forbidden");
    private static final List<String> OBJECTS = List.of("kind", "namespace", "name", "owner");

    private final GivenReading reading;

    LayoutReading(GivenReading reading) {
        this.reading = reading;
    }

    /** @param list its key, such as {@code repositories[0].layout} */
    Layout read(String list) {
        return new Layout(reading.values().items(list).stream()
                .filter(item ->
                        reading.faults().stream().noneMatch(fault -> fault.key().equals(item)))
                .flatMap(item -> rule(item).stream())
                .toList());
    }

    private Optional<LayoutRule> rule(String item) {
        List<String> said = SAYINGS.stream()
                .filter(name -> reading.isGiven(item + "." + name))
                .toList();
        // What is wrong with a key is named already; that another is missing may follow from it.
        if (said.isEmpty() && reading.hasFaultIn(item)) return Optional.empty();
        if (said.size() != 1) {
            reading.fault(
                    reading.place(item),
                    item,
                    said.isEmpty() ? "it says nothing" : "it says several things at once: " + String.join(", ", said),
                    said.isEmpty() ? "give one of " + String.join(", ", SAYINGS) : "make a rule of each");
            return Optional.empty();
        }
        String named = item + " (" + reading.place(item) + ")";
        return switch (said.getFirst()) {
            case "newFile" -> newFile(item, named);
            case "file" -> decidingFile(item, named);
            case "generated" -> closed(item, named, LayoutRule.Why.GENERATED);
            default -> closed(item, named, LayoutRule.Why.FORBIDDEN);
        };
    }

    private Optional<LayoutRule> newFile(String item, String named) {
        refuse(item, "newFile", Stream.of("field", "instead"));
        ObjectPattern objects = objects(item);
        return reading.text(item + ".newFile", PathTemplate::parse)
                .map(file -> new LayoutRule.NewFile(named, objects, file));
    }

    private Optional<LayoutRule> decidingFile(String item, String named) {
        refuse(item, "file", Stream.of("instead"));
        ObjectPattern objects = objects(item);
        Optional<PathTemplate> file = reading.text(item + ".file", PathTemplate::parse);
        Optional<String> field = reading.required(item + ".field", item, Grammar.field());
        return field.flatMap(of -> file.map(path -> new LayoutRule.DecidingFile(named, objects, of, path)));
    }

    private Optional<LayoutRule> closed(String item, String named, LayoutRule.Why why) {
        String key = Grammar.word(why);
        refuse(item, key, Stream.concat(OBJECTS.stream(), Stream.of("field")));
        String instead = reading.text(item + ".instead", Grammar.sentence()).orElse("");
        return reading.text(item + "." + key, PathPattern::parse)
                .map(files -> new LayoutRule.ClosedFolder(named, files, why, instead));
    }

    private ObjectPattern objects(String item) {
        List<String> patterns = OBJECTS.stream()
                .map(name -> reading.text(item + "." + name, Grammar.oneLine()).orElse("*"))
                .toList();
        return new ObjectPattern(patterns.get(0), patterns.get(1), patterns.get(2), patterns.get(3));
    }

    private void refuse(String item, String beside, Stream<String> names) {
        names.map(name -> item + "." + name)
                .filter(reading::isGiven)
                .forEach(key -> reading.fault(reading.origin(key), key, "it does not go with " + beside, "remove it"));
    }
}
