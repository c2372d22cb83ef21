package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Applied;
import dev.landfall.gitops.GitSource;
import dev.landfall.placement.Deviation;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The words for what the comparison of a rendering with the live objects comes to. */
final class RenderReasons {
    static final String UNPROVEN = "render-unproven";
    private static final String UNCHECKED = "render-unchecked";
    private static final int NAMED = 3;

    private RenderReasons() {}

    static Optional<Reason> unproven(ObjectRef owner, GitSource source, List<Deviation> deviations) {
        return unproven(owner, source, deviations, Optional::empty);
    }

    /** @param doubt why it may lie at the programs of this machine; asked only where there are deviations */
    static Optional<Reason> unproven(
            ObjectRef owner, GitSource source, List<Deviation> deviations, Supplier<Optional<Reason>> doubt) {
        if (deviations.isEmpty()) return Optional.empty();
        Optional<Reason> why = doubt.get();
        String folder = source.path().isEmpty() ? "the root of the repository" : "the folder " + source.path();
        if (source.repository().isEmpty()) folder = "the released chart";
        if (source.chart().isPresent()) folder = "the " + source.chart().get().named();
        return Optional.of(Reason.lasting(
                UNPROVEN,
                "what is rendered here of %s is not what %s has made live of the same commit: %s%s"
                        .formatted(
                                folder,
                                owner,
                                named(deviations),
                                why.map(reason -> "; " + reason.message()).orElse("")),
                "%s; or say --accept-unproven (acceptUnproven) to go on with a rendering that is not proven"
                        .formatted(
                                why.map(Reason::remedy).orElse("use the Kustomize or Helm of the owner's version"))));
    }

    /** Empty where there is nothing to explain. */
    static Optional<Reason> explained(ObjectRef owner, Applied applied, List<Deviation> deviations) {
        if (deviations.isEmpty()) return Optional.empty();
        String why = applied.isSettled()
                ? "others have written it since"
                : owner + " does not take it for what " + applied.revision() + " wants either";
        return Optional.of(unchecked("what is live is not what is rendered here, of which nothing follows, for %s: %s"
                .formatted(why, named(deviations))));
    }

    static Reason nothingApplied(ObjectRef owner) {
        return notCompared(owner + " does not tell from which commit it has applied what");
    }

    static Reason ownerNotFound(ObjectRef owner) {
        return notCompared(owner + " is not found where the owners are");
    }

    /** @param why which cluster it is, or why that is not known */
    static Reason appliedElsewhere(Reason why) {
        return notCompared(why.message());
    }

    static Reason moreOthers(int more) {
        return unchecked(
                "of %d more owners that read the edited files it was rendered that nothing changes for them, but"
                                .formatted(more)
                        + " not compared with what is live");
    }

    static Reason unknownCommit(ObjectRef owner, Applied applied) {
        return notCompared("the " + applied.revision() + " that " + owner + " has applied is not in the branch");
    }

    static Reason otherForm(ObjectRef owner, Applied applied) {
        return notCompared(
                "at the " + applied.revision() + " that " + owner + " has applied nothing was to be rendered");
    }

    static Reason notRenderedThen(ObjectRef owner, Applied applied, Reason why) {
        return notCompared(
                "the " + applied.revision() + " that " + owner + " has applied does not render here: " + why.message());
    }

    private static Reason notCompared(String why) {
        return unchecked("what is rendered here could not be compared with what is live, for " + why);
    }

    private static Reason unchecked(String what) {
        return Reason.passing(UNCHECKED, what, "look at the rendered difference, and at that of the pull request");
    }

    private static String named(List<Deviation> deviations) {
        String first = deviations.stream().limit(NAMED).map(Deviation::toString).collect(Collectors.joining("; "));
        int more = deviations.size() - NAMED;
        return more > 0 ? first + "; and " + more + " more" : first;
    }
}
