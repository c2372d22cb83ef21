package dev.landfall.githost;

import dev.landfall.git.CommitId;
import dev.landfall.reason.Printable;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A pull request, or what its host calls one (GitLab: a merge request). Its texts are other people's: untrusted.
 *
 * @param number as people write it: {@code #12}, {@code !12}
 * @param page where a person looks at it
 * @param head the branch that it is from, also where that was deleted since
 * @param headCommit what the head is at, or was when it was last there
 * @param base the branch that it is to be merged into
 */
public record PullRequest(
        long number,
        URI page,
        String title,
        String body,
        String head,
        Optional<CommitId> headCommit,
        String base,
        boolean draft,
        State state) {
    public PullRequest {
        if (number <= 0) throw new IllegalStateException("no number of a pull request: " + number);
        title = Printable.line(title);
        body = Printable.text(body);
    }

    /** How far it is. */
    public sealed interface State {

        record Open() implements State {}

        /**
         * @param commit that the base got by it: the merge, the squashed one or the last of those rebased; empty where the
         *     host does not say
         * @param by whom, or empty
         */
        record Merged(Optional<CommitId> commit, String by) implements State {
            public Merged {
                by = Printable.line(by, 80);
            }
        }

        /**
         * Closed without a merge.
         *
         * @param by whom, or empty where the host does not say
         */
        record Closed(String by) implements State {
            public Closed {
                by = Printable.line(by, 80);
            }
        }
    }

    /** The one that is open, of those from one head into one base. */
    public static Optional<PullRequest> openIn(List<PullRequest> ofOneHead) {
        return ofOneHead.stream().filter(PullRequest::isOpen).findFirst();
    }

    public boolean isOpen() {
        return state instanceof State.Open;
    }
}
