package dev.landfall.githost;

import dev.landfall.git.CommitId;
import dev.landfall.git.RepositoryUrl;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A host with one repository, whose branch main has the file {@code apps/web.yaml}; and what others do there. */
public interface HostWorld extends AutoCloseable {

    GitHost kind();

    RepositoryUrl url();

    /** Of {@link #url}, with a credential that may do everything Landfall does. */
    HostedRepository ours();

    /** The same with a token that nobody knows. */
    HostedRepository withWrongToken();

    /** The same with one that may only read. */
    HostedRepository withReadingToken();

    /** Commits text files on top of a branch, which is begun at main where there is none. */
    CommitId commit(String branch, Map<String, String> files);

    CommitId head(String branch);

    void deleteBranch(String branch);

    /** How a person merges. */
    void merge(long number, MergeStyle style);

    /** How a person closes. */
    void close(long number);

    void reopen(long number);

    /** How a person reviews: another one than opened it. */
    void approve(long number);

    void requestChanges(long number);

    /** How a build reports. */
    void report(CommitId commit, String check, CommitStatus.State state);

    /** From now on main takes nothing without this check. */
    void requireCheck(String check);

    void requireApproval();

    void archive();

    /** The bodies of a pull request's comments. */
    List<String> comments(long number);

    List<String> labels(long number);

    /** What is shown beside a commit: its state by its context. */
    Map<String, CommitStatus.State> statuses(CommitId commit);

    /** The styles that this kind of host has; it may call them otherwise. */
    default Set<MergeStyle> styles() {
        return EnumSet.allOf(MergeStyle.class);
    }

    /** Whether it tells what of a token's rights is missing. */
    default boolean tellsScopes() {
        return true;
    }

    /** Whether it knows reviewers that ask for changes. */
    default boolean knowsChangesRequested() {
        return true;
    }

    /** Whether the host can be told to take nothing without a check, and says so. */
    default boolean gatesByChecks() {
        return true;
    }

    /** Whether a repository can be archived. */
    default boolean canArchive() {
        return true;
    }

    /** Others open so many pull requests into main, from branches of their own that begin with {@code other-}. */
    void openMany(int number);

    /** How many pull requests make a list of several pages. */
    int severalPages();

    @Override
    void close();
}
