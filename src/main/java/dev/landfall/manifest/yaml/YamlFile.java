package dev.landfall.manifest.yaml;

import dev.landfall.manifest.yaml.YamlNode.Alias;
import dev.landfall.manifest.yaml.YamlNode.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A YAML or JSON file as it was written, every byte of it, and what it says. */
public final class YamlFile {
    private final YamlText text;
    private final NodeReader.Nodes nodes;

    private YamlFile(YamlText text) {
        this.text = text;
        this.nodes = NodeReader.read(text);
    }

    /** @throws YamlException if it is not UTF-8, does not parse, has a key twice, or passes a limit */
    public static YamlFile parse(byte[] content) {
        return new YamlFile(YamlText.decode(content));
    }

    /** The roots of its documents, in order; an empty document is a null scalar. */
    public List<YamlNode> documents() {
        return nodes.documents();
    }

    /** Where the node begins, counted from 1. */
    public int line(YamlNode node) {
        return text.line(node.place().start());
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

    /** The node of this index, which stays the same over edits. */
    public YamlNode node(int index) {
        return nodes.all().get(index);
    }

    public byte[] bytes() {
        return text.chars().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * This file with one scalar set, or empty if no way to write it could be proven: the result is parsed again, must
     * say the same everywhere but at this scalar, and must have the same bytes around it. The style of the old value is
     * kept where the new one can be written in it.
     *
     * @param target a scalar of this file, without a tag
     * @param type of the new value: {@code TEXT}, {@code INT} or {@code BOOL}
     */
    public Optional<YamlFile> with(Scalar target, String value, ScalarType type) {
        return new ScalarToken(text.chars(), target)
                .replacements(value, type)
                .flatMap(replacement -> spliced(replacement).stream())
                .filter(edited -> edited.differsOnlyIn(this, target, value, type))
                .findFirst();
    }

    private Optional<YamlFile> spliced(ScalarToken.Replacement replacement) {
        String head = text.chars().substring(0, replacement.start());
        String tail = text.chars().substring(replacement.end());
        try {
            YamlFile edited = parse((head + replacement.text() + tail).getBytes(StandardCharsets.UTF_8));
            return edited.isFramedBy(head.getBytes(StandardCharsets.UTF_8), tail.getBytes(StandardCharsets.UTF_8))
                    ? Optional.of(edited)
                    : Optional.empty();
        } catch (YamlException _) {
            // This way of writing it does not hold here; the next may.
            return Optional.empty();
        }
    }

    private boolean isFramedBy(byte[] head, byte[] tail) {
        byte[] all = bytes();
        return all.length >= head.length + tail.length
                && Arrays.equals(all, 0, head.length, head, 0, head.length)
                && Arrays.equals(all, all.length - tail.length, all.length, tail, 0, tail.length);
    }

    private boolean differsOnlyIn(YamlFile before, Scalar target, String value, ScalarType type) {
        List<YamlNode> old = before.nodes.all();
        List<YamlNode> now = nodes.all();
        if (old.size() != now.size() || documents().size() != before.documents().size()) return false;
        for (int i = 0; i < now.size(); i++) {
            boolean right = i == target.place().index()
                    ? says(now.get(i), target, value, type)
                    : now.get(i).saysTheSameAs(old.get(i));
            if (!right) return false;
        }
        return true;
    }

    private static boolean says(YamlNode now, Scalar target, String value, ScalarType type) {
        return now instanceof Scalar scalar
                && scalar.value().equals(value)
                && scalar.type() == type
                && scalar.place().tag().isEmpty()
                && scalar.place().anchor().equals(target.place().anchor());
    }
}
