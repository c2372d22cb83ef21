package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GitSource;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FileEdit;
import dev.landfall.manifest.FoundObject;
import dev.landfall.reason.Reason;
import dev.landfall.render.Closure;
import dev.landfall.render.Kustomization;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words for what Kustomize makes of an edit that must not be. */
final class KustomizeRefusals {
    private static final String BY_HAND = "make this change by hand in the repository";
    private static final int SHOWN = 5;

    private KustomizeRefusals() {}

    static Reason creation(ObjectRef object, GitSource source) {
        return Reason.lasting(
                "kustomize-create",
                object + " cannot be made in \"" + source.path()
                        + "\" together with changes of what Kustomize builds there already",
                "make what is new and what changes by two changes, one after the other");
    }

    static Reason notInAFile(ObjectRef object, Closure closure, AppliedObjects rendered) {
        if (rendered.find(object).isEmpty()) return notRendered(object, closure);
        return rendered.generated().of(object).stream()
                .findFirst()
                .map(generator -> generated(object, generator))
                .orElseGet(() -> notInAFile(object));
    }

    /** What its entry cannot say. */
    static Reason generated(ObjectRef object, Generator generator) {
        return Reason.lasting(
                "kustomize-generated",
                "%s is made by %s, not defined in a file, and no entry there can say this"
                        .formatted(object, generator.described()),
                BY_HAND);
    }

    static Reason noLineBreaks(String file, String key) {
        return Reason.lasting(
                "kustomize-env-file",
                "%s gives %s its value on one line, and the wanted value has several".formatted(file, key),
                "move the key to a file of its own, named in files: of the generator");
    }

    /** The object by that name is taken away, or will be. */
    static Reason formerName(DesiredChange.FieldChange change, Generator generator) {
        return Reason.lasting(
                "kustomize-former-name",
                "%s of %s cannot be set to the name that %s %s had with other content: %s makes another one now"
                        .formatted(
                                change.path(),
                                change.object(),
                                generator.kind(),
                                generator.base(),
                                generator.described()),
                "change what is in it: landfall operate set %s/%s data.KEY=VALUE, or landfall revert of the change that"
                                .formatted(generator.kind().toLowerCase(Locale.ROOT), generator.base())
                        + " brought it");
    }

    /** @param kept where the old name of a generated object stays */
    static Reason staleName(String file, Difference kept) {
        return Reason.lasting(
                "kustomize-name-kept",
                "after the edit of %s, %s of %s would still be %s, the name that ends in the hash of what is there now"
                        .formatted(
                                file,
                                new FieldPath(kept.steps()),
                                kept.object(),
                                kept.after().orElseThrow().asString()),
                "write the name without the hash there, as Kustomize puts it in the place of the other");
    }

    private static Reason notRendered(ObjectRef object, Closure closure) {
        return Reason.lasting(
                "object-not-in-git",
                "%s is not among what %s builds"
                        .formatted(object, closure.kustomizations().getFirst().path()),
                "check the namespace and the name, or add the object to the repository");
    }

    static Reason notInAFile(ObjectRef object) {
        return Reason.lasting(
                "kustomize-not-in-a-file",
                object + " is rendered, but no file that the kustomizations name defines it under its name",
                BY_HAND);
    }

    static Reason severalFiles(ObjectRef object, List<FoundObject> places) {
        return Reason.lasting(
                "defined-twice",
                object + " is defined at "
                        + places.stream().map(FoundObject::toString).collect(Collectors.joining(" and ")),
                "delete all but one");
    }

    static Reason breaks(Edits edits, Reason why) {
        return Reason.lasting("kustomize-breaks", "after the edit of " + files(edits) + ", " + why.message(), BY_HAND);
    }

    private static String files(Edits edits) {
        return edits.files().stream().map(FileEdit::path).collect(Collectors.joining(", "));
    }

    /** @param by in words what decides the field, or an empty text where that was not found out */
    static Reason overridden(DesiredChange change, String value, String file, String by) {
        return Reason.lasting(
                "kustomize-overridden",
                "%s of %s is %s whatever %s says: %s"
                        .formatted(
                                change.field().isEmpty() ? "the existence" : change.field(),
                                change.object(),
                                value,
                                file,
                                by.isEmpty() ? "something in the kustomizations above it decides that" : by),
                "change it there by hand, since Landfall does not edit that");
    }

    static Reason unwritablePatch(ObjectRef object, Kustomization overlay) {
        return Reason.lasting(
                "edit-not-proven",
                "no way to write a patch of %s into %s could be proven".formatted(object, overlay.path()),
                BY_HAND);
    }

    static Reason stillNamed(ObjectRef object, Difference naming) {
        return Reason.lasting(
                "kustomize-still-named",
                "%s cannot go, since %s of %s names it"
                        .formatted(object, new FieldPath(naming.steps()), naming.object()),
                "take that out first");
    }

    /** @param refused what stood in the way of an edit in the overlay */
    static Reason sharedBase(DesiredChange change, Edits edits, Sharing sharing, Optional<Placed> refused) {
        FileEdit shared = edits.files().stream()
                .filter(edit -> sharing.with(edit.path()).isPresent())
                .findFirst()
                .orElseThrow();
        String why = refused.map(Placed::plan)
                .filter(EditPlan.CannotPlace.class::isInstance)
                .map(plan -> ": " + ((EditPlan.CannotPlace) plan).reason().message())
                .orElse("");
        return Reason.lasting(
                "shared-base",
                "%s decides %s of %s, and %s builds from it as well; no way to say it in the overlay could be proven%s"
                        .formatted(
                                shared.path(),
                                change.field().isEmpty() ? "the existence" : change.field(),
                                change.object(),
                                sharing.with(shared.path()).orElseThrow(),
                                why),
                "say --at base to change it for all who build from it, or make this change by hand in the overlay");
    }

    static Reason moreChanges(
            String file, List<DesiredChange> changes, List<Difference> differences, List<Difference> surplus) {
        List<Difference> unwanted = differences.stream()
                .filter(difference -> surplus.stream().anyMatch(more -> more.isAt(difference)))
                .toList();
        return Reason.lasting(
                "kustomize-more-changes",
                "editing %s for %s would change more than that: %s"
                        .formatted(file, changes.getFirst().object(), listed(unwanted.isEmpty() ? surplus : unwanted)),
                BY_HAND);
    }

    static Optional<Reason> wouldChange(List<Difference> differences, String place) {
        if (differences.isEmpty()) return Optional.empty();
        return Optional.of(Reason.lasting("shared-file", place + listed(differences), BY_HAND));
    }

    static String listed(List<Difference> differences) {
        String shown =
                differences.stream().limit(SHOWN).map(Difference::toString).collect(Collectors.joining("; "));
        int more = differences.size() - SHOWN;
        return more > 0 ? shown + "; and " + more + " more" : shown;
    }
}
