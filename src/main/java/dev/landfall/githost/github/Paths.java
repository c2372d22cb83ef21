package dev.landfall.githost.github;

import static dev.landfall.githost.HostConnection.encoded;

import dev.landfall.git.CommitId;
import dev.landfall.git.RepositoryUrl;
import dev.landfall.githost.HostConnection;
import java.util.List;
import java.util.Optional;

/**
 * The API's paths of one repository, by the name that it has today: GitHub answers a former name by a redirect, which
 * may be followed for what is read only, and knows a head only by its owner's present name.
 */
final class Paths {
    private final HostConnection connection;
    private final RepositoryUrl url;
    private Optional<String> today = Optional.empty();

    Paths(HostConnection connection, RepositoryUrl url) {
        this.connection = connection;
        this.url = url;
    }

    /** {@code GET /repos/OWNER/NAME} by the URL's name, whatever the repository is called today. */
    static String named(RepositoryUrl url) {
        return below(url.name());
    }

    private static String below(String name) {
        List<String> segments = List.of(name.split("/", -1));
        if (segments.size() < 2) return "/repos/" + encoded(name) + "/-";
        return "/repos/" + encoded(segments.get(segments.size() - 2)) + "/" + encoded(segments.getLast());
    }

    /** {@code full_name} of {@code GET /repos/OWNER/NAME}, asked for once. */
    synchronized String name() {
        if (today.isEmpty())
            today = Optional.of(connection.get(named(url)).path("full_name").asString(url.name()));
        return today.get();
    }

    /** The name of today if it was asked for already, and else the URL's. */
    synchronized String nameSoFar() {
        return today.orElseGet(url::name);
    }

    String owner() {
        return name().substring(0, name().indexOf('/'));
    }

    String repository() {
        return below(name());
    }

    String pulls() {
        return repository() + "/pulls";
    }

    String pull(long number) {
        return pulls() + "/" + number;
    }

    String issue(long number) {
        return repository() + "/issues/" + number;
    }

    String comments(long number) {
        return issue(number) + "/comments";
    }

    String branch(String name) {
        return repository() + "/branches/" + encoded(name);
    }

    String rules(String branch) {
        return repository() + "/rules/branches/" + encoded(branch);
    }

    String commit(CommitId commit) {
        return repository() + "/commits/" + commit.hex();
    }
}
