package dev.landfall.githost;

import dev.landfall.git.CommitId;
import dev.landfall.sandbox.git.LoopbackGitServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A repository with pull requests, as every host has them, over real Git: the look-alikes differ in how they speak of it
 * only. All times of one thing come from {@link #at}, which goes up by a second with each change. Safe for several
 * threads, by one lock.
 */
public final class ModelRepository {
    /** Whose credential we have. */
    public static final String US = "landfall-bot";

    private final LoopbackGitServer server;
    private final String name;
    private final List<ModelPull> pulls = new ArrayList<>();
    private final Map<String, Map<String, ModelStatus>> statuses = new LinkedHashMap<>();
    private final Map<String, Boolean> conflicts = new ConcurrentHashMap<>();
    private final Set<String> requiredChecks = new LinkedHashSet<>();
    private final AtomicReference<Gap> gap = new AtomicReference<>();
    private final Set<MergeStyle> styles = EnumSet.allOf(MergeStyle.class);
    private long numbers;
    private int requiredApprovals;
    private boolean archived;
    private boolean mayWrite = true;
    private String renamedTo = "";
    private long at = 1_780_000_000;

    /** @param name of a repository that the server has, such as {@code team/shop}, with the branch main */
    public ModelRepository(LoopbackGitServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** What is shown beside a commit. */
    public record ModelStatus(String context, CommitStatus.State state, String description) {}

    /** How a request to merge ended. */
    public enum ModelMerge {
        MERGED,
        HEAD_MOVED,
        CONFLICTING,
        NOT_OPEN,
        DRAFT,
        CHECKS_MISSING,
        APPROVALS_MISSING,
        STYLE_OFF
    }

    public String name() {
        return name;
    }

    public LoopbackGitServer server() {
        return server;
    }

    public static List<String> labels() {
        return List.of("landfall", "deploy");
    }

    /** Who may be asked to review. */
    public static List<String> people() {
        return List.of("alice", "bob");
    }

    public synchronized List<ModelPull> pulls() {
        return List.copyOf(pulls);
    }

    /** Newest first. */
    public synchronized List<ModelPull> newestFirst() {
        List<ModelPull> all = new ArrayList<>(pulls);
        Collections.reverse(all);
        return all;
    }

    public synchronized Optional<ModelPull> pull(long number) {
        return pulls.stream().filter(pull -> pull.number() == number).findFirst();
    }

    public boolean hasBranch(String branch) {
        return loose(branch).isPresent()
                || !server.git(name, "for-each-ref", "refs/heads/" + branch).isEmpty();
    }

    public CommitId head(String branch) {
        return loose(branch).orElseGet(() -> server.head(name, branch));
    }

    /** As Git keeps a branch that it has not packed: without a process for each look at each of a thousand. */
    private Optional<CommitId> loose(String branch) {
        Path file = server.folder().resolve(name + ".git").resolve("refs/heads").resolve(branch);
        try {
            return CommitId.parse(Files.readString(file).strip());
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public synchronized Optional<ModelPull> openOne(String head, String base) {
        return pulls.stream()
                .filter(pull ->
                        pull.isOpen() && pull.head().equals(head) && pull.base().equals(base))
                .filter(pull -> !pull.isFromFork())
                .findFirst();
    }

    /** Both branches must be there, and none of it open. */
    public ModelPull open(String head, String base, String title, String body, boolean draft) {
        Optional<Gap> passed = Optional.ofNullable(gap.getAndSet(null));
        if (passed.isEmpty()) return openAtOnce(head, base, title, body, draft);
        long number = passed.get().numberFirst() ? nextNumber() : 0;
        passed.get().meanwhile().run();
        return insert(new ModelPull(this, number == 0 ? nextNumber() : number, head, base, title, body, draft, tick()));
    }

    private synchronized ModelPull openAtOnce(String head, String base, String title, String body, boolean draft) {
        if (openOne(head, base).isPresent()) throw new IllegalStateException("one is open from " + head);
        return insert(new ModelPull(this, nextNumber(), head, base, title, body, draft, tick()));
    }

    /**
     * What others do once, after it was looked whether one is open and before the next one is there: real hosts have
     * nothing between the two that would keep others out.
     *
     * @param numberFirst whether the next one has its number before the others come
     */
    public void beforeTheNextOneIsThere(boolean numberFirst, Runnable meanwhile) {
        gap.set(new Gap(numberFirst, meanwhile));
    }

    private record Gap(boolean numberFirst, Runnable meanwhile) {}

    /** One from a fork's branch of that name. */
    public synchronized ModelPull openFromFork(String head, String base, String title) {
        ModelPull pull = new ModelPull(this, nextNumber(), head, base, title, "", false, tick());
        pull.fork();
        return insert(pull);
    }

    private synchronized long nextNumber() {
        return ++numbers;
    }

    private synchronized ModelPull insert(ModelPull pull) {
        pulls.add(pull);
        pulls.sort(Comparator.comparingLong(ModelPull::number));
        return pull;
    }

    synchronized long tick() {
        return at++;
    }

    /** Seconds since 1970 of the latest change. */
    public synchronized long at() {
        return at;
    }

    /**
     * Merges for {@code by}.
     *
     * @param expected head, or empty to merge whatever is there
     */
    public synchronized ModelMerge merge(ModelPull pull, MergeStyle style, Optional<CommitId> expected, String by) {
        if (!pull.isOpen()) return ModelMerge.NOT_OPEN;
        if (expected.isPresent() && !expected.get().equals(pull.headCommit())) return ModelMerge.HEAD_MOVED;
        if (pull.isDraft()) return ModelMerge.DRAFT;
        if (!styles.contains(style)) return ModelMerge.STYLE_OFF;
        if (isConflicting(pull)) return ModelMerge.CONFLICTING;
        if (!checksPassed(pull)) return ModelMerge.CHECKS_MISSING;
        if (pull.approvals() < requiredApprovals) return ModelMerge.APPROVALS_MISSING;
        pull.mergedAs(ModelMerging.merge(server, name, pull, style), by, tick());
        return ModelMerge.MERGED;
    }

    /** Also where there is nothing any more to merge it into. */
    public boolean isConflicting(ModelPull pull) {
        if (!hasBranch(pull.base())) return true;
        String both = head(pull.base()) + " " + pull.headCommit();
        return conflicts.computeIfAbsent(both, _ -> conflict(pull));
    }

    private boolean conflict(ModelPull pull) {
        return ModelMerging.tree(server, name, head(pull.base()), pull.headCommit())
                .isEmpty();
    }

    public synchronized boolean checksPassed(ModelPull pull) {
        Map<String, ModelStatus> known = statusesOf(pull.headCommit());
        return requiredChecks.stream()
                .allMatch(context ->
                        known.containsKey(context) && known.get(context).state() == CommitStatus.State.SUCCESS);
    }

    public synchronized void setStatus(CommitId commit, ModelStatus status) {
        tick();
        statuses.computeIfAbsent(commit.hex(), _ -> new LinkedHashMap<>()).put(status.context(), status);
    }

    public synchronized Map<String, ModelStatus> statusesOf(CommitId commit) {
        return new LinkedHashMap<>(statuses.getOrDefault(commit.hex(), Map.of()));
    }

    public synchronized Set<String> requiredChecks() {
        return new LinkedHashSet<>(requiredChecks);
    }

    public synchronized void require(String check) {
        requiredChecks.add(check);
    }

    public synchronized int requiredApprovals() {
        return requiredApprovals;
    }

    public synchronized void requireApprovals(int number) {
        requiredApprovals = number;
    }

    public synchronized Set<MergeStyle> styles() {
        return EnumSet.copyOf(styles);
    }

    public synchronized void allowOnly(MergeStyle style) {
        styles.retainAll(Set.of(style));
    }

    public synchronized boolean isArchived() {
        return archived;
    }

    public synchronized void archive() {
        archived = true;
    }

    /** Whether our credential may push and open pull requests. */
    public synchronized boolean mayWrite() {
        return mayWrite;
    }

    public synchronized void takeWriteRights() {
        mayWrite = false;
    }

    /** What it is called today; its old name leads there. */
    public synchronized String nameToday() {
        return renamedTo.isEmpty() ? name : renamedTo;
    }

    public synchronized void rename(String to) {
        renamedTo = to;
    }
}
