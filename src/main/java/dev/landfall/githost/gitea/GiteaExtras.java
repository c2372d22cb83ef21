package dev.landfall.githost.gitea;

import static dev.landfall.githost.HostConnection.object;

import dev.landfall.githost.Answer;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.Proposal;
import dev.landfall.githost.PullRequest;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Labels and reviewers, which are asked for afterwards, since one that Gitea does not know would keep the pull request
 * from being opened: {@code GET /labels}, {@code POST /issues/N/labels}, {@code POST /pulls/N/requested_reviewers}.
 */
final class GiteaExtras {
    private final HostConnection connection;
    private final Paths paths;

    GiteaExtras(HostConnection connection, Paths paths) {
        this.connection = connection;
        this.paths = paths;
    }

    /** @return what was not taken */
    List<Reason> add(PullRequest opened, Proposal proposal) {
        List<Reason> refused = new ArrayList<>();
        if (!proposal.labels().isEmpty()) label(opened, proposal.labels(), refused);
        for (String reviewer : proposal.reviewers()) {
            ObjectNode body = object();
            body.putArray("reviewers").add(reviewer);
            Answer answer =
                    connection.ask("POST", paths.pull(opened.number()) + "/requested_reviewers", Optional.of(body));
            if (!answer.isSuccess()) refused.add(notTaken("reviewer", reviewer, answer.words()));
        }
        return refused;
    }

    private void label(PullRequest opened, List<String> wanted, List<Reason> refused) {
        List<JsonNode> known = connection.list(paths.repository() + "/labels?limit=50", Function.identity());
        ObjectNode body = object();
        ArrayNode ids = body.putArray("labels");
        for (String name : wanted) {
            Optional<JsonNode> label = known.stream()
                    .filter(each -> each.path("name").asString("").equals(name))
                    .findFirst();
            label.ifPresentOrElse(
                    found -> ids.add(found.path("id").asLong()),
                    () -> refused.add(notTaken("label", name, "the repository has no such label")));
        }
        if (ids.isEmpty()) return;
        Answer answer = connection.ask(
                "POST", paths.repository() + "/issues/" + opened.number() + "/labels", Optional.of(body));
        if (!answer.isSuccess()) refused.add(notTaken("labels", String.join(", ", wanted), answer.words()));
    }

    private static Reason notTaken(String what, String name, String why) {
        return Reason.lasting(
                what + "-not-set", "the " + what + " " + name + " was not set on the pull request: " + why, "");
    }
}
