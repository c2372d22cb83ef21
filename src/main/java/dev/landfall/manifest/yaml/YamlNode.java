package dev.landfall.manifest.yaml;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** One node of a document, with its place in the text. */
public sealed interface YamlNode {

    Place place();

    /**
     * Where a node stands.
     *
     * @param index in the order of the text, over all documents of the file; an edit of a scalar leaves it as it is
     * @param start offset in UTF-16 units; before an anchor or a tag
     * @param end offset; of block collections and block scalars it overshoots
     * @param anchor without {@code &}, or empty
     * @param tag as the parser expands it, or empty where none is written
     */
    record Place(int index, int start, int end, String anchor, String tag, Surroundings surroundings) {}

    /** What a scalar must respect of the text around it. */
    enum Surroundings {
        BLOCK,
        FLOW,
        /** A value in a flow mapping, under a double-quoted key: only what is JSON fits there. */
        JSON
    }

    record Mapping(Place place, boolean flow, List<Entry> entries) implements YamlNode {

        /** The value under this key as written in this mapping itself. */
        public Optional<YamlNode> own(String key) {
            return entries.stream()
                    .filter(entry -> entry.isNamed(key))
                    .map(Entry::value)
                    .findFirst();
        }

        /** The value that a reader sees under this key: own, or merged in, aliases resolved. */
        public Optional<YamlNode> read(String key) {
            return own(key).or(() -> merged(key)).map(YamlNode::resolved);
        }

        /** The value that a merge key brings in, the first that names the key. */
        public Optional<YamlNode> merged(String key) {
            return own("<<").map(YamlNode::resolved).flatMap(source -> switch (source) {
                case Mapping mapping -> mapping.read(key);
                case Sequence sequence -> firstOf(sequence, key);
                case Scalar _, Alias _ -> Optional.empty();
            });
        }

        /** The text of a scalar under this key, or an empty text. */
        public String text(String key) {
            return read(key).orElse(null) instanceof Scalar scalar ? scalar.value() : "";
        }

        private static Optional<YamlNode> firstOf(Sequence sources, String key) {
            return sources.items().stream()
                    .map(YamlNode::resolved)
                    .flatMap(item -> item instanceof Mapping mapping ? mapping.read(key).stream() : null)
                    .findFirst();
        }
    }

    record Entry(YamlNode key, YamlNode value) {

        public boolean isNamed(String name) {
            return key.resolved() instanceof Scalar scalar && scalar.value().equals(name);
        }
    }

    record Sequence(Place place, boolean flow, List<YamlNode> items) implements YamlNode {}

    record Scalar(Place place, String value, ScalarStyle style) implements YamlNode {

        /** What the scalar means: text, unless it is plain and says otherwise. */
        public ScalarType type() {
            return style == ScalarStyle.PLAIN ? ScalarType.ofPlain(value) : ScalarType.TEXT;
        }
    }

    record Alias(Place place, YamlNode target) implements YamlNode {}

    /** The node itself, or what an alias stands for. */
    default YamlNode resolved() {
        return this instanceof Alias alias ? alias.target().resolved() : this;
    }

    /** Its values or items, by the number that a {@link NodePath} counts. */
    default List<YamlNode> children() {
        return switch (this) {
            case Mapping mapping -> mapping.entries().stream().map(Entry::value).toList();
            case Sequence sequence -> sequence.items();
            case Scalar _, Alias _ -> List.of();
        };
    }
}
