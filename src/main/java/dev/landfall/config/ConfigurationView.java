package dev.landfall.config;

import java.util.List;
import java.util.stream.Stream;

/** Every value in force, in the order of the documentation. It holds names of secrets, never secrets. */
public record ConfigurationView(List<Entry> entries) {

    /** @param value as it is written in the file; empty where nothing is set */
    public record Entry(String key, String value, Origin origin) {}

    static ConfigurationView of(GivenValues values) {
        Stream<Entry> settings = Setting.ALL.stream()
                .map(setting -> values.at(setting.key())
                        .map(given -> new Entry(setting.key(), given.text(), given.origin()))
                        .orElseGet(() -> new Entry(setting.key(), setting.standard(), new Origin.Default())));
        Entry mcp = values.at(McpApply.KEY)
                .map(given -> new Entry(McpApply.KEY, given.text(), given.origin()))
                .orElseGet(() -> new Entry(McpApply.KEY, Grammar.word(McpApply.PULL_REQUEST), new Origin.Default()));
        Stream<Entry> lists = Stream.of("allowedHosts", "repositories").flatMap(list -> list(list, values));
        return new ConfigurationView(Stream.of(settings, Stream.of(mcp), lists)
                .flatMap(entries -> entries)
                .toList());
    }

    private static Stream<Entry> list(String list, GivenValues values) {
        List<Entry> given = values.texts().entrySet().stream()
                .filter(text -> text.getKey().startsWith(list + "["))
                .map(text -> new Entry(
                        text.getKey(), text.getValue().text(), text.getValue().origin()))
                .toList();
        if (!given.isEmpty()) return given.stream();
        Origin origin = values.places().getOrDefault(list, new Origin.Default());
        return Stream.of(new Entry(list, "[]", origin));
    }
}
