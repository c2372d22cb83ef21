package dev.landfall.config;

/**
 * One thing that users say of how a repository is kept. It chooses among what is found there, and never adds to it: a
 * file that the owner does not read stays unread, and an edit is proven all the same.
 */
public sealed interface LayoutRule {

    /** Which rule it is, for messages: {@code repositories[0].layout[1] (landfall.yaml:7:9)}. */
    String named();

    /** New objects go into this file. */
    record NewFile(String named, ObjectPattern objects, PathTemplate file) implements LayoutRule {}

    /** Fields of objects are decided in this file. */
    record DecidingFile(String named, ObjectPattern objects, String field, PathTemplate file) implements LayoutRule {

        /** @param path of a field; a rule for a mapping covers what is in it */
        boolean covers(String path) {
            return Wildcard.of(field).matches(path)
                    || Wildcard.of(field + ".*").matches(path)
                    || Wildcard.of(field + "[*").matches(path);
        }
    }

    /**
     * Files that are not edited.
     *
     * @param instead what to do, in the users' words; or empty
     */
    record ClosedFolder(String named, PathPattern files, Why why, String instead) implements LayoutRule {}

    /** Why files are not edited. */
    enum Why {
        GENERATED,
        FORBIDDEN
    }
}
