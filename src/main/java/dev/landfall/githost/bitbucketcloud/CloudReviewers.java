package dev.landfall.githost.bitbucketcloud;

import static dev.landfall.githost.HostConnection.encoded;
import static dev.landfall.githost.HostConnection.object;

import dev.landfall.githost.Answer;
import dev.landfall.githost.HostConnection;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks for reviews of an open pull request, one reviewer after the other: {@code PUT …/pullrequests/N} with all that
 * there are already, for one whom Bitbucket refuses makes it refuse the list. It takes a UUID or an Atlassian account id;
 * a nickname is looked up in {@code GET /workspaces/W/members?q=user.nickname="…"}, as measured by others.
 */
final class CloudReviewers {
    private static final Pattern UUID = Pattern.compile("\\{?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})}?");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]+:[0-9a-f-]{36}|[0-9a-f]{24}");

    private final HostConnection connection;
    private final Paths paths;

    CloudReviewers(HostConnection connection, Paths paths) {
        this.connection = connection;
        this.paths = paths;
    }

    /**
     * @param pull as it was opened, with the reviewers that Bitbucket added by itself
     * @return who was not taken
     */
    List<Reason> ask(JsonNode pull, List<String> names) {
        List<Reason> refused = new ArrayList<>();
        List<ObjectNode> asked = new ArrayList<>();
        pull.path("reviewers")
                .forEach(reviewer ->
                        asked.add(object().put("uuid", reviewer.path("uuid").asString(""))));
        for (String name : names) {
            Optional<ObjectNode> reviewer = named(name, refused);
            if (reviewer.isEmpty()) continue;
            asked.add(reviewer.get());
            Answer answer = put(pull, asked);
            if (answer.isSuccess()) continue;
            asked.removeLast();
            refused.add(refused(name, answer.words()));
        }
        return refused;
    }

    private Answer put(JsonNode pull, List<ObjectNode> reviewers) {
        ObjectNode body = object().put("title", pull.path("title").asString(""));
        ArrayNode all = body.putArray("reviewers");
        reviewers.forEach(all::add);
        return connection.ask("PUT", paths.pull(pull.path("id").asLong()), Optional.of(body));
    }

    private Optional<ObjectNode> named(String name, List<Reason> refused) {
        var uuid = UUID.matcher(name);
        if (uuid.matches())
            return Optional.of(object().put("uuid", "{" + uuid.group(1).toLowerCase(Locale.ROOT) + "}"));
        if (ACCOUNT.matcher(name).matches()) return Optional.of(object().put("account_id", name));
        String path = "/workspaces/" + encoded(paths.workspace()) + "/members?q="
                + encoded("user.nickname = " + Paths.quoted(name));
        Answer answer = connection.ask("GET", path, Optional.empty());
        JsonNode members = answer.json().path("values");
        if (members.size() == 1)
            return Optional.of(object().put("uuid", members.at("/0/user/uuid").asString("")));
        refused.add(refused(name, why(answer, members)));
        return Optional.empty();
    }

    private static String why(Answer answer, JsonNode members) {
        if (!answer.isSuccess())
            return "its nickname cannot be looked up: " + answer.words()
                    + "; give the scope read:workspace:bitbucket, or name the account by its UUID";
        return members.isEmpty()
                ? "nobody in the workspace has this nickname"
                : "several in the workspace have this nickname; name the account by its UUID";
    }

    private static Reason refused(String name, String why) {
        return Reason.lasting(
                "reviewer-not-set", "the reviewer " + name + " was not set on the pull request: " + why, "");
    }
}
