package dev.landfall.git;

import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The name of a commit.
 *
 * @param hex 40 lower-case hex digits
 */
public record CommitId(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}");

    public CommitId {
        if (!FORM.matcher(hex).matches()) throw new IllegalStateException("not a commit id: " + hex);
    }

    /** Empty for anything but 40 hex digits, which are all that controllers report of a commit. */
    public static Optional<CommitId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new CommitId(text)) : Optional.empty();
    }

    static CommitId of(AnyObjectId id) {
        return new CommitId(id.name());
    }

    ObjectId objectId() {
        return ObjectId.fromString(hex);
    }

    /** The first seven digits, for people. */
    public String abbreviated() {
        return hex.substring(0, 7);
    }

    @Override
    public String toString() {
        return hex;
    }
}
