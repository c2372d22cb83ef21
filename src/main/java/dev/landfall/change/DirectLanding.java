package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ObjectWriter.Written;
import dev.landfall.gitops.DirectWriter;
import java.util.List;
import java.util.Optional;

/**
 * Makes the direct writes of an approved plan, one object after the other. Each is guarded by what was proven a moment
 * before, so that of two who change the same field one is told, and no third one's change is lost.
 */
final class DirectLanding {
    private final DirectWriter writer;
    private final ChangeJournal journal;

    DirectLanding(DirectWriter writer, ChangeJournal journal) {
        this.writer = writer;
        this.journal = journal;
    }

    /**
     * Whether these writes are the rest of an approved part that was begun before: all that is left to do was approved,
     * and what is not left is as wanted.
     */
    boolean goesOn(Approved approved, int part, Draft.DirectPart rest) {
        Optional<Change> change = journal.changeOf(approved.plan());
        if (change.isEmpty() || !journal.hasBegunWriting(change.get(), part)) return false;
        List<PlannedEdit> all = approved.plan().parts().get(part).edits();
        return all.containsAll(rest.planned().edits());
    }

    Landing.Try write(Approved approved, int part, Draft.DirectPart draft, Narration narration) {
        Change change = journal.begin(approved);
        if (draft.writes().isEmpty()) {
            if (journal.hasBegunWriting(change, part)) journal.written(change, part);
            else journal.needless(change, part);
            return new Landing.Try.Done();
        }
        journal.writing(change, part);
        for (Draft.Write write : draft.writes()) {
            switch (make(write)) {
                case Written.Done done -> {
                    journal.wrote(change, part, object(write));
                    narration.done(told(write));
                }
                case Written.Changed changed -> {
                    return new Landing.Try.Again(changed.reason().message());
                }
                case Written.Refused refused -> {
                    return new Landing.Try.Refused(refused.reason());
                }
            }
        }
        journal.written(change, part);
        return new Landing.Try.Done();
    }

    private Written make(Draft.Write write) {
        return switch (write) {
            case Draft.Write.Create create -> writer.create(create.absent(), create.object(), false);
            case Draft.Write.Patch patch -> writer.patch(patch.unmanaged(), patch.patch(), false);
            case Draft.Write.Delete delete -> writer.delete(delete.unmanaged(), false);
        };
    }

    private static String told(Draft.Write write) {
        String verb = switch (write) {
            case Draft.Write.Create create -> "created ";
            case Draft.Write.Patch patch -> "changed ";
            case Draft.Write.Delete delete -> "deleted ";
        };
        return verb + object(write);
    }

    private static ObjectRef object(Draft.Write write) {
        return switch (write) {
            case Draft.Write.Create create -> create.absent().object();
            case Draft.Write.Patch patch -> patch.unmanaged().asked().ref();
            case Draft.Write.Delete delete -> delete.unmanaged().asked().ref();
        };
    }
}
