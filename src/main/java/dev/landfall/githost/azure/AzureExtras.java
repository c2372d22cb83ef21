package dev.landfall.githost.azure;

import static dev.landfall.githost.HostConnection.encoded;
import static dev.landfall.githost.HostConnection.object;

import dev.landfall.githost.Answer;
import dev.landfall.githost.GitHostException;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.Proposal;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Labels and reviewers, which are asked for afterwards, so that nothing about them keeps a pull request from being opened:
 * {@code POST …/pullRequests/ID/labels}, {@code PUT …/pullRequests/ID/reviewers/REVIEWER}, and for who a name is {@code GET
 * /_apis/identities}, which Services has at a host of its own.
 */
final class AzureExtras {
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final HostConnection connection;
    private final Supplier<HostConnection> identities;
    private final AzurePaths paths;

    AzureExtras(HostConnection connection, Supplier<HostConnection> identities, AzurePaths paths) {
        this.connection = connection;
        this.identities = identities;
        this.paths = paths;
    }

    /** @return what was not taken */
    List<Reason> add(long number, Proposal proposal) {
        List<Reason> refused = new ArrayList<>();
        for (String label : proposal.labels()) {
            attempt(
                    "label",
                    label,
                    refused,
                    () -> connection.ask("POST", paths.labels(number), Optional.of(object().put("name", label))));
        }
        for (String reviewer : proposal.reviewers()) {
            attempt(
                    "reviewer",
                    reviewer,
                    refused,
                    () -> connection.ask(
                            "PUT", paths.reviewer(number, id(reviewer)), Optional.of(object().put("vote", 0))));
        }
        return refused;
    }

    private static void attempt(String what, String name, List<Reason> refused, Supplier<Answer> request) {
        try {
            Answer answer = request.get();
            if (!answer.isSuccess()) refused.add(notTaken(what, name, answer.words()));
        } catch (GitHostException failed) {
            refused.add(notTaken(what, name, failed.reason().message()));
        }
    }

    private static Reason notTaken(String what, String name, String why) {
        return Reason.lasting(
                what + "-not-set", "the " + what + " " + name + " was not set on the pull request: " + why, "");
    }

    /** A name must be that of exactly one person or group. */
    private String id(String reviewer) {
        if (GUID.matcher(reviewer).matches()) return reviewer;
        List<String> found = new ArrayList<>();
        JsonNode answer = identities
                .get()
                .get("/_apis/identities?searchFilter=General&filterValue=" + encoded(reviewer) + "&api-version=6.0");
        answer.path("value").forEach(each -> found.add(each.path("id").asString("")));
        if (found.size() == 1) return found.getFirst();
        throw new GitHostException(
                GitHostException.Fault.USAGE,
                Reason.lasting(
                        "reviewer-unknown",
                        "Azure DevOps knows " + (found.isEmpty() ? "nobody" : found.size() + " people")
                                + " of that name",
                        "name the reviewer by an address or an id"));
    }
}
