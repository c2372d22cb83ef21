package dev.landfall.githost;

import dev.landfall.git.CommitId;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;

/**
 * One repository on its host, with its pull requests. Every method may throw {@link GitHostException}; none is safe from
 * an answer that gets lost, so whoever writes looks afterwards.
 */
public interface HostedRepository {

    /** What the host says of the repository, and of what we may do there. */
    Standing standing();

    /**
     * The pull requests, open or not, from a branch of this very repository into another one of it, newest first. A
     * branch that was deleted since counts, one of the same name in a fork does not. Where one is open, those that are
     * not may be left out.
     */
    List<PullRequest> from(String head, String base);

    /** @throws GitHostException with the code {@code no-such-pull-request} where there is none of this number */
    PullRequest pullRequest(long number);

    /** The number in the address of one of its pull requests; empty for any other address. */
    OptionalLong numberIn(URI page);

    /**
     * Where one is open from this head into this base already, it is that one, as it is. Of two that are asked for at the
     * same moment a host may open both, which shows in {@link #from} once the later one is answered.
     */
    Opened open(Proposal proposal);

    /** Gives an open pull request another title and body. */
    PullRequest rewrite(long number, PullRequestText text);

    /** What an open pull request still waits for. */
    Readiness readiness(PullRequest pullRequest);

    /** Writes a comment; where one of ours with the same marker is there, changes that one. */
    void comment(long number, Comment comment);

    /** Merges it, provided that its head is still {@code head}. */
    Merging merge(PullRequest pullRequest, MergeStyle style, CommitId head);

    /** Closes it without merging; one that is closed already stays so. */
    PullRequest close(long number);

    /** Sets what people see beside a commit; the same context again replaces what was there. */
    void report(CommitId commit, CommitStatus status);
}
