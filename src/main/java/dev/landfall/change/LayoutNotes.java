package dev.landfall.change;

import dev.landfall.config.Layout;
import dev.landfall.config.LayoutRule;
import dev.landfall.config.RuledObject;
import dev.landfall.gitops.Owner;
import dev.landfall.manifest.FoundObject;
import dev.landfall.placement.LayoutChoice;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.stream.Stream;

/** What the layout in the configuration says about an object, for people who ask where it is. */
record LayoutNotes(Layout layout, Owner owner) {

    /** @param files that define it */
    List<Reason> of(List<FoundObject> files) {
        RuledObject object = new LayoutChoice(layout, owner.object()).ruled(owner.target());
        Stream<LayoutRule> closed =
                files.stream().map(FoundObject::path).distinct().flatMap(path -> layout.closing(path).stream());
        return Stream.concat(layout.about(object).stream(), closed)
                .map(rule -> Reason.lasting("layout-rule", rule.named() + ": " + says(rule, object), ""))
                .toList();
    }

    private static String says(LayoutRule rule, RuledObject object) {
        return switch (rule) {
            case LayoutRule.NewFile newFile ->
                "a new object like this one goes into " + newFile.file().filledBy(object);
            case LayoutRule.DecidingFile deciding ->
                deciding.field() + " is decided in " + deciding.file().filledBy(object);
            case LayoutRule.ClosedFolder closed ->
                switch (closed.why()) {
                    case GENERATED -> closed.files() + " is generated";
                    case FORBIDDEN -> closed.files() + " is not to be edited";
                };
        };
    }
}
