package dev.landfall.manifest.yaml;

import dev.landfall.manifest.yaml.YamlNode.Alias;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A YAML or JSON file as it was written, every byte of it, and what it says. */
public final class YamlFile {
    private final YamlText text;
    private final NodeReader.Nodes nodes;
    private final List<YamlNode> roots;
    /** Before the edits that led here, oldest first. */
    private final YamlText original;

    private final List<Splice> history;

    private YamlFile(YamlText text, YamlText original, List<Splice> history) {
        this.text = text;
        this.nodes = NodeReader.read(text);
        this.roots = nodes.documents().stream().map(NodeReader.Document::root).toList();
        this.original = original;
        this.history = history;
    }

    /** @throws YamlException if it is not UTF-8, does not parse, has a key twice, or passes a limit */
    public static YamlFile parse(byte[] content) {
        YamlText text = YamlText.decode(content);
        return new YamlFile(text, text, List.of());
    }

    /**
     * The text of a new file that says this.
     *
     * @param value a mapping or list that is not empty
     * @param models files whose ways of writing it takes over, the first before the next
     * @throws YamlException if no way to write it could be proven
     */
    public static byte[] written(JsonNode value, List<YamlFile> models, boolean json) {
        NewText text = new NewText(value, models);
        return (json ? text.json() : text.yaml())
                .map(chars -> chars.getBytes(StandardCharsets.UTF_8))
                .filter(bytes -> new EditProof(new NodeEdit.AddDocument(value))
                        .holds(List.of(), parse(bytes).documents()))
                .findFirst()
                .orElseThrow(() -> new YamlException(YamlException.Fault.SYNTAX, 1, 1, "it cannot be written"));
    }

    /** The roots of its documents, in order; an empty document is a null scalar. */
    public List<YamlNode> documents() {
        return roots;
    }

    List<NodeReader.Document> documentPlaces() {
        return nodes.documents();
    }

    String chars() {
        return text.chars();
    }

    /** Where the node begins, counted from 1. */
    public int line(YamlNode node) {
        return text.line(node.place().start());
    }

    /** The same in the file as it was parsed first; of what an edit has written, where it was put. */
    public int originalLine(YamlNode node) {
        int offset = Extents.of(text.chars()).start(node);
        for (Splice splice : history.reversed()) offset = splice.before(offset);
        return original.line(offset);
    }

    /** @throws IllegalStateException for a path that leads nowhere */
    public YamlNode at(NodePath path) {
        YamlNode node = roots.get(path.document());
        for (int child : path.children()) {
            List<YamlNode> children = node.children();
            if (child >= children.size()) throw new IllegalStateException("no node at " + path);
            node = children.get(child);
        }
        return node;
    }

    /** The places that say what this node says, by its anchor. */
    public List<Alias> aliasesOf(YamlNode node) {
        if (node.place().anchor().isEmpty()) return List.of();
        return nodes.all().stream()
                .filter(Alias.class::isInstance)
                .map(Alias.class::cast)
                .filter(alias -> alias.target().place().index() == node.place().index())
                .toList();
    }

    public byte[] bytes() {
        return text.chars().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * This file with an edit made, or empty if no way to write it could be proven: the result is parsed again, must say
     * the same everywhere but where the edit changes it, and must have the same bytes around it. Ways of writing are
     * kept; where the file shows none, it is written as kubectl does.
     */
    public Optional<YamlFile> with(NodeEdit edit) {
        return Splices.of(this, edit)
                .flatMap(splice -> spliced(splice).stream())
                .filter(edited -> new EditProof(edit).holds(documents(), edited.documents()))
                .findFirst();
    }

    private Optional<YamlFile> spliced(Splice splice) {
        String head = text.chars().substring(0, splice.start());
        String tail = text.chars().substring(splice.end());
        try {
            byte[] content = splice.in(text.chars()).getBytes(StandardCharsets.UTF_8);
            List<Splice> longer = new ArrayList<>(history);
            longer.add(splice);
            YamlFile edited = new YamlFile(YamlText.decode(content), original, longer);
            return edited.isFramedBy(head, tail) ? Optional.of(edited) : Optional.empty();
        } catch (YamlException _) {
            // This way of writing it does not hold here; the next may.
            return Optional.empty();
        }
    }

    private boolean isFramedBy(String head, String tail) {
        return text.chars().length() >= head.length() + tail.length()
                && text.chars().startsWith(head)
                && text.chars().endsWith(tail);
    }
}
