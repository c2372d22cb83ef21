package dev.landfall.change;

import dev.landfall.githost.Comment;
import dev.landfall.githost.GitHostException;
import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.PullRequest;
import dev.landfall.githost.PullRequestText;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Pull requests of one plan that several processes have opened at the same moment: hosts look for an open one and then
 * insert another, and nothing is unique in between. The one with the lowest number is kept; whoever sees the others closes
 * them, so it does not matter who that is, or whether several do.
 */
final class Twins {
    private static final String MARKER = "landfall closed";

    private Twins() {}

    /** The one that counts, of those from one branch of ours, newest first: what Landfall has closed itself does not. */
    static Optional<PullRequest> standing(List<PullRequest> ofOneBranch) {
        return ofOneBranch.stream()
                .filter(PullRequest::isOpen)
                .min(Comparator.comparingLong(PullRequest::number))
                .or(() ->
                        ofOneBranch.stream().filter(each -> !isClosedByUs(each)).findFirst());
    }

    /** The one that counts, after the others that are open were closed. */
    static Optional<PullRequest> keepOne(HostedRepository host, List<PullRequest> ofOneBranch) {
        Optional<PullRequest> kept = standing(ofOneBranch);
        kept.filter(PullRequest::isOpen)
                .ifPresent(one -> ofOneBranch.stream()
                        .filter(other -> other.isOpen() && other.number() != one.number())
                        .forEach(twin -> close(
                                host,
                                twin.number(),
                                "the very same is proposed by " + one.page()
                                        + ", which was opened at the same moment.")));
        return kept;
    }

    /**
     * Closes one of ours, and says there that no person has refused it.
     *
     * @param why a sentence from its middle, without a text that is not ours
     */
    static void close(HostedRepository host, long number, String why) {
        PullRequest now = host.pullRequest(number);
        if (!now.isOpen()) return;
        Comment word = new Comment(MARKER, "**Closed by Landfall:** " + why);
        PullRequestText text = new PullRequestText(now.title(), word.marked(), now.body(), "");
        // Some take no new text of one that is closed; GitLab takes none of one that is open beside another.
        boolean told = isTaken(host, number, text);
        host.close(number);
        if (!told) isTaken(host, number, text);
    }

    private static boolean isTaken(HostedRepository host, long number, PullRequestText text) {
        try {
            host.rewrite(number, text);
            return true;
        } catch (GitHostException refused) {
            if (refused.fault() == GitHostException.Fault.UNREACHABLE) throw refused;
            return false;
        }
    }

    private static boolean isClosedByUs(PullRequest pullRequest) {
        return pullRequest.state() instanceof PullRequest.State.Closed
                && new Comment(MARKER, "").isMarkedIn(pullRequest.body());
    }
}
