package dev.landfall.git;

import dev.landfall.reason.Reason;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.RemoteRefUpdate.Status;

/**
 * A push, and what became of it. A failure is understood by where the branch stands afterwards, not by the host's
 * words, which differ from host to host.
 */
final class Push {
    private static final int ATTEMPTS = 5;

    /** Another push held the branch's lock for a moment; as GitHub, GitLab and Git itself say it. */
    private static final Pattern LOCKED =
            Pattern.compile("(?i)cannot lock ref|failed to (?:update|lock) ref|unable to (?:lock|create)|lock error");

    /**
     * As GitHub ("Commits must have verified signatures"), GitLab ("Commit must be signed with a GPG key"), Gitea and
     * people's own hooks say it; not of a missing {@code Signed-off-by}.
     */
    private static final Pattern SIGNATURE =
            Pattern.compile("(?i)\\b(?:unsigned|signatures?|not signed|be signed(?!-off)|unverified commits?)\\b");

    private final RepositoryUrl url;
    private final Cache cache;
    private final boolean signed;

    /** @param signed whether our commits are */
    Push(RepositoryUrl url, Cache cache, boolean signed) {
        this.url = url;
        this.cache = cache;
        this.signed = signed;
    }

    /** Moves a branch of others: forward only. */
    PushResult of(CommitId commit, String branch, CommitId expectedOld) {
        return of(commit, branch, Optional.of(expectedOld), false);
    }

    /** Sets a branch of ours. */
    PushResult ofOwn(CommitId commit, String branch, Optional<CommitId> expectedOld) {
        return of(commit, branch, expectedOld, true);
    }

    private PushResult of(CommitId commit, String branch, Optional<CommitId> expectedOld, boolean force) {
        for (int attempt = 1; ; attempt++) {
            Attempt tried = attempt(commit, branch, expectedOld, force);
            if (tried.accepted()) return new PushResult.Pushed();
            Optional<CommitId> now = look(branch, tried);
            if (now.equals(Optional.of(commit))) return new PushResult.Pushed();
            if (!now.equals(expectedOld)) return new PushResult.Moved(now);
            if (tried.failure() != null) throw tried.failure();
            if (attempt == ATTEMPTS || !LOCKED.matcher(tried.words()).find()) {
                return refused(tried.words());
            }
            pause(attempt);
        }
    }

    private PushResult.Refused refused(String words) {
        if (words.isEmpty()) return new PushResult.Refused("it gives no reason", PushResult.Demand.UNKNOWN);
        return new PushResult.Refused(words, demandOf(words, signed));
    }

    static PushResult.Demand demandOf(String words, boolean signed) {
        if (!SIGNATURE.matcher(words).find()) return PushResult.Demand.UNKNOWN;
        return signed ? PushResult.Demand.KNOWN_SIGNATURE : PushResult.Demand.SIGNATURE;
    }

    /** @param failure what kept us from an answer, or null */
    private record Attempt(boolean accepted, String words, GitException failure) {}

    private Attempt attempt(CommitId commit, String branch, Optional<CommitId> expectedOld, boolean force) {
        try {
            ObjectId old = expectedOld.map(CommitId::objectId).orElseGet(ObjectId::zeroId);
            Remote.Answer answer = cache.push(commit.objectId(), branch, old, force);
            boolean accepted = answer.status() == Status.OK || answer.status() == Status.UP_TO_DATE;
            return new Attempt(accepted, answer.words(), null);
        } catch (GitException failure) {
            if (failure.fault() != GitException.Fault.UNREACHABLE) throw failure;
            return new Attempt(false, "", failure);
        }
    }

    private Optional<CommitId> look(String branch, Attempt tried) {
        try {
            return cache.look(branch).map(head -> CommitId.of(head.commit()));
        } catch (GitException blind) {
            Reason reason = Reason.passing(
                    "push-outcome-unknown",
                    "whether the push to " + branch + " of " + url + " arrived is unknown: "
                            + (tried.failure() == null
                                    ? tried.words()
                                    : tried.failure().reason().message()) + ", and then "
                            + blind.reason().message(),
                    "when the host answers again, look at the branch before trying again");
            throw new GitException(GitException.Fault.UNREACHABLE, reason, blind);
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(50, 150L * attempt));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
