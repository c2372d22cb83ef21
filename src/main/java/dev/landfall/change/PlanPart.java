package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import java.util.List;
import java.util.stream.Stream;

/** What happens in one place: a branch of a repository, or the cluster itself. */
public sealed interface PlanPart {

    /** The objects that it is about. */
    List<ObjectRef> targets();

    /** What changes; empty where everything is as wanted already. */
    List<PlannedEdit> edits();

    /** For people: as Git prints a difference. */
    String diff();

    /** What changes of what owners make of it, one a line, where they build or render it. */
    List<String> rendered();

    /** How a commit gets to the branch that an owner applies from. */
    enum Way {
        PUSH,
        PULL_REQUEST;

        /** As scripts read it. */
        public String word() {
            return switch (this) {
                case PUSH -> "push";
                case PULL_REQUEST -> "pull-request";
            };
        }
    }

    /**
     * One commit, for one or several owners that apply from the same branch.
     *
     * @param repository the URL as the owner has it
     * @param branch its name, also where the owner only says "the default one"
     * @param way how the commit gets there
     * @param base the commit that the edits were made on
     * @param named the files that change only in what they say of others, such as kustomizations
     * @param former what was true of fields before, where the files say it in other words, such as with variables
     */
    record InGit(
            String repository,
            String branch,
            Way way,
            String base,
            List<OwnerShare> owners,
            List<PlannedEdit> edits,
            String diff,
            List<String> rendered,
            List<String> named,
            List<DesiredChange> former)
            implements PlanPart {
        public InGit {
            former = List.copyOf(former);
            named = List.copyOf(named);
            rendered = List.copyOf(rendered);
            owners = List.copyOf(owners);
            edits = List.copyOf(edits);
        }

        @Override
        public List<ObjectRef> targets() {
            return owners.stream().flatMap(owner -> owner.targets().stream()).toList();
        }

        /** Whether an object goes on under another name, so that nothing is written to it under the one that it has. */
        boolean renames(ObjectRef target) {
            return !afterwards(target).isSameObjectAs(target);
        }

        /** The name that an object has after the change. */
        ObjectRef afterwards(ObjectRef object) {
            return owners.stream()
                    .map(owner -> owner.afterwards(object))
                    .filter(then -> !then.isSameObjectAs(object))
                    .findFirst()
                    .orElse(object);
        }

        public List<String> files() {
            return Stream.concat(edits.stream().map(PlannedEdit::file), named.stream())
                    .distinct()
                    .toList();
        }
    }

    /**
     * Writes to objects that nobody owns.
     *
     * @param writes in the order in which they are made
     * @param rendered what changes of what owners make whose own spec is written
     */
    record Direct(List<DirectWrite> writes, List<PlannedEdit> edits, String diff, List<String> rendered)
            implements PlanPart {
        public Direct {
            writes = List.copyOf(writes);
            edits = List.copyOf(edits);
            rendered = List.copyOf(rendered);
        }

        @Override
        public List<ObjectRef> targets() {
            return writes.stream().map(DirectWrite::object).toList();
        }
    }

    /**
     * One object that is written.
     *
     * @param uid of the object as it was; empty for one that is created
     */
    record DirectWrite(ObjectRef object, String uid) {}

    /** The edits, of the objects by the names that they have afterwards. */
    default List<PlannedEdit> landedEdits() {
        return switch (this) {
            case InGit git ->
                git.edits().stream()
                        .map(edit -> edit.of(git.afterwards(edit.object())))
                        .toList();
            case Direct direct -> direct.edits();
        };
    }

    /** Whether both are about the same place. */
    default boolean isSamePlaceAs(PlanPart other) {
        return switch (this) {
            case InGit git ->
                other instanceof InGit that
                        && git.repository().equals(that.repository())
                        && git.branch().equals(that.branch());
            case Direct direct -> other instanceof Direct;
        };
    }

    /** For people: {@code branch main of https://…}, or {@code the cluster}. */
    default String place() {
        return switch (this) {
            case InGit git -> "branch " + git.branch() + " of " + git.repository();
            case Direct direct -> "the cluster";
        };
    }
}
