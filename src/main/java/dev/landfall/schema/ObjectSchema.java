package dev.landfall.schema;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FieldPath.Step;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What fields a kind has and what they hold: answers for a path that a person typed and for a whole manifest. */
public final class ObjectSchema {
    private static final int NAMED = 6;

    private final ObjectRef kind;
    private final FieldSchema root;
    private final DeclaredFields declared;
    private final Optional<Reason> doubt;

    /** @param doubt why it may not know all fields, if so */
    ObjectSchema(ObjectRef kind, FieldSchema root, Optional<Reason> doubt) {
        this.kind = kind;
        this.root = root;
        this.declared = new DeclaredFields(root);
        this.doubt = doubt;
    }

    /** Why it is no real schema, for a warning: then fields that it does not know may still be there. */
    public Optional<Reason> doubt() {
        return doubt;
    }

    /**
     * The field that is meant by a path or by the end of one: {@code containers[name=web].image} is
     * {@code spec.template.spec.containers[name=web].image} in a Deployment. A field of the object itself is meant rather than
     * the same field of one of its templates.
     */
    public Resolved resolve(FieldPath typed) {
        FieldWalk whole = FieldWalk.along(typed.steps(), root);
        if (whole.isComplete() && beginsDeclared(root, typed)) return field(typed.steps(), whole.last());
        List<List<Step>> ends = endingSo(typed);
        if (!ends.isEmpty() && allEndAs(ends.getFirst(), ends))
            return field(ends.getFirst(), FieldWalk.along(ends.getFirst(), root).last());
        if (!ends.isEmpty()) return ambiguous(typed, ends);
        if (whole.isComplete()) return field(typed.steps(), whole.last());
        if (doubt.isPresent() && whole.endsInTheUnknown())
            return new Resolved.Field(typed, FieldType.UNKNOWN, Optional.of(unvouched(typed)));
        return new NoSuchField(whole.reason(kind.kind(), declared));
    }

    /** @param path the whole way; see {@link #resolve} */
    public Converted convert(FieldPath path, String text) {
        FieldWalk walk = FieldWalk.along(path.steps(), root);
        if (walk.isComplete()) return new TextValue(declared, walk.last(), path, text).converted();
        if (doubt.isPresent() && walk.endsInTheUnknown())
            return new TextValue(declared, FieldSchema.ofAnything(), path, text).converted();
        return new NoSuchField(walk.reason(kind.kind(), declared));
    }

    /** What the field holds; unknown also where there is no such field. */
    public FieldType typeOf(FieldPath path) {
        return at(path).map(FieldSchema::type).orElse(FieldType.UNKNOWN);
    }

    /** The fields that tell the items of this list apart, such as {@code name}; empty where there are none. */
    public List<String> mergeKeys(FieldPath list) {
        return at(list).map(FieldSchema::mergeKeys).orElse(List.of());
    }

    /** Whether it is a list in which each value stands once and in no order. */
    public boolean isSet(FieldPath list) {
        return at(list).map(FieldSchema::isSet).orElse(false);
    }

    /**
     * Why a field of an object that is there cannot be set: controllers or the API server write it, or it stays as it was
     * made. What depends on more than the field, only the API server knows.
     */
    public Optional<Reason> objectionToSetting(FieldPath path) {
        Optional<Reason> known = Fixed.objection(kind, path);
        if (known.isPresent()) return known;
        for (int count = 1; count <= path.steps().size(); count++) {
            FieldPath prefix = new FieldPath(path.steps().subList(0, count));
            if (at(prefix).map(FieldSchema::isImmutable).orElse(false))
                return Fixed.reason(
                        prefix.toString(), "stays as it was made, by a rule of its kind", "make the object anew");
        }
        return Optional.empty();
    }

    /** The fields that a new object must give, and for which the API server fills in nothing; in the order of the schema. */
    public List<WantedField> wanted() {
        return WantedFields.of(root);
    }

    /** The field at a path, for a person to give; empty where there is none. */
    public Optional<WantedField> field(FieldPath path) {
        return at(path).map(schema -> WantedFields.field(path, schema));
    }

    /** Every field that the kind does not have, that is of another type, or that is missing. None where it is in doubt. */
    public List<FieldFault> faultsIn(JsonNode object) {
        return doubt.isPresent() ? List.of() : new ValueCheck(declared).faultsInObject(object);
    }

    private Optional<FieldSchema> at(FieldPath path) {
        return Optional.of(FieldWalk.along(path.steps(), root))
                .filter(FieldWalk::isComplete)
                .map(FieldWalk::last);
    }

    private Resolved field(List<Step> steps, FieldSchema schema) {
        return new Resolved.Field(new FieldPath(steps), schema.type(), Optional.empty());
    }

    /** Not below a list: which of its items is meant, nobody could tell. */
    private List<List<Step>> endingSo(FieldPath typed) {
        return declared.places().stream()
                .filter(place -> !place.isInList() && !place.steps().isEmpty())
                .filter(place -> beginsDeclared(place.schema(), typed))
                .filter(place -> FieldWalk.along(typed.steps(), place.schema()).isComplete())
                .map(place -> joined(place.steps(), typed.steps()))
                .toList();
    }

    /** Otherwise each mapping with free keys, such as labels, would have a field of that name. */
    private static boolean beginsDeclared(FieldSchema place, FieldPath typed) {
        return typed.steps().getFirst() instanceof FieldPath.Key key && place.declares(key.name());
    }

    /** Whether the others are the same field of templates: {@code spec.template.metadata.labels} ends as {@code metadata.labels}. */
    private static boolean allEndAs(List<Step> first, List<List<Step>> ends) {
        return ends.stream()
                .allMatch(steps ->
                        steps.subList(steps.size() - first.size(), steps.size()).equals(first));
    }

    private Resolved ambiguous(FieldPath typed, List<List<Step>> ends) {
        String fields = ends.stream()
                .limit(NAMED)
                .map(steps -> new FieldPath(steps).toString())
                .collect(Collectors.joining(", "));
        String more = ends.size() > NAMED ? " and " + (ends.size() - NAMED) + " more" : "";
        return new Resolved.Ambiguous(Reason.lasting(
                "ambiguous-field",
                typed + " may be any of these fields of a " + kind.kind() + ": " + fields + more,
                "write more of the path"));
    }

    private Reason unvouched(FieldPath typed) {
        return Reason.lasting(
                "field-not-known",
                "nothing says that a " + kind.kind() + " has a field " + typed + ": "
                        + doubt.orElseThrow().message(),
                "check its spelling");
    }

    private static List<Step> joined(List<Step> first, List<Step> then) {
        List<Step> both = new ArrayList<>(first);
        both.addAll(then);
        return both;
    }
}
