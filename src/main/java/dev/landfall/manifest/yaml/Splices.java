package dev.landfall.manifest.yaml;

import dev.landfall.manifest.yaml.NodeEdit.AddDocument;
import dev.landfall.manifest.yaml.NodeEdit.AddEntry;
import dev.landfall.manifest.yaml.NodeEdit.AddItem;
import dev.landfall.manifest.yaml.NodeEdit.RemoveChild;
import dev.landfall.manifest.yaml.NodeEdit.RemoveDocument;
import dev.landfall.manifest.yaml.NodeEdit.SetValue;
import dev.landfall.manifest.yaml.YamlNode.Alias;
import dev.landfall.manifest.yaml.YamlNode.Mapping;
import dev.landfall.manifest.yaml.YamlNode.Scalar;
import dev.landfall.manifest.yaml.YamlNode.Sequence;
import dev.landfall.manifest.yaml.YamlNode.Surroundings;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The ways to make an edit, the most faithful to the file first; none is proven. */
final class Splices {
    private final YamlFile file;
    private final Extents extents;

    private Splices(YamlFile file) {
        this.file = file;
        this.extents = Extents.of(file.chars());
    }

    static Stream<Splice> of(YamlFile file, NodeEdit edit) {
        Splices splices = new Splices(file);
        return switch (edit) {
            case SetValue set -> splices.set(set);
            case AddEntry add -> splices.add(add);
            case AddItem add -> splices.add(add);
            case RemoveChild remove -> splices.remove(remove);
            case AddDocument add ->
                splices.written(
                        file.documents().size(), writing -> splices.documents().add(add.value(), writing));
            case RemoveDocument remove -> splices.documents().remove(remove.document());
        };
    }

    private Stream<Splice> set(SetValue set) {
        YamlNode node = file.at(set.at());
        boolean block = BlockWriting.isBlock(set.value());
        if (node instanceof Scalar scalar && !block)
            return new ScalarToken(file.chars(), scalar).replacements(set.value());
        Stream<Splice> inLine = isBlock(node) ? Stream.empty() : inFlow(node, set);
        if (set.at().isRoot()) return inLine;
        YamlNode parent = file.at(set.at().parent());
        boolean becomesBlock = isBlock(parent) && (isBlock(node) || (block && isEmpty(node)));
        if (!becomesBlock) return inLine;
        return Stream.concat(
                written(
                        set.at().document(),
                        writing -> blocks(writing).set(parent, set.at().last(), set.value())),
                inLine);
    }

    private Stream<Splice> inFlow(YamlNode node, SetValue set) {
        String text = flowText(node, set);
        return switch (node) {
            case Scalar scalar -> Stream.of(new ScalarToken(file.chars(), scalar).inLine(text));
            case Mapping _, Sequence _ -> Stream.of(new Splice(extents.start(node), extents.end(node), text));
            case Alias _ -> Stream.empty();
        };
    }

    private String flowText(YamlNode node, SetValue set) {
        JsonNode value = set.value();
        if (value.isValueNode()) return ScalarWriting.scalar(value, node.place().surroundings());
        if (isFlow(node) && !node.children().isEmpty())
            return layout(node).outwards().value(value);
        YamlNode parent = set.at().isRoot() ? node : file.at(set.at().parent());
        if (isFlow(parent)) return layout(parent).value(value);
        boolean json = node.place().surroundings() == Surroundings.JSON;
        return new FlowWriting(json, ": ", ", ", "", "").value(value);
    }

    private FlowWriting layout(YamlNode holder) {
        return FlowLayout.of(extents, holder).writing();
    }

    private Stream<Splice> add(AddEntry add) {
        if (!(file.at(add.at()) instanceof Mapping mapping) || mapping.entries().isEmpty()) return Stream.empty();
        return mapping.flow()
                ? new FlowEdits(extents, mapping).add(add.key(), add.value())
                : written(add.at().document(), writing -> blocks(writing).add(mapping, add.key(), add.value()));
    }

    private Stream<Splice> add(AddItem add) {
        if (!(file.at(add.at()) instanceof Sequence list) || list.items().isEmpty()) return Stream.empty();
        return list.flow()
                ? new FlowEdits(extents, list).add(add.index(), add.value())
                : written(add.at().document(), writing -> blocks(writing).add(list, add.index(), add.value()));
    }

    private Stream<Splice> remove(RemoveChild remove) {
        YamlNode node = file.at(remove.at());
        if (node.children().size() < 2) return Stream.empty();
        return isFlow(node)
                ? new FlowEdits(extents, node).remove(remove.index())
                : new BlockEdits(extents, new BlockWriting(WritingStyle.USUAL, true)).remove(node, remove.index());
    }

    /** First with texts as blocks of their own; where such a block would take in what follows, without. */
    private Stream<Splice> written(int document, Function<BlockWriting, Stream<Splice>> way) {
        WritingStyle style = WritingStyle.of(file, document);
        return Stream.of(true, false)
                .flatMap(blocks -> way.apply(new BlockWriting(style, blocks)))
                .distinct();
    }

    private BlockEdits blocks(BlockWriting writing) {
        return new BlockEdits(extents, writing);
    }

    private DocumentEdits documents() {
        return new DocumentEdits(extents, file.documentPlaces());
    }

    private static boolean isEmpty(YamlNode node) {
        return node instanceof Scalar || node.children().isEmpty();
    }

    private static boolean isFlow(YamlNode node) {
        return switch (node) {
            case Mapping mapping -> mapping.flow();
            case Sequence sequence -> sequence.flow();
            case Scalar _, Alias _ -> false;
        };
    }

    private static boolean isBlock(YamlNode node) {
        return (node instanceof Mapping || node instanceof Sequence) && !isFlow(node);
    }
}
