package dev.landfall.githost.github;

import static dev.landfall.githost.HostConnection.object;

import dev.landfall.githost.Answer;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.Standing;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * {@code GET /repos/OWNER/NAME}. What a credential may do GitHub tells of a classic token by {@code X-OAuth-Scopes}
 * (docs.github.com/apps/oauth-apps, "Scopes for OAuth apps"), of an app by its installation, and of a fine-grained token
 * nowhere: {@code permissions} is what its owner may. There, a request that can do nothing is answered by 403 or 404 where
 * the permission is missing, and by 422 where only the request is wrong; that GitHub looks at the permission first is
 * relied on here, though no page says so.
 */
final class GitHubStanding {
    private static final String NO_COMMIT = "0".repeat(40);

    private final HostConnection connection;
    private final Paths paths;
    private final Optional<GitHubAppTokens> app;

    GitHubStanding(HostConnection connection, Paths paths, Optional<GitHubAppTokens> app) {
        this.connection = connection;
        this.paths = paths;
        this.app = app;
    }

    Standing read() {
        Answer answer = connection.ask("GET", paths.repository(), Optional.empty());
        JsonNode repository = Refusals.required(connection, answer);
        return new Standing(
                repository.path("full_name").asString(""),
                URI.create(repository.path("html_url").asString("")),
                repository.path("archived").asBoolean(false),
                lacking(answer, repository),
                styles(repository));
    }

    private List<String> lacking(Answer answer, JsonNode repository) {
        if (app.isPresent()) return app.get().lacking();
        List<String> lacking = new ArrayList<>();
        if (!repository.at("/permissions/push").asBoolean(false))
            lacking.add("the right to write to the repository, to push a branch and to open a pull request from it");
        Optional<String> scopes = answer.headers().firstValue("X-OAuth-Scopes");
        if (scopes.isPresent()) classic(scopes.get(), repository).ifPresent(lacking::add);
        else if (!repository.path("archived").asBoolean(false)) lacking.addAll(probed());
        return lacking;
    }

    private static Optional<String> classic(String header, JsonNode repository) {
        List<String> scopes = Arrays.asList(header.strip().split("\\s*,\\s*"));
        boolean closed = repository.path("private").asBoolean(true);
        if (scopes.contains("repo") || (!closed && scopes.contains("public_repo"))) return Optional.empty();
        String scope = closed ? "repo" : "public_repo";
        return Optional.of("the scope " + scope + ", to open, comment on and merge pull requests");
    }

    /** Nothing comes of an empty body, nor of a status of no commit. An archived repository forbids all of it. */
    private List<String> probed() {
        List<String> lacking = new ArrayList<>();
        probe(paths.pulls(), Permission.PULL_REQUESTS, lacking);
        probe(paths.repository() + "/git/refs", Permission.CONTENTS, lacking);
        probe(paths.repository() + "/statuses/" + NO_COMMIT, Permission.STATUSES, lacking);
        return lacking;
    }

    private void probe(String path, Permission permission, List<String> lacking) {
        Answer answer = connection.ask("POST", path, Optional.of(object()));
        if (answer.status() == 403 || answer.status() == 404) lacking.add(permission.lacking());
    }

    /** GitHub tells them only to who may write. */
    private static Set<MergeStyle> styles(JsonNode repository) {
        Set<MergeStyle> styles = EnumSet.noneOf(MergeStyle.class);
        if (repository.path("allow_merge_commit").asBoolean(false)) styles.add(MergeStyle.MERGE);
        if (repository.path("allow_squash_merge").asBoolean(false)) styles.add(MergeStyle.SQUASH);
        if (repository.path("allow_rebase_merge").asBoolean(false)) styles.add(MergeStyle.REBASE);
        return styles;
    }
}
