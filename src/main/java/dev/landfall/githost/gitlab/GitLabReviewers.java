package dev.landfall.githost.gitlab;

import static dev.landfall.githost.HostConnection.encoded;
import static dev.landfall.githost.HostConnection.object;

import dev.landfall.githost.Answer;
import dev.landfall.githost.GitHostException;
import dev.landfall.githost.HostConnection;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reviewers, by {@code GET /users?username=} and {@code PUT …/merge_requests/:iid} with {@code reviewer_ids}: after it was
 * opened, so that nothing about them keeps it from being. GitLab leaves out, without a word, whom the project does not
 * know, and all but the first where the licence allows one.
 */
final class GitLabReviewers {
    private final HostConnection connection;
    private final GitLabProject project;

    GitLabReviewers(HostConnection connection, GitLabProject project) {
        this.connection = connection;
        this.project = project;
    }

    /** @return who was not asked */
    List<Reason> ask(long number, List<String> names) {
        List<Reason> refused = new ArrayList<>();
        if (names.isEmpty()) return refused;
        try {
            Map<String, Long> known = known(names, refused);
            if (!known.isEmpty()) set(number, known, refused);
        } catch (GitHostException failed) {
            refused.add(notAsked(String.join(", ", names), failed.reason().message()));
        }
        return refused;
    }

    private Map<String, Long> known(List<String> names, List<Reason> refused) {
        Map<String, Long> known = new LinkedHashMap<>();
        for (String name : names) {
            JsonNode user = connection.get("/users?username=" + encoded(name)).path(0);
            long id = user.path("id").asLong(0);
            if (id == 0) refused.add(notAsked(name, "GitLab knows nobody of that name"));
            else known.put(name, id);
        }
        return known;
    }

    private void set(long number, Map<String, Long> known, List<Reason> refused) {
        ObjectNode body = object();
        ArrayNode ids = body.putArray("reviewer_ids");
        known.values().forEach(ids::add);
        Answer answer = connection.ask("PUT", project.mergeRequest(number), Optional.of(body));
        Set<Long> taken = new HashSet<>();
        answer.json()
                .path("reviewers")
                .forEach(each -> taken.add(each.path("id").asLong(0)));
        String why = answer.isSuccess() ? "GitLab left them out" : answer.words();
        known.forEach((name, id) -> {
            if (!taken.contains(id)) refused.add(notAsked(name, why));
        });
    }

    private static Reason notAsked(String name, String why) {
        return Reason.lasting("reviewer-not-set", name + " was not asked to review the merge request: " + why, "");
    }
}
