package dev.landfall.githost.github;

import static dev.landfall.githost.HostConnection.object;

import dev.landfall.git.RepositoryUrl;
import dev.landfall.git.Secret;
import dev.landfall.githost.Answer;
import dev.landfall.githost.GitHostException;
import dev.landfall.githost.GitHostException.Fault;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.HostCredential;
import dev.landfall.reason.Reason;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An app where it is installed: {@code GET /repos/OWNER/NAME/installation} or {@code GET /app/installations/ID}, and
 * {@code POST /app/installations/ID/access_tokens}, narrowed to the one repository and to {@link Permission} as far as
 * the installation grants it; a token that asks for more is refused by 422.
 */
final class AppInstallation {
    private final HostConnection connection;
    private final HostCredential.App app;
    private final RepositoryUrl repository;
    private final RepositoryLookup lookup;
    private Optional<JsonNode> known = Optional.empty();

    AppInstallation(
            HostConnection connection, HostCredential.App app, RepositoryUrl repository, RepositoryLookup lookup) {
        this.lookup = lookup;
        this.connection = connection;
        this.app = app;
        this.repository = repository;
    }

    /** Finds the repository's id with a token. */
    interface RepositoryLookup {
        OptionalLong id(Secret token);
    }

    /** @param expires by GitHub's clock */
    record Made(Secret token, Instant expires) {}

    synchronized Made makeToken() {
        known = Optional.empty(); // what it is granted may have changed since the last one
        JsonNode installation = read();
        String name = repository.name().substring(repository.name().lastIndexOf('/') + 1);
        ObjectNode byName = object();
        byName.putArray("repositories").add(name);
        Answer answer = ask(installation, byName, granted(installation));
        boolean unknown = answer.status() == 422 && answer.words().contains("repository");
        if (unknown) answer = ask(installation, byId(installation), granted(installation));
        if (answer.status() == 422) throw notThere(answer.words());
        return made(Refusals.required(connection, answer));
    }

    /**
     * A former name leads to the repository's id, but not here: a token that sees no more than that repositories exist
     * finds it out.
     */
    private ObjectNode byId(JsonNode installation) {
        Answer answer = ask(installation, object(), Map.of("metadata", "read"));
        long id = lookup.id(made(Refusals.required(connection, answer)).token())
                .orElseThrow(() -> notThere("no such repository"));
        ObjectNode body = object();
        body.putArray("repository_ids").add(id);
        return body;
    }

    private Answer ask(JsonNode installation, ObjectNode body, Map<String, String> permissions) {
        ObjectNode asked = body.putObject("permissions");
        permissions.forEach(asked::put);
        String path = "/app/installations/" + installation.path("id").asLong() + "/access_tokens";
        return connection.ask("POST", path, Optional.of(body));
    }

    private static Made made(JsonNode answer) {
        try {
            return new Made(
                    new Secret(answer.path("token").asString("")),
                    Instant.parse(answer.path("expires_at").asString("")));
        } catch (DateTimeParseException _) {
            throw new GitHostException(
                    Fault.UNREACHABLE,
                    Reason.passing(
                            "host-strange-answer",
                            "GitHub made a token without saying when it expires",
                            "check pullRequests.apiUrl"));
        }
    }

    /** What the installation lacks of what we ask for. */
    List<String> lacking() {
        List<String> lacking = new ArrayList<>();
        JsonNode permissions = read().path("permissions");
        for (Permission wanted : Permission.values())
            if (!wanted.isIn(permissions.path(wanted.field()).asString(""))) lacking.add(wanted.lacking());
        return lacking;
    }

    private static Map<String, String> granted(JsonNode installation) {
        Map<String, String> granted = new TreeMap<>();
        for (Permission wanted : Permission.values()) {
            String level = installation.path("permissions").path(wanted.field()).asString("");
            if (!level.isEmpty()) granted.put(wanted.field(), wanted.isIn(level) ? wanted.level() : level);
        }
        return granted;
    }

    private synchronized JsonNode read() {
        if (known.isEmpty()) known = Optional.of(installed(connection.ask("GET", path(), Optional.empty())));
        return known.get();
    }

    private String path() {
        return app.installation().isPresent()
                ? "/app/installations/" + app.installation().getAsLong()
                : Paths.named(repository) + "/installation";
    }

    private JsonNode installed(Answer answer) {
        if (answer.status() == 404) throw notThere(answer.words());
        JsonNode installation = Refusals.required(connection, answer);
        if (installation.path("suspended_at").isString())
            throw rights(
                    "app-suspended",
                    "the installation of the GitHub App is suspended",
                    "have an owner of the account resume it");
        return installation;
    }

    private GitHostException notThere(String words) {
        return rights(
                "app-not-installed",
                "the GitHub App " + app.id() + " is not installed for " + repository.name() + ": " + words,
                "install it on this repository, and check pullRequests.appId and appInstallation");
    }

    private static GitHostException rights(String code, String message, String remedy) {
        return new GitHostException(Fault.RIGHTS, Reason.lasting(code, message, remedy));
    }
}
