package dev.landfall.githost;

import dev.landfall.git.CommitId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pull request of a {@link ModelRepository}, whose lock it shares. */
public final class ModelPull {
    private final ModelRepository repository;
    private final long number;
    private final String head;
    private final String base;
    private final long openedAt;
    private final List<ModelComment> comments = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final List<String> reviewers = new ArrayList<>();
    private final Map<String, Verdict> verdicts = new LinkedHashMap<>();
    private String title;
    private String body;
    private boolean draft;
    private boolean fromFork;
    private State state = State.OPEN;
    private CommitId lastHead;
    private Optional<CommitId> mergedAs = Optional.empty();
    private String endedBy = "";
    private long changedAt;

    /** As all hosts know them, by one name or another. */
    public enum State {
        OPEN,
        MERGED,
        CLOSED
    }

    /** Of a reviewer. */
    public enum Verdict {
        APPROVED,
        CHANGES_REQUESTED
    }

    /** @param version counts from 0 with each change */
    public record ModelComment(long id, String body, int version) {}

    ModelPull(
            ModelRepository repository,
            long number,
            String head,
            String base,
            String title,
            String body,
            boolean draft,
            long openedAt) {
        this.repository = repository;
        this.number = number;
        this.head = head;
        this.base = base;
        this.title = title;
        this.body = body;
        this.draft = draft;
        this.openedAt = openedAt;
        this.changedAt = openedAt;
        this.lastHead = repository.head(repository.hasBranch(head) ? head : base);
    }

    public long number() {
        return number;
    }

    public String head() {
        return head;
    }

    public String base() {
        return base;
    }

    public boolean isDraft() {
        synchronized (repository) {
            return draft;
        }
    }

    /** For hosts where its title makes it one. */
    public void setDraft(boolean isOne) {
        synchronized (repository) {
            draft = isOne;
        }
    }

    /** Seconds since 1970. */
    public long openedAt() {
        return openedAt;
    }

    public String title() {
        synchronized (repository) {
            return title;
        }
    }

    public String body() {
        synchronized (repository) {
            return body;
        }
    }

    public void rewrite(String newTitle, String newBody) {
        synchronized (repository) {
            title = newTitle;
            body = newBody;
            changedAt = repository.tick();
        }
    }

    /** How often it was changed, which some hosts want to be told. */
    public long version() {
        synchronized (repository) {
            return changedAt - openedAt;
        }
    }

    void fork() {
        fromFork = true;
    }

    public boolean isFromFork() {
        return fromFork;
    }

    public State state() {
        synchronized (repository) {
            return state;
        }
    }

    public boolean isOpen() {
        return state() == State.OPEN;
    }

    /** What the branch is at, or was when it was last there or the pull request ended. */
    public CommitId headCommit() {
        synchronized (repository) {
            if (state == State.OPEN && !fromFork && repository.hasBranch(head)) lastHead = repository.head(head);
            return lastHead;
        }
    }

    public Optional<CommitId> mergedAs() {
        synchronized (repository) {
            return mergedAs;
        }
    }

    /** Who merged or closed it. */
    public String endedBy() {
        synchronized (repository) {
            return endedBy;
        }
    }

    void mergedAs(CommitId commit, String by, long at) {
        mergedAs = Optional.of(commit);
        state = State.MERGED;
        endedBy = by;
        changedAt = at;
    }

    public void close(String by) {
        synchronized (repository) {
            headCommit();
            state = State.CLOSED;
            endedBy = by;
            changedAt = repository.tick();
        }
    }

    public void reopen() {
        synchronized (repository) {
            state = State.OPEN;
            endedBy = "";
            changedAt = repository.tick();
        }
    }

    public List<ModelComment> comments() {
        synchronized (repository) {
            return List.copyOf(comments);
        }
    }

    /** Its id is one that no other comment of the repository has. */
    public ModelComment comment(String text) {
        synchronized (repository) {
            ModelComment comment = new ModelComment(repository.tick(), text, 0);
            comments.add(comment);
            return comment;
        }
    }

    public void recomment(long id, String text) {
        synchronized (repository) {
            comments.replaceAll(known -> known.id() == id ? new ModelComment(id, text, known.version() + 1) : known);
        }
    }

    public List<String> labels() {
        synchronized (repository) {
            return List.copyOf(labels);
        }
    }

    public void label(String label) {
        synchronized (repository) {
            labels.add(label);
        }
    }

    public List<String> reviewers() {
        synchronized (repository) {
            return List.copyOf(reviewers);
        }
    }

    public void askToReview(String person) {
        synchronized (repository) {
            reviewers.add(person);
        }
    }

    public void review(String person, Verdict verdict) {
        synchronized (repository) {
            verdicts.put(person, verdict);
            repository.tick();
        }
    }

    /** By the reviewers' names. */
    public Map<String, Verdict> verdicts() {
        synchronized (repository) {
            return new LinkedHashMap<>(verdicts);
        }
    }

    public int approvals() {
        return Math.toIntExact(verdicts().values().stream()
                .filter(verdict -> verdict == Verdict.APPROVED)
                .count());
    }
}
