package dev.landfall.githost.bitbucketcloud;

import dev.landfall.git.CommitId;
import dev.landfall.githost.Answer;
import dev.landfall.githost.HostConnection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Commits in full: pull requests name theirs by the first 12 digits only ({@code GET …/commit/HASH} has all 40). Each is
 * asked for once, since what Bitbucket answers in an hour is counted.
 */
final class CloudCommits {
    private static final Pattern SHORT = Pattern.compile("[0-9a-f]{7,39}");

    private final HostConnection connection;
    private final Paths paths;
    private final Map<String, CommitId> known = new ConcurrentHashMap<>();

    CloudCommits(HostConnection connection, Paths paths) {
        this.connection = connection;
        this.paths = paths;
    }

    /** Empty where there is no such commit, or no longer. */
    Optional<CommitId> full(String hash) {
        Optional<CommitId> full = CommitId.parse(hash);
        if (full.isPresent() || !SHORT.matcher(hash).matches()) return full;
        Optional<CommitId> found = Optional.ofNullable(known.get(hash)).or(() -> asked(hash));
        found.ifPresent(commit -> known.put(hash, commit));
        return found;
    }

    private Optional<CommitId> asked(String hash) {
        Answer answer = connection.ask("GET", paths.commit(hash), Optional.empty());
        return CommitId.parse(answer.json().path("hash").asString(""))
                .filter(commit -> commit.hex().startsWith(hash));
    }
}
