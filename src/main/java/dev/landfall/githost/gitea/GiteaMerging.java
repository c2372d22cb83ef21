package dev.landfall.githost.gitea;

import dev.landfall.githost.Answer;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.Merging;
import dev.landfall.githost.PullRequest;
import dev.landfall.reason.Reason;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What the answer to {@code POST /pulls/N/merge} means: by its status, and of a 405 by its words, which alone tell. */
final class GiteaMerging {
    /** Said while mergeability is worked out, about a second, and of a real conflict for ever. */
    private static final Pattern AGAIN = Pattern.compile("(?i)try again later");

    private static final Pattern GATES =
            Pattern.compile("(?i)status checks|enough approvals|work in progress|rejected reviews|official review");

    /** Where {@code block_on_outdated_branch} is set. */
    private static final Pattern OUTDATED = Pattern.compile("(?i)head branch is outdated|behind the base branch");

    private static final Pattern MERGED = Pattern.compile("(?i)already merged");

    private GiteaMerging() {}

    static Merging of(Answer answer, Supplier<PullRequest> now, HostConnection connection) {
        return switch (answer.status()) {
            case 200, 201 -> merged(now.get());
            case 405 -> refused(answer.words(), now);
            case 409 -> new Merging.HeadMoved();
            case 403 -> no("merge-refused", answer.words());
            case 404 -> no("pull-request-closed", "the pull request is closed");
            default -> throw new IllegalStateException("required throws: " + connection.required(answer));
        };
    }

    private static Merging refused(String words, Supplier<PullRequest> now) {
        if (MERGED.matcher(words).find()) return merged(now.get());
        if (AGAIN.matcher(words).find()) return new Merging.NotYet(passing(Merging.UNKNOWN, words));
        if (OUTDATED.matcher(words).find()) return new Merging.NotYet(passing(Merging.BASE_MOVED, words));
        if (GATES.matcher(words).find()) return new Merging.NotYet(passing("gates-closed", words));
        return no("merge-refused", words);
    }

    private static Merging merged(PullRequest now) {
        return now.state() instanceof PullRequest.State.Merged merged
                ? new Merging.Merged(merged.commit())
                : new Merging.Merged(Optional.empty());
    }

    private static Reason passing(String code, String words) {
        return Reason.passing(code, "Gitea says: " + words, "");
    }

    private static Merging no(String code, String words) {
        return new Merging.Refused(Reason.lasting(code, "Gitea says: " + words, "merge it on its page"));
    }
}
