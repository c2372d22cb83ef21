package dev.landfall.githost.gitlab;

import dev.landfall.githost.Answer;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.Standing;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * {@code GET /projects/:path} with {@code path_with_namespace, web_url, archived, permissions, merge_requests_access_level,
 * merge_method, squash_option}; and {@code GET /personal_access_tokens/self}, which tells the {@code scopes} of a personal,
 * project or group access token whatever they are, and answers 400 to an OAuth token and 404 before GitLab 15.5.
 */
final class GitLabStanding {
    /** docs.gitlab.com/api/access_requests, "Valid access levels". */
    private static final int DEVELOPER = 30;

    private final HostConnection connection;
    private final GitLabProject project;

    GitLabStanding(HostConnection connection, GitLabProject project) {
        this.connection = connection;
        this.project = project;
    }

    Standing read() {
        JsonNode now = project.read();
        return new Standing(
                now.path("path_with_namespace").asString(""),
                URI.create(now.path("web_url").asString("")),
                now.path("archived").asBoolean(false),
                lacking(now),
                styles(now));
    }

    private List<String> lacking(JsonNode now) {
        List<String> lacking = new ArrayList<>();
        if (now.path("merge_requests_access_level").asString("").equals("disabled"))
            lacking.add("merge requests, which the project has switched off");
        Optional<Set<String>> scopes = scopes();
        if (scopes.isPresent() && !scopes.get().contains("api"))
            lacking.add("the scope api, to open, change and merge merge requests and to comment on them");
        int role = Math.max(
                now.at("/permissions/project_access/access_level").asInt(0),
                now.at("/permissions/group_access/access_level").asInt(0));
        // 0 is told of an administrator too, and of whoever has the role by an invited group.
        if (role > 0 && role < DEVELOPER)
            lacking.add("the role Developer in the project, to push a branch and open a merge request from it");
        return lacking;
    }

    /** Empty where GitLab does not tell. */
    private Optional<Set<String>> scopes() {
        Answer answer = connection.ask("GET", "/personal_access_tokens/self", Optional.empty());
        if (!answer.isSuccess()) return Optional.empty();
        return Optional.of(StreamSupport.stream(answer.json().path("scopes").spliterator(), false)
                .map(scope -> scope.asString(""))
                .collect(Collectors.toSet()));
    }

    /**
     * How a project merges is the project's to say: {@code merge} and {@code rebase_merge} make merge commits, {@code ff}
     * makes none; squashing can be chosen for each merge request unless it is {@code never} or {@code always} done.
     */
    static Set<MergeStyle> styles(JsonNode project) {
        String method = project.path("merge_method").asString("");
        String squash = project.path("squash_option").asString("");
        if (method.isEmpty()) return Set.of();
        Set<MergeStyle> styles = EnumSet.noneOf(MergeStyle.class);
        if (!method.equals("ff")) styles.add(MergeStyle.MERGE);
        if (!squash.equals("never")) styles.add(MergeStyle.SQUASH);
        if (method.equals("ff") && !squash.equals("always")) styles.add(MergeStyle.REBASE);
        return styles;
    }
}
