package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.FieldDifference;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.stream.Collectors;

/** The words for what stands in the way of a change of a generated owner. */
record GeneratedRefusals(ObjectRef generator, ObjectRef owner) {

    Reason untouched(FieldChange change) {
        return Reason.lasting(
                "applicationset-leaves-field",
                "%s leaves %s of %s as it is (spec.ignoreApplicationDifferences)"
                        .formatted(generator, change.field(), owner),
                "change it by hand in the Application itself");
    }

    Reason notRead(String what) {
        return Reason.lasting(
                "template-not-read",
                "the template of %s does more in %s than name parameters, which Landfall does not work out"
                        .formatted(generator, what),
                "change it by hand, in the template or in the generator's input");
    }

    Reason severalTexts(String field) {
        return Reason.lasting(
                "template-several-parts",
                "what is wanted of %s of %s comes from several parts of its template, and Landfall cannot tell which one"
                                .formatted(field, owner)
                        + " is meant",
                "change one of them at a time, or by hand in the template or the generator's input");
    }

    Reason unlike() {
        return Reason.lasting(
                "template-unlike-owner",
                "%s does not have what its template makes, so that it cannot be told what becomes of it"
                        .formatted(owner),
                "wait until its generator has brought it up to date, or change it by hand in the template");
    }

    Reason notWritten(String name) {
        return Reason.lasting(
                "parameter-not-written",
                "the parameter %s of %s decides it for %s, and is written nowhere: the generator makes it"
                        .formatted(Printable.line(name), generator, owner),
                "change it by hand, in the generator or in the names of its files");
    }

    Reason feedsMore(List<FieldDifference> differences) {
        String fields = differences.stream()
                .limit(3)
                .map(difference -> difference.path().toString())
                .collect(Collectors.joining(", "));
        return Reason.lasting(
                "parameter-feeds-more",
                "the same place of %s or its parameters decides more of %s than what is wanted: %s"
                        .formatted(generator, owner, fields),
                "give the field a parameter of its own, or change both by hand");
    }
}
