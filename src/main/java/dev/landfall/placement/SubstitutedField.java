package dev.landfall.placement;

import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.EditPlan;
import dev.landfall.reason.Reason;
import dev.landfall.render.VariableText;
import dev.landfall.render.VariableText.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A field whose text has variables in it, before the owner puts their values there.
 *
 * @param rendered the object as it comes out now
 */
record SubstitutedField(OwnerVariables variables, VariableText text, SetField change, JsonNode rendered) {

    /** @param built the object before values are put into it; empty where the field is none of these */
    static Optional<SubstitutedField> of(
            OwnerVariables variables, SetField change, Optional<JsonNode> built, JsonNode rendered) {
        return built.flatMap(change.path()::in)
                .filter(JsonNode::isString)
                .map(text -> VariableText.of(text.asString()))
                .filter(text -> !text.isPlain())
                .map(text -> new SubstitutedField(variables, text, change, rendered));
    }

    /**
     * The edits by which one variable could make the field as wanted.
     *
     * @param inFiles places a change of the field's text before values are put into it
     */
    List<EditPlan> edits(Function<SetField, EditPlan> inFiles) {
        if (!change.value().isValueNode()) return List.of();
        Map<String, String> values = variables.substitution().values();
        List<EditPlan> edits = new ArrayList<>();
        for (int i = 0; i < text.parts().size(); i++) {
            if (!(text.parts().get(i) instanceof Part.Variable variable)) continue;
            Optional<String> solved = text.solved(i, values, change.value().asString());
            if (solved.isEmpty()) continue;
            boolean isGiven = !values.getOrDefault(variable.name(), "").isEmpty()
                    || variable.otherwise().isEmpty();
            edits.add(isGiven ? given(variable, solved.get()) : inFiles.apply(otherwise(i, variable, solved.get())));
        }
        return edits;
    }

    private EditPlan given(Part.Variable variable, String value) {
        return new EditPlan.Edits(List.of(variables.edit(variable.name(), value, DecidedEdits.told(change, rendered))));
    }

    private SetField otherwise(int index, Part.Variable variable, String value) {
        String written = text.with(index, variable.or(value)).written();
        return new SetField(change.object(), change.path(), JsonNodeFactory.instance.stringNode(written));
    }

    Reason unsolved() {
        String names = text.parts().stream()
                .filter(Part.Variable.class::isInstance)
                .map(part -> ((Part.Variable) part).name())
                .distinct()
                .collect(Collectors.joining(", "));
        return Reason.lasting(
                "substitution-unsolved",
                "%s of %s is made of %s, and no single one of the variables %s makes it %s"
                        .formatted(
                                change.path(),
                                change.object(),
                                text.written(),
                                names,
                                Difference.text(Optional.of(change.value()))),
                "change the variables one after the other, or by hand");
    }
}
