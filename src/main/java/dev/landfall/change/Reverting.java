package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import dev.landfall.git.CommitSummary;
import dev.landfall.git.GitRepository;
import dev.landfall.gitops.GitSource;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Takes a change back so that nothing of it stays, unless others have made something else of it since. */
final class Reverting {
    /** How many commits that touch a file are looked through for the one that a conflict comes from. */
    private static final int LATER_EDITS = 50;

    private final ChangeJournal journal;
    private final OldFiles files;

    Reverting(ChangeJournal journal) {
        this.journal = journal;
        this.files = new OldFiles(journal);
    }

    OldFiles files() {
        return files;
    }

    /**
     * The request that takes back what of a change has landed; each object goes the way that it went then.
     *
     * @param wanted the part that it is about, counted from 1; empty for all of them
     */
    ChangeRequest request(Change change, OptionalInt wanted, Manner manner) {
        List<DesiredChange> back = new ArrayList<>();
        Map<ObjectRef, Destination> destinations = new HashMap<>();
        for (int i = 0; i < change.arrivals().size(); i++) {
            if (wanted.isPresent() && wanted.getAsInt() != i + 1) continue;
            PlanPart part = change.plan().parts().get(i);
            List<PlannedEdit> landed = landed(part, change.arrivals().get(i));
            back.addAll(taken(change.plan(), part, landed));
            addDestinations(part, destinations);
            for (PlannedEdit edit : landed)
                Optional.ofNullable(destinations.get(edit.object()))
                        .ifPresent(way -> destinations.put(Inverse.of(edit).object(), way));
        }
        if (back.isEmpty()) throw new RequestException(nothingToTakeBack(change));
        refuseWithoutValues(change, destinations);
        String part = wanted.isPresent() ? "part " + wanted.getAsInt() + " of " : "";
        String what = "take back " + part + "\"" + change.plan().request().what() + "\"";
        return new ChangeRequest(back.reversed(), what, manner, destinations, change.id());
    }

    /** Of a file with parameters, what becomes of the owners that are generated: the file itself says nothing of it. */
    private static List<DesiredChange> taken(ChangePlan plan, PlanPart part, List<PlannedEdit> landed) {
        if (landed.isEmpty() || !(part instanceof PlanPart.InGit git))
            return landed.stream().map(Inverse::of).toList();
        List<DesiredChange> ofGenerated = git.owners().stream()
                .filter(share -> plan.isGenerator(share.owner()))
                .flatMap(share -> share.targets().stream())
                .filter(plan::isGenerated)
                .flatMap(target -> plan.formerly(target).stream())
                .toList();
        return ofGenerated.isEmpty()
                ? landed.stream()
                        .map(edit -> Inverse.truth(edit, git.former()).orElseGet(() -> Inverse.of(edit)))
                        .toList()
                : ofGenerated;
    }

    /** Of what went through Git the file's old bytes come back; of what was deleted directly nothing has the values. */
    private static void refuseWithoutValues(Change change, Map<ObjectRef, Destination> destinations) {
        change.plan().edits().stream()
                .filter(edit -> edit.field().isEmpty() && edit.after().isEmpty())
                .map(PlannedEdit::object)
                .filter(object ->
                        SecretValues.isSecret(object) && destinations.get(object) instanceof Destination.Direct)
                .findFirst()
                .ifPresent(object -> {
                    throw new RequestException(SecretValues.notKept(object));
                });
    }

    private static List<PlannedEdit> landed(PlanPart part, Change.Arrival arrival) {
        return switch (arrival) {
            case Change.Arrival.Proposed proposed -> List.of();
            case Change.Arrival.Committed committed -> part.landedEdits();
            case Change.Arrival.Written written -> part.edits();
            case Change.Arrival.PartlyWritten some ->
                part.edits().stream()
                        .filter(edit -> some.objects().contains(edit.object().toString()))
                        .toList();
            case Change.Arrival.NotYet notYet -> List.of();
            case Change.Arrival.Needless needless -> List.of();
        };
    }

    private static void addDestinations(PlanPart part, Map<ObjectRef, Destination> destinations) {
        switch (part) {
            case PlanPart.Direct direct ->
                direct.targets().forEach(target -> destinations.put(target, new Destination.Direct()));
            case PlanPart.InGit git ->
                git.owners()
                        .forEach(share -> share.targets()
                                .forEach(target -> destinations.put(
                                        share.afterwards(target),
                                        new Destination.Into(
                                                share.owner().kind(),
                                                share.owner().namespace(),
                                                share.owner().name()))));
        }
    }

