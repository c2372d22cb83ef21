package dev.landfall.placement;

import dev.landfall.cluster.LiveObject;
import dev.landfall.gitops.Generation;
import dev.landfall.gitops.GitSource;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.AddListItem;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.RemoveListItem;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.DocumentEditor;
import dev.landfall.manifest.DocumentPlace;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.FieldDifference;
import dev.landfall.manifest.FieldEdit;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FieldPath.Step;
import dev.landfall.manifest.FileEdit;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Finds what decides the fields of one generated owner: the template itself, for all owners alike, or a parameter of this
 * one. What becomes of each owner is worked out and must be what was wanted.
 */
final class GeneratedSearch {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Generation.FromTemplate generation;
    private final LiveObject owner;
    private final List<Step> place;
    private final Template template;
    private final GeneratedRefusals refusals;
    private final ParameterSets sets;
    private final List<DesiredChange> inTemplate = new ArrayList<>();
    private final List<FieldChange> ofParameters = new ArrayList<>();
    private Optional<ParameterSet> own = Optional.empty();

    GeneratedSearch(Generation.FromTemplate generation, LiveObject owner, Function<GitSource, Checkout> checkouts) {
        this.generation = generation;
        this.owner = owner;
        this.refusals = new GeneratedRefusals(generation.by().ref(), owner.ref());
        FieldPath path = FieldPath.parse(generation.template());
        this.place = path.steps();
        this.template = new Template(
                generation.wording(), path.in(generation.by().json()).orElseThrow(), generation.untouched());
        this.sets = new ParameterSets(generation, template, checkouts);
    }

    /** @param told what the changes of the owner bring about, for people; of a file that is edited for them */
    GeneratedPlace place(List<DesiredChange> wanted, List<FieldEdit> told) {
        try {
            JsonNode after = owner.json();
            for (DesiredChange change : wanted) {
                add((FieldChange) change);
                after = change.appliedTo(Optional.of(after)).orElseThrow();
            }
            List<GeneratedPlace.Effect> effects = effects();
            requireWanted(effects, after);
            return new GeneratedPlace.Found(inGenerator(), inFile(told), effects);
        } catch (Unplaced unplaced) {
            return new GeneratedPlace.Cannot(unplaced.reason());
        }
    }

    private void add(FieldChange change) {
        if (template.isUntouched(change.field(), owner)) throw new Unplaced(refusals.untouched(change));
        JsonNode after = change.appliedTo(Optional.of(owner.json())).orElseThrow();
        List<FieldDifference> differences = FieldDifference.between(owner.json(), after);
        if (differences.stream().noneMatch(this::isWorded)) inTemplate.add(inTemplate(change));
        else differences.forEach(this::addInText);
    }

    private boolean isWorded(FieldDifference difference) {
        return difference.path().in(template.root()).filter(template::isWorded).isPresent();
    }

    /** The same in the template. */
    private FieldChange inTemplate(FieldChange change) {
        FieldPath path = below(place, change.path().steps());
        return switch (change) {
            case SetField set -> new SetField(generation.by().ref(), path, plain(set.value()));
            case AddListItem add -> new AddListItem(generation.by().ref(), path, plain(add.item()));
            case RemoveField _ -> new RemoveField(generation.by().ref(), path);
            case RemoveListItem _ -> new RemoveListItem(generation.by().ref(), path);
        };
    }

    /** What looks like a parameter would become one. */
    private JsonNode plain(JsonNode value) {
        if (template.isWorded(value)) throw new Unplaced(refusals.notRead("the wanted value"));
        return value;
    }

    private void addInText(FieldDifference difference) {
        String place = difference.path().toString();
        JsonNode made = difference
                .path()
                .in(template.root())
                .filter(JsonNode::isString)
                .orElseThrow(() -> new Unplaced(refusals.severalTexts(place)));
        WordedText worded = WordedText.of(template.wording(), made.asString())
                .orElseThrow(() -> new Unplaced(refusals.notRead(place)));
        String wanted = difference
                .after()
                .filter(JsonNode::isValueNode)
                .orElseThrow(() -> new Unplaced(refusals.severalTexts(place)))
                .asString();
        List<String> parts = worded.partsOf(
                        difference.before().map(JsonNode::asString).orElse(""), this::own)
                .orElseThrow(() -> new Unplaced(refusals.unlike()));
        switch (worded.differing(parts, wanted).orElseThrow(() -> new Unplaced(refusals.severalTexts(place)))) {
            case WordedText.Differing.InLiteral(String text) ->
                inTemplate.add(new SetField(
                        generation.by().ref(),
                        below(this.place, difference.path().steps()),
                        JSON.stringNode(text)));
            case WordedText.Differing.InParameter(String name, String value) -> addParameter(name, value);
        }
    }

    private void addParameter(String name, String value) {
        ParameterSet set = own();
        List<Step> way = set.place(name).orElseThrow(() -> new Unplaced(refusals.notWritten(name)));
        String last = way.getLast() instanceof FieldPath.Key(String key) ? key : name;
        template.unread().stream()
                .filter(leaf -> leaf.value().asString().contains(last))
                .findFirst()
                .ifPresent(leaf -> {
                    throw new Unplaced(refusals.notRead(leaf.path().toString()));
                });
        ofParameters.add(new SetField(generation.by().ref(), new FieldPath(way), set.valueLike(way, value)));
    }

