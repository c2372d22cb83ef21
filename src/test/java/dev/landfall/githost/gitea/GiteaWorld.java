package dev.landfall.githost.gitea;

import dev.landfall.git.CommitId;
import dev.landfall.git.CommitText;
import dev.landfall.git.Credentials;
import dev.landfall.git.GitLimits;
import dev.landfall.git.GitRepositories;
import dev.landfall.git.GitRepository;
import dev.landfall.git.Identity;
import dev.landfall.git.PushResult;
import dev.landfall.git.RepositoryUrl;
import dev.landfall.git.Route;
import dev.landfall.git.Secret;
import dev.landfall.githost.CommitStatus;
import dev.landfall.githost.GitHost;
import dev.landfall.githost.HostCredential;
import dev.landfall.githost.HostWorld;
import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.Site;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** A repository of its own on the real Gitea. */
public final class GiteaWorld implements HostWorld {
    private final GiteaServer server = GiteaServer.shared();
    private final String name;
    private final GitRepository git;
    private final GiteaHost host = new GiteaHost();

    /** @param folder for the cache of Git */
    public GiteaWorld(Path folder, String name, Map<String, String> files) {
        this.name = name;
        server.createRepository(name, files);
        String token = server.token("alice", "write:repository");
        this.git = new GitRepositories(folder.resolve("people"), GitLimits.standard())
                .open(url(), Route.direct(new Credentials.Basic("alice", new Secret(token))), Optional.empty());
    }

    /** What of the API is below the repository. */
    public String path(String rest) {
        return server.repository(name) + rest;
    }

    public GiteaServer server() {
        return server;
    }

    @Override
    public GitHost kind() {
        return host;
    }

    @Override
    public RepositoryUrl url() {
        return RepositoryUrl.parse(server.url() + "/" + server.owner() + "/" + name + ".git", true);
    }

    /** Of a machine that is no administrator, with the least scopes that the documentation names. */
    public String ourToken() {
        return server.token("bot", "write:repository", "write:issue");
    }

    private HostedRepository with(String token) {
        return host.repository(new Site(
                url(),
                host.api(url()),
                new HostCredential.Token(new Secret(token)),
                Optional.empty(),
                Optional.empty()));
    }

    @Override
    public HostedRepository ours() {
        return with(ourToken());
    }

    @Override
    public HostedRepository withWrongToken() {
        return with("0123456789012345678901234567890123456789");
    }

    @Override
    public HostedRepository withReadingToken() {
        return with(server.token("bot", "read:repository", "read:issue"));
    }

    @Override
    public CommitId commit(String branch, Map<String, String> files) {
        CommitId main = git.fetch("main").orElseThrow();
        Optional<CommitId> before = git.fetch(branch);
        Map<String, Optional<byte[]>> contents = new HashMap<>();
        files.forEach((path, text) -> contents.put(path, Optional.of(text.getBytes(StandardCharsets.UTF_8))));
        CommitId made = git.commit(
                before.orElse(main),
                contents,
                new CommitText("Change " + String.join(", ", new TreeMap<>(files).keySet()), "", List.of()),
                new Identity("Alice", "alice@testbed.invalid"),
                Instant.now());
        PushResult pushed = git.pushOwn(made, branch, before);
        if (!(pushed instanceof PushResult.Pushed)) throw new IllegalStateException("not pushed: " + pushed);
        return made;
    }

    @Override
    public CommitId head(String branch) {
        return git.look(branch).orElseThrow();
    }

    /** The text of a file at a branch's head. */
    public String file(String branch, String path) {
        CommitId at = git.fetch(branch).orElseThrow();
        return new String(git.read(at, List.of(path)).get(path), StandardCharsets.UTF_8);
    }

    public GitRepository git() {
        return git;
    }

    @Override
    public void deleteBranch(String branch) {
        server.admin("DELETE", path("/branches/" + branch.replace("/", "%2F")), null);
    }

    /** Mergeability is worked out anew after each push, for about a second, in which Gitea wants to be asked again. */
    @Override
    public void merge(long number, MergeStyle style) {
        awaitMergeable(number);
        server.as(
                "alice",
                "POST",
                path("/pulls/" + number + "/merge"),
                Map.of("do", style.name().toLowerCase(Locale.ROOT)));
    }

    private void awaitMergeable(long number) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!server.admin("GET", path("/pulls/" + number), null)
                .path("mergeable")
                .asBoolean(false)) {
            if (System.nanoTime() > deadline) throw new IllegalStateException("not mergeable: " + number);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close(long number) {
        server.as("alice", "PATCH", path("/pulls/" + number), Map.of("state", "closed"));
    }

    @Override
    public void reopen(long number) {
        server.as("alice", "PATCH", path("/pulls/" + number), Map.of("state", "open"));
    }

    @Override
    public void approve(long number) {
        server.as("alice", "POST", path("/pulls/" + number + "/reviews"), Map.of("event", "APPROVED", "body", "good"));
    }

    @Override
    public void requestChanges(long number) {
        server.as(
                "alice",
                "POST",
                path("/pulls/" + number + "/reviews"),
                Map.of("event", "REQUEST_CHANGES", "body", "not so"));
    }

    @Override
    public void report(CommitId commit, String check, CommitStatus.State state) {
        server.as(
                "alice",
                "POST",
                path("/statuses/" + commit.hex()),
                Map.of("context", check, "state", state.name().toLowerCase(Locale.ROOT)));
    }

    /** From now on nobody pushes to main. */
    public void protect(Map<String, Object> rules) {
        Map<String, Object> all = new HashMap<>(Map.of("rule_name", "main", "enable_push", false));
        all.putAll(rules);
        server.admin("POST", path("/branch_protections"), all);
    }

    @Override
    public void requireCheck(String check) {
        protect(Map.of("enable_status_check", true, "status_check_contexts", List.of(check)));
    }

    @Override
    public void requireApproval() {
        protect(Map.of("required_approvals", 1));
    }

    @Override
    public void archive() {
        server.admin("PATCH", path(""), Map.of("archived", true));
    }

    @Override
    public List<String> comments(long number) {
        return server.admin("GET", path("/issues/" + number + "/comments"), null)
                .valueStream()
                .map(comment -> comment.path("body").asString(""))
                .toList();
    }

    @Override
    public List<String> labels(long number) {
        return server.admin("GET", path("/issues/" + number + "/labels"), null)
                .valueStream()
                .map(label -> label.path("name").asString(""))
                .toList();
    }

    @Override
    public Map<String, CommitStatus.State> statuses(CommitId commit) {
        Map<String, CommitStatus.State> statuses = new HashMap<>();
        for (JsonNode status : server.admin("GET", path("/commits/" + commit.hex() + "/status"), null)
                .path("statuses"))
            statuses.put(
                    status.path("context").asString(""),
                    CommitStatus.State.valueOf(
                            status.path("status").asString("").toUpperCase(Locale.ROOT)));
        return statuses;
    }

    @Override
    public void openMany(int number) {
        String commit = commit("other", Map.of("other.txt", "x\n")).hex();
        for (int i = 0; i < number; i++) {
            String head = "other-" + i;
            server.admin("POST", path("/branches"), Map.of("new_branch_name", head, "old_ref_name", commit));
            server.admin("POST", path("/pulls"), Map.of("title", "Same title", "head", head, "base", "main"));
        }
    }

    @Override
    public int severalPages() {
        return 55;
    }

    @Override
    public void close() {
        git.close();
        server.admin("DELETE", path(""), null);
    }
}
