package dev.landfall.githost.bitbucketcloud;

import static dev.landfall.githost.HostConnection.encoded;
import static dev.landfall.githost.HostConnection.object;

import dev.landfall.githost.Answer;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.Standing;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * {@code GET /repositories/WORKSPACE/SLUG}, whose header {@code X-OAuth-Scopes} names the scopes of the token, API tokens
 * and access tokens alike; without it a request that can do nothing tells what is missing. What the user behind an API
 * token may do is in {@code GET /user/workspaces/WORKSPACE/permissions/repositories}; an access token has no user.
 * Bitbucket Cloud archives no repositories.
 */
final class CloudStanding {
    /** With what implies each ("Scopes for the Bitbucket Cloud REST API"); those of API tokens imply nothing. */
    private static final List<Need> NEEDS = List.of(
            new Need(
                    "repository",
                    "read:repository:bitbucket",
                    Set.of("repository:write", "pullrequest", "pullrequest:write", "project"),
                    "to read the repository and to report beside its commits"),
            new Need(
                    "pullrequest",
                    "read:pullrequest:bitbucket",
                    Set.of("pullrequest:write"),
                    "to find pull requests and to comment on them"),
            new Need(
                    "pullrequest:write",
                    "write:pullrequest:bitbucket",
                    Set.of(),
                    "to open, merge and decline pull requests"));

    private final HostConnection connection;
    private final Paths paths;
    private final boolean ofUser;

    private record Need(String scope, String ofApiToken, Set<String> implying, String why) {
        boolean isMetBy(Set<String> granted) {
            return granted.contains(scope)
                    || granted.contains(ofApiToken)
                    || granted.stream().anyMatch(implying::contains);
        }
    }

    /** @param ofUser whether the credential is a person's */
    CloudStanding(HostConnection connection, Paths paths, boolean ofUser) {
        this.connection = connection;
        this.paths = paths;
        this.ofUser = ofUser;
    }

    Standing read() {
        Answer answer = connection.required(connection.ask("GET", paths.repository(), Optional.empty()));
        JsonNode repository = answer.json();
        String main = repository.at("/mainbranch/name").asString("");
        return new Standing(
                repository.path("full_name").asString(""),
                URI.create(repository.at("/links/html/href").asString("")),
                false,
                lacking(answer, repository),
                main.isEmpty()
                        ? Set.of()
                        : CloudStrategies.of(connection, paths, main).styles());
    }

    private List<String> lacking(Answer answer, JsonNode repository) {
        Optional<String> header = answer.headers().firstValue("X-OAuth-Scopes");
        List<String> lacking = new ArrayList<>(header.map(CloudStanding::unmet).orElseGet(this::probed));
        if (ofUser && !mayWrite(repository))
            lacking.add("the permission write on the repository, to push a branch and to merge a pull request");
        return lacking;
    }

    private static List<String> unmet(String header) {
        Set<String> granted = Stream.of(header.split("[, ]+")).collect(Collectors.toSet());
        boolean ofApiToken = granted.stream().anyMatch(scope -> scope.endsWith(":bitbucket"));
        return NEEDS.stream()
                .filter(need -> !need.isMetBy(granted))
                .map(need -> "the scope " + (ofApiToken ? need.ofApiToken() : need.scope()) + ", " + need.why())
                .toList();
    }

    /** Nothing is opened without a title. */
    private List<String> probed() {
        Answer answer = connection.ask("POST", paths.pulls(), Optional.of(object()));
        return answer.status() == 403
                ? List.of("the scope pullrequest:write (write:pullrequest:bitbucket of an API token), "
                        + NEEDS.getLast().why())
                : List.of();
    }

    /** True where Bitbucket does not say. */
    private boolean mayWrite(JsonNode repository) {
        String query =
                "repository.name = " + Paths.quoted(repository.path("name").asString(""));
        Answer answer = connection.ask(
                "GET",
                "/user/workspaces/" + encoded(paths.workspace()) + "/permissions/repositories?q=" + encoded(query),
                Optional.empty());
        if (!answer.isSuccess()) return true;
        String name = repository.path("full_name").asString("");
        for (JsonNode mine : answer.json().path("values")) {
            if (mine.at("/repository/full_name").asString("").equals(name))
                return !mine.path("permission").asString("").equals("read");
        }
        return false;
    }
}
