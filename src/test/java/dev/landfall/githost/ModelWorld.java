package dev.landfall.githost;

import dev.landfall.git.CommitId;
import dev.landfall.git.GitServer;
import dev.landfall.git.RepositoryUrl;
import dev.landfall.git.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The world of a look-alike: what others do, they do to the model. */
public abstract class ModelWorld implements HostWorld {
    /** A stranger to every look-alike. */
    public static final String WRONG_TOKEN = "canary-0000-wrong";

    private final GitServer git;
    private final ModelRepository model;
    private final LookAlikeHost host;

    /**
     * @param name of the repository, such as {@code team/shop}
     * @param host that speaks of the model
     */
    protected ModelWorld(Path folder, String name, Function<ModelRepository, LookAlikeHost> host) throws IOException {
        this.git = GitServer.start(folder.resolve("git"));
        git.create(name, "main");
        git.commit(name, "main", Map.of("apps/web.yaml", "replicas: 1\n"));
        this.model = new ModelRepository(git, name);
        this.host = host.apply(model);
    }

    public final ModelRepository model() {
        return model;
    }

    public final LookAlikeHost host() {
        return host;
    }

    /** Where the look-alike's API is. */
    protected abstract URI api();

    /** The repository's name as its host shows it: below the look-alike, so that its pages are there too. */
    @Override
    public RepositoryUrl url() {
        return RepositoryUrl.parse(host.root() + "/" + model.name() + ".git", true);
    }

    protected HostCredential credential(String token) {
        return new HostCredential.Token(new Secret(token));
    }

    private HostedRepository with(String token) {
        return kind().repository(new Site(url(), api(), credential(token), Optional.empty(), Optional.empty()));
    }

    @Override
    public final HostedRepository ours() {
        return with(LookAlikeHost.TOKEN);
    }

    @Override
    public final HostedRepository withWrongToken() {
        return with(WRONG_TOKEN);
    }

    @Override
    public final HostedRepository withReadingToken() {
        return with(LookAlikeHost.READING_TOKEN);
    }

    @Override
    public final CommitId commit(String branch, Map<String, String> files) {
        if (!model.hasBranch(branch))
            git.git(model.name(), "branch", branch, head("main").hex());
        return git.commit(model.name(), branch, files);
    }

    @Override
    public final CommitId head(String branch) {
        return model.head(branch);
    }

    @Override
    public final void deleteBranch(String branch) {
        git.git(model.name(), "update-ref", "-d", "refs/heads/" + branch);
    }

    private ModelPull pull(long number) {
        return model.pull(number).orElseThrow();
    }

    @Override
    public final void merge(long number, MergeStyle style) {
        ModelRepository.ModelMerge merged = model.merge(pull(number), style, Optional.empty(), "alice");
        if (merged != ModelRepository.ModelMerge.MERGED) throw new IllegalStateException("not merged: " + merged);
    }

    @Override
    public final void close(long number) {
        pull(number).close("alice");
    }

    @Override
    public final void reopen(long number) {
        pull(number).reopen();
    }

    @Override
    public final void approve(long number) {
        pull(number).review("alice", ModelPull.Verdict.APPROVED);
    }

    @Override
    public final void requestChanges(long number) {
        pull(number).review("bob", ModelPull.Verdict.CHANGES_REQUESTED);
    }

    @Override
    public final void report(CommitId commit, String check, CommitStatus.State state) {
        model.setStatus(commit, new ModelRepository.ModelStatus(check, state, "as reported"));
    }

    @Override
    public final void requireCheck(String check) {
        model.require(check);
    }

    @Override
    public final void requireApproval() {
        model.requireApprovals(1);
    }

    @Override
    public final void archive() {
        model.archive();
    }

    @Override
    public final List<String> comments(long number) {
        return pull(number).comments().stream()
                .map(ModelPull.ModelComment::body)
                .toList();
    }

    @Override
    public final List<String> labels(long number) {
        return pull(number).labels();
    }

    @Override
    public final Map<String, CommitStatus.State> statuses(CommitId commit) {
        return model.statusesOf(commit).values().stream()
                .collect(Collectors.toMap(ModelRepository.ModelStatus::context, ModelRepository.ModelStatus::state));
    }

    /** All from one commit, whose branches one command makes. */
    @Override
    public final void openMany(int number) {
        commit("other", Map.of("other.txt", "x\n"));
        List<String> command = new ArrayList<>(List.of("fetch", "--quiet", "."));
        for (int i = 0; i < number; i++) command.add("refs/heads/other:refs/heads/other-" + i);
        git.git(model.name(), command.toArray(String[]::new));
        for (int i = 0; i < number; i++) model.open("other-" + i, "main", "Same title", "", false);
    }

    @Override
    public int severalPages() {
        return 120;
    }

    @Override
    public final void close() {
        host.close();
        git.close();
    }
}
