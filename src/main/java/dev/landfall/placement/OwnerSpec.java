package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Addition;
import dev.landfall.gitops.Charting;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.OwnValues;
import dev.landfall.gitops.SetText;
import dev.landfall.gitops.SpecPlace;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.AddListItem;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldDifference;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FileEdit;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.render.GivenValues;
import dev.landfall.render.Kustomization;
import dev.landfall.render.PostRenderer;
import dev.landfall.render.YamlDocuments;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the owner's own spec adds to its folder, as if it were files: so it is edited and proven like them, and what comes
 * out is changes of the owner. The names of these files are for people; no edit of the repository bears one, since they
 * do not end like a manifest.
 */
record OwnerSpec(GitSource source) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Holds the additions to the kustomization, one in a list for each. */
    static final String FILE = "the spec of the owner";

    /** Holds the variables, one mapping in a list for each place that gives some. */
    static final String VARIABLES = "the variables of the owner";

    /** Where it has a part in what comes out. */
    ManifestFile file() {
        ArrayNode values = MAPPER.createArrayNode();
        source.additions().forEach(addition -> values.add(addition.value()));
        return new ManifestFile(FILE, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(values));
    }

    /** By which what the chart of the source renders is built anew. */
    List<Kustomization> postRenderers() {
        List<Kustomization> all = new ArrayList<>();
        int number = source.kustomizing().additions().size();
        for (List<Addition> additions :
                source.charting().map(Charting::postRenderers).orElse(List.of())) {
            all.add(Kustomization.over(PostRenderer.INPUT, rendered(additions), number));
            number += additions.size();
        }
        return all;
    }

    static List<dev.landfall.render.Addition> rendered(List<Addition> additions) {
        return additions.stream()
                .map(addition -> new dev.landfall.render.Addition(addition.field(), addition.value()))
                .toList();
    }

    static List<GivenValues> given(List<OwnValues> values) {
        return values.stream()
                .map(each ->
                        new GivenValues(name(each), each.yaml(), each.form().isSingle()))
                .toList();
    }

    private static String name(OwnValues values) {
        return values.heldBy()
                .map(holder -> values.place().path() + " of " + holder)
                .orElseGet(() -> values.place().toString());
    }

    /** The source as its owner would have it after these edits. */
    GitSource after(List<FileEdit> edits) {
        Optional<JsonNode> edited = edits.stream()
                .filter(edit -> edit.path().equals(FILE))
                .findFirst()
                .map(edit -> MAPPER.readTree(edit.after().orElseThrow()));
        if (edited.isEmpty()) return substituted(edits);
        List<Addition> after = new ArrayList<>();
        List<Addition> additions = source.additions();
        for (int i = 0; i < additions.size(); i++) {
            after.add(additions.get(i).with(edited.get().path(i)));
        }
        return new OwnerSpec(source.adding(after)).substituted(edits);
    }

    private GitSource substituted(List<FileEdit> edits) {
        return edits.stream()
                .filter(edit -> edit.path().equals(VARIABLES))
                .findFirst()
                .map(edit -> source.substituting(
                        Optional.of(OwnerVariables.of(source).after(edit.after().orElseThrow()))))
                .orElse(source);
    }

    /** Those that are of files of the repository. */
    List<FileEdit> inFiles(List<FileEdit> edits) {
        return edits.stream().filter(edit -> !isOwn(edit)).toList();
    }

    private boolean isOwn(FileEdit edit) {
        return edit.path().equals(FILE)
                || edit.path().equals(VARIABLES)
                || values(edit).isPresent();
    }

    private Optional<OwnValues> values(FileEdit edit) {
        return source.charting().stream()
                .flatMap(charting -> charting.values().stream())
                .filter(values -> name(values).equals(edit.path()))
                .findFirst();
    }

    /** What the edits come to in the owner, or in what it reads beside its source; none where all are of files. */
    List<DesiredChange> inOwner(ObjectRef owner, List<FileEdit> edits) {
        return in("", owner, edits);
    }

    /**
     * What they come to in one place.
     *
     * @param file in the folder, by which the owner changes its own spec; empty for the owner itself
     */
    List<DesiredChange> in(String file, ObjectRef owner, List<FileEdit> edits) {
        List<DesiredChange> changes = new ArrayList<>();
        for (FileEdit edit : edits) {
            if (edit.path().equals(FILE)) changes.addAll(ofAdditions(file, owner, edit));
            if (edit.path().equals(VARIABLES) && file.isEmpty())
                changes.addAll(
                        OwnerVariables.of(source).changes(owner, edit.after().orElseThrow()));
            values(edit)
                    .filter(values -> values.place().file().equals(file))
                    .ifPresent(values -> changes.addAll(ofValues(values.heldBy().orElse(owner), values, edit)));
        }
        return changes;
    }

    private List<DesiredChange> ofAdditions(String file, ObjectRef owner, FileEdit edit) {
        JsonNode after = MAPPER.readTree(edit.after().orElseThrow());
        List<DesiredChange> changes = new ArrayList<>();
        List<Addition> additions = source.additions();
        for (int i = 0; i < additions.size(); i++) {
            Addition addition = additions.get(i);
            if (addition.value().equals(after.path(i))
                    || !addition.place().file().equals(file)) continue;
            FieldPath place = FieldPath.parse(addition.place().path());
            if (addition.isImageText() || !after.path(i).isContainer())
                changes.add(
                        new SetField(owner, place, addition.isImageText() ? imageText(after.path(i)) : after.path(i)));
            else if (addition.field().equals("labels"))
                // Argo CD writes the pairs alone.
                changes.addAll(between(
                        owner,
                        place,
                        addition.value().path("pairs"),
                        after.path(i).path("pairs")));
            else changes.addAll(between(owner, place, addition.value(), after.path(i)));
        }
        return changes;
    }

    /** The files in the folder that say some of it. */
    List<String> specFiles() {
        return Stream.concat(
                        source.additions().stream().map(Addition::place),
                        source.charting().stream()
                                .flatMap(charting -> charting.values().stream())
                                .map(OwnValues::place))
                .filter(place -> !place.isInOwner())
                .map(SpecPlace::file)
                .distinct()
                .toList();
    }

    /** {@code name=newName:newTag@digest}, as {@code kustomize edit set image} takes it. */
    private static JsonNode imageText(JsonNode entry) {
        String name = entry.path("name").asString("");
        String newName = entry.path("newName").asString(name);
        StringBuilder text = new StringBuilder(newName.equals(name) ? name : name + "=" + newName);
        if (entry.has("newTag")) text.append(':').append(entry.path("newTag").asString());
        if (entry.has("digest")) text.append('@').append(entry.path("digest").asString());
        return JsonNodeFactory.instance.stringNode(text.toString());
    }

    private static List<FieldChange> between(ObjectRef owner, FieldPath place, JsonNode before, JsonNode after) {
        return FieldDifference.between(before, after).stream()
                .map(difference -> {
                    FieldPath path = place;
                    for (FieldPath.Step step : difference.path().steps()) path = path.to(step);
                    return difference.after().isPresent()
                            ? new SetField(owner, path, difference.after().get())
                            : new RemoveField(owner, path);
                })
                .<FieldChange>map(change -> change)
                .toList();
    }

    private static List<? extends DesiredChange> ofValues(ObjectRef owner, OwnValues values, FileEdit edit) {
        FieldPath place = FieldPath.parse(values.place().path());
        byte[] after = edit.after().orElseThrow();
        return switch (values.form()) {
            case TEXT ->
                List.of(new SetField(
                        owner, place, JsonNodeFactory.instance.stringNode(new String(after, StandardCharsets.UTF_8))));
            case MAPPING -> between(owner, place, read(edit.before().orElseThrow()), read(after));
            case SINGLE, SINGLE_LITERAL -> List.of(new SetField(owner, place, single(values.form(), read(after))));
            case PARAMETERS -> parameters(owner, place, read(edit.before().orElseThrow()), read(after));
        };
    }

    private static JsonNode single(OwnValues.Form form, JsonNode values) {
        JsonNode value = values;
        while (value.isObject()) value = value.iterator().next();
        String text = form == OwnValues.Form.SINGLE ? SetText.of(value) : value.asString();
        return JsonNodeFactory.instance.stringNode(text);
    }

    private static JsonNode read(byte[] yaml) {
        return YamlDocuments.in(yaml).getFirst();
    }

    /** By name, as {@code helm --set} writes a way through mappings. */
    private static List<FieldChange> parameters(ObjectRef owner, FieldPath place, JsonNode before, JsonNode after) {
        return FieldDifference.between(before, after).stream()
                .map(difference -> {
                    String name = difference.path().steps().stream()
                            .map(step -> ((FieldPath.Key) step).name().replace(".", "\\."))
                            .reduce((one, other) -> one + "." + other)
                            .orElseThrow();
                    JsonNode text = JsonNodeFactory.instance.stringNode(
                            difference.after().orElseThrow().asString());
                    return parameter(
                            owner, place, name, text, difference.before().isPresent());
                })
                .toList();
    }

    private static FieldChange parameter(
            ObjectRef owner, FieldPath place, String name, JsonNode text, boolean isThere) {
        if (isThere) {
            FieldPath item = place.to(new FieldPath.Item("name", name));
            return new SetField(owner, item.to(new FieldPath.Key("value")), text);
        }
        ObjectNode item = JsonNodeFactory.instance.objectNode().put("name", name);
        return new AddListItem(owner, place, item.set("value", text));
    }
}
