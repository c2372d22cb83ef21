package dev.landfall.charts;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What an {@code index.yaml} says of one chart (helm, pkg/repo/index.go). It is read as a stream: of all that it lists,
 * one chart is wanted.
 *
 * @param versions with the texts that are single values or lists of such
 */
record ChartIndex(List<Map<String, List<String>>> versions) {
    private static final int LONGEST = 64 << 20;

    /**
     * A version as it is listed.
     *
     * @param urls each of the same archive
     * @param digest of the archive, in hex; empty where the index has none
     */
    record Listed(String version, List<String> urls, String digest) {}

    /** @throws IllegalArgumentException with what is wrong */
    static ChartIndex of(byte[] yaml, String chart) {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(LONGEST).build();
        try {
            Iterator<Event> events = new Parse(settings)
                    .parseInputStream(new ByteArrayInputStream(yaml))
                    .iterator();
            return new ChartIndex(new Reading(events).chart(chart));
        } catch (YamlEngineException malformed) {
            throw new IllegalArgumentException("it is no YAML", malformed);
        }
    }

    /** The text of the version as it stands, else the same version by another spelling where only one has it. */
    Optional<Listed> version(String wanted) {
        List<Listed> listed = versions.stream().map(ChartIndex::listed).toList();
        Optional<Listed> exact =
                listed.stream().filter(each -> each.version().equals(wanted)).findFirst();
        List<Listed> same = listed.stream()
                .filter(each -> plain(each.version()).equals(plain(wanted)))
                .toList();
        return exact.isPresent() || same.size() != 1 ? exact : Optional.of(same.getFirst());
    }

    private static Listed listed(Map<String, List<String>> entry) {
        return new Listed(
                first(entry, "version"),
                entry.getOrDefault("urls", List.of()),
                first(entry, "digest").replaceFirst("^sha256:", ""));
    }

    private static String first(Map<String, List<String>> entry, String key) {
        return entry.getOrDefault(key, List.of()).stream().findFirst().orElse("");
    }

    /** As SemVer compares them, build metadata left out. */
    private static String plain(String version) {
        return version.replaceFirst("^v", "").replaceFirst("\\+.*$", "");
    }

    /** What is listed, newest first as a rule, for a message. */
    String known() {
        List<String> names =
                versions.stream().map(each -> first(each, "version")).limit(5).toList();
        return String.join(", ", names) + (versions.size() > names.size() ? ", …" : "");
    }

    private record Reading(Iterator<Event> events) {

        List<Map<String, List<String>>> chart(String wanted) {
            events.next(); // of the stream
            events.next(); // of the document
            if (!(events.next() instanceof MappingStartEvent)) throw new IllegalArgumentException("it is no index");
            for (Event key = events.next(); !(key instanceof CollectionEndEvent); key = events.next()) {
                Event value = events.next();
                boolean isEntries = text(key).equals("entries") && value instanceof MappingStartEvent;
                Optional<List<Map<String, List<String>>>> found = isEntries ? among(wanted) : Optional.empty();
                if (found.isPresent()) return found.get();
                if (!isEntries) skip(value);
            }
            return List.of();
        }

        private Optional<List<Map<String, List<String>>>> among(String wanted) {
            for (Event key = events.next(); !(key instanceof CollectionEndEvent); key = events.next()) {
                Event value = events.next();
                if (text(key).equals(wanted) && value instanceof SequenceStartEvent) return Optional.of(versions());
                skip(value);
            }
            return Optional.empty();
        }

        private List<Map<String, List<String>>> versions() {
            List<Map<String, List<String>>> versions = new ArrayList<>();
            for (Event item = events.next(); !(item instanceof CollectionEndEvent); item = events.next()) {
                if (item instanceof MappingStartEvent) versions.add(version());
                else skip(item);
            }
            return versions;
        }

        private Map<String, List<String>> version() {
            Map<String, List<String>> version = new LinkedHashMap<>();
            for (Event key = events.next(); !(key instanceof CollectionEndEvent); key = events.next()) {
                Event value = events.next();
                if (value instanceof ScalarEvent scalar) version.put(text(key), List.of(scalar.getValue()));
                else if (value instanceof SequenceStartEvent) version.put(text(key), texts());
                else skip(value);
            }
            return version;
        }

        private List<String> texts() {
            List<String> texts = new ArrayList<>();
            for (Event item = events.next(); !(item instanceof CollectionEndEvent); item = events.next()) {
                if (item instanceof ScalarEvent scalar) texts.add(scalar.getValue());
                else skip(item);
            }
            return texts;
        }

        private static String text(Event key) {
            return key instanceof ScalarEvent scalar ? scalar.getValue() : "";
        }

        private void skip(Event first) {
            int depth = first instanceof CollectionStartEvent ? 1 : 0;
            while (depth > 0) {
                Event next = events.next();
                if (next instanceof CollectionStartEvent) depth++;
                if (next instanceof CollectionEndEvent) depth--;
            }
        }
    }
}