    /** What the owners that a change was about had brought about, the other way round. */
    List<OwnerChange> broughtBack(ChangeRequest request) {
        return request.isRevert()
                ? BroughtBack.of(journal.require(request.reverts()).plan(), request.targets())
                : List.of();
    }

    /** Whether the change that is taken back went to a file there that this generator of owners takes parameters from. */
    boolean isOfParameters(ChangeRequest request, ObjectRef generator, GitSource source) {
        if (!request.isRevert()) return false;
        ChangePlan plan = journal.require(request.reverts()).plan();
        return plan.isGenerator(generator)
                && plan.parts().stream()
                        .anyMatch(part -> part instanceof PlanPart.InGit git
                                && git.repository().equals(source.repository())
                                && git.owners().stream()
                                        .anyMatch(share -> share.owner().isSameObjectAs(generator)
                                                && share.path().equals(source.path())));
    }

    /** The edit with the file that the object was in, where it comes back there and not into one of its own. */
    PlannedEdit inItsFile(ChangeRequest request, PlannedEdit edit, Set<String> files) {
        if (!request.isRevert() || files.contains(edit.file())) return edit;
        return journal.require(request.reverts()).plan().landedEdits().stream()
                .filter(our -> our.isOfSamePlaceAs(edit) && files.contains(our.file()))
                .findFirst()
                .map(our -> edit.in(our.file()))
                .orElse(edit);
    }

    /**
     * A value that is to be taken back and is not ours any more.
     *
     * @param ours what the change had set
     * @param now what would have to be replaced
     */
    record Conflict(PlannedEdit ours, PlannedEdit now) {

        /** @param by who has edited it, or empty */
        String told(String by) {
            return (now.field().isEmpty() ? now.object().toString() : now.field())
                    + (now.file().isEmpty() ? "" : " in " + now.file()) + " is " + now.oldValue() + " now"
                    + (by.isEmpty() ? "" : " by " + by) + "; the change to revert had set it to " + ours.newValue();
        }
    }

    /** What others have made of the values that are to be taken back; none where they are still ours. */
    List<Conflict> conflicts(ChangeRequest request, List<PlannedEdit> edits) {
        if (!request.isRevert()) return List.of();
        List<PlannedEdit> ours = journal.require(request.reverts()).plan().landedEdits();
        return edits.stream()
                .flatMap(edit -> ours.stream()
                        .filter(our -> our.isOfSamePlaceAs(edit) && !isStill(our, edit))
                        .map(our -> new Conflict(our, edit)))
                .toList();
    }

    /** Who was the first to edit, on the way from our commit to this head, what the change had set there. */
    String whoEdited(
            ChangeRequest request,
            Conflict conflict,
            String branch,
            GitRepository repository,
            CommitId head,
            Wanted is) {
        ChangePlan reverted = journal.require(request.reverts()).plan();
        List<DesiredChange> wanted = Stream.concat(
                        reverted.request().targets().stream(),
                        reverted.ownerChanges().stream().map(OwnerChange::owner))
                .filter(target -> reverted.afterwards(target)
                        .isSameObjectAs(conflict.ours().object()))
                .flatMap(target -> reverted.wantedOf(target).stream())
                .toList();
        CommitId after = files.landed(request, branch, repository)
                .filter(repository::knows)
                .orElse(head);
        for (int looked = 0; looked < LATER_EDITS; looked++) {
            Optional<CommitSummary> next =
                    repository.firstChangeOf(conflict.ours().file(), after, head);
            if (next.isEmpty()) return "";
            after = next.get().id();
            if (!is.trueAt(after, wanted)) return next.get().toString();
        }
        return "";
    }

    /** Whether a commit says what is wanted. */
    interface Wanted {
        boolean trueAt(CommitId commit, List<DesiredChange> changes);
    }

    /** The API server spells quantities in its own way, and adds defaults to whole objects. */
    private static boolean isStill(PlannedEdit our, PlannedEdit edit) {
        if (our.after().equals(edit.before())) return true;
        if (our.after().isEmpty() || edit.before().isEmpty()) return false;
        if (!our.field().isEmpty())
            return new SetField(our.object(), FieldPath.parse(our.field()), our.afterJson())
                    .isSaidBy(edit.beforeJson());
        return new CreateObject(our.object(), (ObjectNode) our.afterJson()).holdsIn(Optional.of(edit.beforeJson()));
    }

    private static Reason nothingToTakeBack(Change change) {
        return Reason.lasting(
                "nothing-to-revert", "change " + change.id() + " has changed nothing that could be taken back", "");
    }
}
