package dev.landfall.manifest;

import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FileEdit.WriteFile;
import dev.landfall.manifest.yaml.ScalarType;
import dev.landfall.manifest.yaml.YamlFile;
import dev.landfall.manifest.yaml.YamlNode;
import java.util.List;

/** A change and the scalar that decides it. */
record Target(SetField change, ReadableFile file, YamlNode.Scalar scalar) {

    /** The same for two changes of the same scalar. */
    List<Object> place() {
        return List.of(file.path(), scalar.place().index());
    }

    int line() {
        return file.yaml().line(scalar);
    }

    /** Whether every reader takes what stands there for the wanted value. */
    boolean isAsDesired() {
        return switch (change.value()) {
            case Scalar.Text text ->
                scalar.type() == ScalarType.TEXT && scalar.value().equals(text.value());
            case Scalar.Int number -> scalar.type() == ScalarType.INT && isNumber(number.value());
            case Scalar.Bool bool ->
                scalar.type() == ScalarType.BOOL && Boolean.parseBoolean(scalar.value()) == bool.value();
        };
    }

    /** One file with all its changes, each proven by itself: a node keeps its index over the edits before. */
    static WriteFile write(ReadableFile file, List<Target> targets) {
        YamlFile yaml = file.yaml();
        for (Target target : targets) yaml = target.appliedTo(yaml);
        List<FieldEdit> fields = targets.stream().map(Target::fieldEdit).toList();
        return new WriteFile(file.path(), file.source().content(), yaml.bytes(), fields);
    }

    private YamlFile appliedTo(YamlFile yaml) {
        int index = scalar.place().index();
        if (!(yaml.node(index) instanceof YamlNode.Scalar current))
            throw new IllegalStateException("an edit moved node " + index + " of " + file.path());
        return yaml.with(current, change.value().toString(), type())
                .orElseThrow(() -> new Refusal(
                        "edit-not-proven",
                        file.path() + ":" + line() + ": no way to write " + change.path()
                                + " could be proven to leave the rest of the file as it is",
                        "change the value by hand, and report the file's form as a fault of Landfall"));
    }

    private ScalarType type() {
        return switch (change.value()) {
            case Scalar.Text _ -> ScalarType.TEXT;
            case Scalar.Int _ -> ScalarType.INT;
            case Scalar.Bool _ -> ScalarType.BOOL;
        };
    }

    private FieldEdit fieldEdit() {
        String old = scalar.type() == ScalarType.NULL ? "null" : scalar.value();
        return new FieldEdit(change.object(), change.path(), old, change.value().toString(), line());
    }

    private boolean isNumber(long number) {
        try {
            return Long.parseLong(scalar.value()) == number;
        } catch (NumberFormatException _) {
            return false;
        }
    }
}