    private ParameterSet own() {
        if (own.isEmpty()) own = Optional.of(sets.of(owner));
        return own.get();
    }

    private Optional<String> own(String name) {
        return own().text(name);
    }

    /** With the parameters as they will be. */
    private Optional<ParameterSet> ownAfter() {
        if (ofParameters.isEmpty()) return Optional.empty();
        JsonNode after = own().written();
        for (FieldChange change : ofParameters)
            after = change.appliedTo(Optional.of(after)).orElseThrow();
        return Optional.of(own().with(after));
    }

    private List<GeneratedPlace.Effect> effects() {
        JsonNode after = generation.by().json();
        for (DesiredChange change : inTemplate)
            after = change.appliedTo(Optional.of(after)).orElseThrow();
        JsonNode templateAfter = new FieldPath(place).in(after).orElseThrow();
        TemplateChange change = new TemplateChange(template, templateAfter);
        List<LiveObject> others = generation.owners().stream()
                .filter(each -> !each.ref().isSameObjectAs(owner.ref()))
                .toList();
        return Stream.concat(Stream.of(owner), others.stream())
                .map(each -> new GeneratedPlace.Effect(
                        each, change.of(each, name -> sets.of(each).text(name))))
                .map(effect -> isOwn(effect) ? withParameters(effect, templateAfter) : effect)
                .filter(effect -> !effect.before().json().equals(effect.after().json()))
                .toList();
    }

    private boolean isOwn(GeneratedPlace.Effect effect) {
        return effect.before().ref().isSameObjectAs(owner.ref());
    }

    /** Every text into which one of the changed parameters comes. */
    private GeneratedPlace.Effect withParameters(GeneratedPlace.Effect effect, JsonNode templateAfter) {
        Optional<ParameterSet> then = ownAfter();
        if (then.isEmpty()) return effect;
        JsonNode owned = effect.after().json();
        for (Template.Leaf leaf : new Template(template.wording(), templateAfter, List.of()).leaves()) {
            Optional<WordedText> text = Optional.of(leaf.value())
                    .filter(JsonNode::isString)
                    .flatMap(value -> WordedText.of(template.wording(), value.asString()));
            Optional<String> after = text.flatMap(worded -> worded.with(then.get()::text));
            if (after.isEmpty() || after.equals(text.get().with(own()::text))) continue;
            owned = new SetField(owner.ref(), leaf.path(), JSON.stringNode(after.get()))
                    .appliedTo(Optional.of(owned))
                    .orElseThrow();
        }
        return new GeneratedPlace.Effect(effect.before(), new LiveObject(owned));
    }

    private void requireWanted(List<GeneratedPlace.Effect> effects, JsonNode wanted) {
        JsonNode came = effects.stream()
                .filter(this::isOwn)
                .map(effect -> effect.after().json())
                .findFirst()
                .orElse(owner.json());
        List<FieldDifference> differences = FieldDifference.between(wanted, came).stream()
                .filter(difference -> !isSameText(difference))
                .toList();
        if (!differences.isEmpty()) throw new Unplaced(refusals.feedsMore(differences));
    }

    /** A text of a template stays one, also where a number is wanted. */
    private static boolean isSameText(FieldDifference difference) {
        return difference
                        .before()
                        .filter(JsonNode::isValueNode)
                        .map(JsonNode::asString)
                        .equals(difference.after().filter(JsonNode::isValueNode).map(JsonNode::asString))
                && difference.before().isPresent();
    }

    private List<DesiredChange> inGenerator() {
        List<DesiredChange> changes = new ArrayList<>(inTemplate);
        if (!ofParameters.isEmpty() && own().home() instanceof ParameterSet.Home.InGenerator(String written))
            ofParameters.forEach(change -> changes.add(new SetField(
                    change.object(),
                    below(FieldPath.parse(written).steps(), change.path().steps()),
                    ((SetField) change).value())));
        return changes;
    }

    private Optional<GeneratedPlace.InFile> inFile(List<FieldEdit> told) {
        if (ofParameters.isEmpty() || !(own().home() instanceof ParameterSet.Home.InFile file)) return Optional.empty();
        List<FieldChange> changes = ofParameters.stream()
                .<FieldChange>map(change -> new SetField(
                        change.object(), below(file.above(), change.path().steps()), ((SetField) change).value()))
                .toList();
        byte[] content = file.checkout().all().contents(List.of(file.path())).get(file.path());
        return switch (new DocumentEditor()
                .plan(
                        new ManifestFile(file.path(), content),
                        DocumentPlace.of(file.path()),
                        changes,
                        told.getFirst())) {
            case EditPlan.Edits(List<FileEdit> made) ->
                Optional.of(new GeneratedPlace.InFile(
                        file.checkout(),
                        EditedFiles.telling(
                                made.getFirst(),
                                told.stream()
                                        .map(each -> each.atLine(made.getFirst()
                                                .fields()
                                                .getFirst()
                                                .line()))
                                        .toList())));
            case EditPlan.AlreadyAsDesired _ -> Optional.empty();
            case EditPlan.CannotPlace(Reason reason) -> throw new Unplaced(reason);
        };
    }

    private static FieldPath below(List<Step> above, List<Step> steps) {
        return new FieldPath(Stream.concat(above.stream(), steps.stream()).toList());
    }
}
