package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FieldEdit;
import dev.landfall.manifest.FileEdit;
import dev.landfall.render.Closure;
import dev.landfall.render.Rendering;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The edits by which a field could become as wanted that an entry of {@code replacements} or {@code vars} decides, or a
 * part of: of the field that the value is taken from, and of the text that it is written into. Whether one does is for a
 * build to prove.
 *
 * @param decider the entry
 * @param before what the owner applies now
 */
record ReplacementEdits(BuiltFolder folder, AppliedObjects before, Decider decider, SetField change) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    Stream<EditPlan> all() {
        return Replacement.of(decider, folder.files()).stream()
                .flatMap(replacement -> replacement.source().stream()
                        .flatMap(from -> replacement.parts(change.object().kind()).stream()
                                .flatMap(part -> from.objects(
                                                folder.closure(),
                                                folder.source().defaultNamespace())
                                        .flatMap(object -> edits(from, object, part)))));
    }

    private Stream<EditPlan> edits(SourceField from, ObjectRef object, Optional<TextPart> part) {
        if (from.part().isEmpty() && part.isEmpty()) return ofSource(from, object, change.value());
        Optional<JsonNode> there = valueOf(from, object).filter(JsonNode::isValueNode);
        Optional<String> value = there.map(JsonNode::asString)
                .flatMap(text -> from.part().isEmpty()
                        ? Optional.of(text)
                        : from.part().get().in(text));
        if (value.isEmpty() || !change.value().isValueNode()) return Stream.empty();
        TextPart.Texts now = new TextPart.Texts(value.get(), own().orElse(""));
        Optional<TextPart.Texts> wanted = part.isEmpty()
                ? Optional.of(new TextPart.Texts(change.value().asString(), now.own()))
                : part.get().forWanted(change.value().asString(), text(rendered()), now);
        if (wanted.isEmpty()) return Stream.empty();
        boolean isOwnSame = wanted.get().own().equals(now.own());
        if (wanted.get().value().equals(now.value()))
            return isOwnSame ? Stream.empty() : ofOwn(folder, wanted.get().own());
        return whole(from, there.get(), wanted.get().value()).stream()
                .flatMap(text -> ofSource(from, object, text))
                .flatMap(plan ->
                        isOwnSame ? Stream.of(plan) : withOwn(plan, wanted.get().own()));
    }

    private JsonNode rendered() {
        return before.object(change.object()).orElseThrow();
    }

    private String text(JsonNode object) {
        return change.path()
                .in(object)
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asString)
                .orElse("");
    }

    /** What the field of the source must be, so that this is taken from it. */
    private static Optional<JsonNode> whole(SourceField from, JsonNode there, String value) {
        Optional<String> text =
                from.part().isEmpty() ? Optional.of(value) : from.part().get().with(there.asString(), value);
        return text.map(each -> there.isIntegralNumber() && each.matches("-?[0-9]{1,18}")
                ? JSON.numberNode(Long.parseLong(each))
                : JSON.stringNode(each));
    }

    private Stream<EditPlan> ofSource(SourceField from, ObjectRef object, JsonNode value) {
        SetField inSource = new SetField(object, from.path(), value);
        List<Generator> generators = before.generated().of(object);
        if (!generators.isEmpty())
            return new GeneratedObject(folder.files(), folder.closure(), generators, inSource, told()).edits();
        return folder.base().find(object).found().isEmpty()
                ? Stream.empty()
                : Stream.of(EditedFiles.telling(folder.base().plan(List.of(inSource)), List.of(told())));
    }

    /** As it comes out; of an object that is not applied itself, as its file has it. */
    private Optional<JsonNode> valueOf(SourceField from, ObjectRef object) {
        return before.object(object)
                .or(() -> folder.base().find(object).found().stream()
                        .findFirst()
                        .flatMap(found -> SharedObject.of(found, object.kind(), folder.files()))
                        .map(SharedObject::definition))
                .flatMap(from.path()::in);
    }

    /** The text that the part is written into: what comes out without the entry. */
    private Optional<String> own() {
        return without()
                .flatMap(closure -> objects(closure).object(change.object()))
                .map(this::text);
    }

    private Optional<Closure> without() {
        // What an owner adds would be added once more.
        if (!decider.kustomization().given().isEmpty()) return Optional.empty();
        FileEdit edit = new FileEdit.WriteFile(
                decider.kustomization().path(),
                Optional.empty(),
                Optional.of(decider.without().bytes()),
                List.of());
        return Form.of(folder.source(), EditedFiles.of(folder.files(), List.of(edit)))
                        instanceof Form.Built(Closure left)
                ? Optional.of(left)
                : Optional.empty();
    }

    private AppliedObjects objects(Closure closure) {
        return folder.renderer().render(closure.build()) instanceof Rendering.Rendered rendered
                ? folder.objects(rendered)
                : before;
    }

    private Stream<EditPlan> withOwn(EditPlan plan, String own) {
        if (!(plan instanceof Edits edits)) return Stream.of(plan);
        return ofOwn(folder.edited(edits), own)
                .map(next -> next instanceof Edits more ? EditedFiles.merged(edits, more) : next);
    }

    /** In the file that defines the object, or in a patch that says more of it. */
    private Stream<EditPlan> ofOwn(BuiltFolder edited, String own) {
        SetField text = new SetField(change.object(), change.path(), JSON.stringNode(own));
        DecidedEdits decided = new DecidedEdits(new OwnerSpec(edited.source()), edited.files(), text, rendered());
        return Stream.concat(
                        Stream.of(edited.base().plan(List.of(text))), patching().flatMap(decided::of))
                .map(plan -> EditedFiles.telling(plan, List.of(told())));
    }

    /** The patch that decides the text, where one does. */
    private Stream<Decider> patching() {
        return without().stream()
                .flatMap(closure ->
                        new Deciders(folder.renderer(), folder.source(), closure).of(change, objects(closure)))
                .limit(1)
                .filter(found -> found.field().startsWith("patches"));
    }

    private FieldEdit told() {
        return DecidedEdits.told(change, rendered());
    }
}
