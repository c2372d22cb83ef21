package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.Scalar;
import dev.landfall.reason.Reason;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A plan as the journal keeps it: a JSON text that this class alone writes and reads. */
record PlanBody(
        String id,
        ObjectRef object,
        List<Field> fields,
        String what,
        String reason,
        boolean syncAsked,
        String reverts,
        PlanPart part,
        String digest,
        List<Reason> warnings) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** A field to set; the type says how to read the text of the value. */
    record Field(ObjectRef object, String path, Type type, String value) {
        enum Type {
            TEXT,
            INT,
            BOOL
        }

        static Field of(SetField set) {
            Type type = switch (set.value()) {
                case Scalar.Text text -> Type.TEXT;
                case Scalar.Int number -> Type.INT;
                case Scalar.Bool bool -> Type.BOOL;
            };
            return new Field(
                    set.object(), set.path().toString(), type, set.value().toString());
        }

        SetField set() {
            Scalar scalar = switch (type) {
                case TEXT -> new Scalar.Text(value);
                case INT -> new Scalar.Int(Long.parseLong(value));
                case BOOL -> new Scalar.Bool(Boolean.parseBoolean(value));
            };
            return new SetField(object, FieldPath.parse(path), scalar);
        }
    }

    static String write(ChangePlan plan) {
        ChangeRequest request = plan.request();
        return MAPPER.writeValueAsString(new PlanBody(
                plan.id(),
                request.object(),
                request.fields().stream().map(Field::of).toList(),
                request.what(),
                request.reason(),
                request.syncAsked(),
                request.reverts(),
                plan.part(),
                plan.digest(),
                plan.warnings()));
    }

    static ChangePlan read(String body) {
        PlanBody stored = MAPPER.readValue(body, PlanBody.class);
        ChangeRequest request = new ChangeRequest(
                stored.object,
                stored.fields.stream().map(Field::set).toList(),
                stored.what,
                stored.reason,
                stored.syncAsked,
                stored.reverts);
        return new ChangePlan(stored.id, request, stored.part, stored.digest, stored.warnings);
    }
}
