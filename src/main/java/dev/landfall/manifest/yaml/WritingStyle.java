package dev.landfall.manifest.yaml;

import dev.landfall.manifest.yaml.YamlNode.Entry;
import dev.landfall.manifest.yaml.YamlNode.Mapping;
import dev.landfall.manifest.yaml.YamlNode.Sequence;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How a file writes blocks.
 *
 * @param lineBreak {@code \n} or {@code \r\n}
 * @param indent of a mapping below its key, in columns
 * @param listOffset of a list's dashes below its key, in columns
 * @param gap from a dash to what stands behind it, in columns
 */
record WritingStyle(String lineBreak, int indent, int listOffset, int gap) {
    /** As kubectl writes. */
    static final WritingStyle USUAL = new WritingStyle("\n", 2, 0, 2);

    /** What a style is learned from at most; the rest of a large file will not be of another. */
    private static final int MOST_NODES = 4_000;

    private static final int MOST_FILES = 20;

    /** Of the document first, then of the others of its file, then as usual. */
    static WritingStyle of(YamlFile file, int document) {
        Samples first = new Samples(file);
        if (document < file.documents().size()) first.of(file.documents().get(document));
        return of(file.chars(), Stream.of(() -> first, () -> Samples.ofAll(file)));
    }

    /** Of the first file, where that one shows none of the next, then as usual. */
    static WritingStyle of(List<YamlFile> files) {
        return of(
                files.isEmpty() ? "" : files.getFirst().chars(),
                files.stream().limit(MOST_FILES).map(file -> () -> Samples.ofAll(file)));
    }

    private static WritingStyle of(String chars, Stream<Supplier<Samples>> samples) {
        Optional<Integer> indent = Optional.empty();
        Optional<Integer> offset = Optional.empty();
        Optional<Integer> gap = Optional.empty();
        for (Supplier<Samples> next : (Iterable<Supplier<Samples>>) samples::iterator) {
            if (indent.isPresent() && offset.isPresent() && gap.isPresent()) break;
            Samples shown = next.get();
            indent = indent.or(() -> mostFrequent(shown.indents));
            offset = offset.or(() -> mostFrequent(shown.listOffsets));
            gap = gap.or(() -> mostFrequent(shown.gaps));
        }
        return new WritingStyle(
                chars.contains("\r\n") ? "\r\n" : "\n",
                indent.orElse(USUAL.indent),
                offset.orElse(USUAL.listOffset),
                gap.orElse(USUAL.gap));
    }

    private static Optional<Integer> mostFrequent(Map<Integer, Integer> counts) {
        return counts.entrySet().stream()
                .max(Comparator.comparingInt(Map.Entry::getValue))
                .map(Map.Entry::getKey);
    }

    private static final class Samples {
        private final Extents extents;
        private final Lines lines;
        private final Map<Integer, Integer> indents = new TreeMap<>();
        private final Map<Integer, Integer> listOffsets = new TreeMap<>();
        private final Map<Integer, Integer> gaps = new TreeMap<>();
        private int left = MOST_NODES;

        Samples(YamlFile file) {
            this.extents = Extents.of(file.chars());
            this.lines = extents.lines();
        }

        static Samples ofAll(YamlFile file) {
            Samples samples = new Samples(file);
            file.documents().forEach(samples::of);
            return samples;
        }

        void of(YamlNode root) {
            Deque<YamlNode> open = new ArrayDeque<>(List.of(root));
            while (!open.isEmpty() && left-- > 0) {
                YamlNode node = open.poll();
                open.addAll(node.children());
                if (node instanceof Mapping mapping && !mapping.flow())
                    mapping.entries().forEach(this::under);
                if (node instanceof Sequence sequence && !sequence.flow()) items(sequence);
            }
        }

        private void under(Entry entry) {
            int column = lines.column(extents.entry(entry));
            if (entry.value() instanceof Mapping mapping && !mapping.flow())
                count(indents, lines.column(extents.start(mapping)) - column, 1);
            if (entry.value() instanceof Sequence sequence && !sequence.flow())
                count(listOffsets, lines.column(extents.start(sequence)) - column, 0);
        }

        private void items(Sequence sequence) {
            for (int i = 0; i < Math.min(sequence.items().size(), 10); i++) {
                int dash = extents.dash(sequence, i);
                int content = lines.content(dash + 1);
                if (content < lines.end(dash)) count(gaps, content - dash, 2);
            }
        }

        private static void count(Map<Integer, Integer> counts, int columns, int least) {
            if (columns >= least && columns <= 12) counts.merge(columns, 1, Integer::sum);
        }
    }
}
