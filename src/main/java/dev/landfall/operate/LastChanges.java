package dev.landfall.operate;

import dev.landfall.change.Change;
import dev.landfall.change.RequestException;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.words.Mention;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What can be taken back: a change of Landfall's own, by its id, and nothing that others did. */
record LastChanges(Supplier<List<Change>> latest) {

    /** "Undo" says neither what nor whose: the person is told what there is, and says it by its id. */
    void refuseToTakeBack(Clause clause) {
        Optional<Change> last = latest.get().stream()
                .filter(change -> !change.plan().request().isRevert())
                .filter(change -> isOf(change, clause.objects()))
                .findFirst();
        String about = clause.objects().isEmpty()
                ? ""
                : " of " + clause.objects().getFirst().told();
        throw RequestException.because(
                "undo-in-words",
                "\"" + clause.text() + "\" does not say which change shall be taken back; "
                        + last.map(change -> "the last one" + about + " by Landfall is \""
                                        + change.plan().request().what() + "\" for "
                                        + change.plan().request().about())
                                .orElse("Landfall knows of none" + about),
                last.map(change -> "landfall revert " + change.id()
                                + " takes that one back; landfall changes lists others")
                        .orElse("say the value that is wanted, such as the former image"));
    }

    private static boolean isOf(Change change, List<Mention> objects) {
        return objects.isEmpty()
                || change.plan().request().targets().stream()
                        .anyMatch(target -> objects.stream().anyMatch(mention -> isMeant(target, mention)));
    }

    private static boolean isMeant(ObjectRef target, Mention mention) {
        boolean isName = target.name().equals(mention.name())
                || (mention.isEitherWay() && target.name().equals(mention.kind()));
        return isName && (!mention.hasPlace() || target.namespace().equals(mention.namespace()));
    }
}
