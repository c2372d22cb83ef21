package dev.landfall.githost.gitea;

import static dev.landfall.githost.HostConnection.encoded;

import dev.landfall.git.RepositoryUrl;
import java.util.List;

/** The API's paths of one repository. */
record Paths(String repository) {

    /** A repository below a relative root, such as {@code git/team/shop}, is named by its last two segments. */
    static Paths of(RepositoryUrl url) {
        List<String> segments = List.of(url.name().split("/", -1));
        if (segments.size() < 2) return new Paths("/repos/" + encoded(url.name()) + "/-");
        return new Paths("/repos/" + encoded(segments.get(segments.size() - 2)) + "/" + encoded(segments.getLast()));
    }

    static String branches(String base, String head) {
        return encoded(base).replace("%2F", "/") + "..." + encoded(head).replace("%2F", "/");
    }

    String pull(long number) {
        return repository + "/pulls/" + number;
    }

    String ofBranches(String base, String head) {
        return repository + "/pulls/" + encoded(base) + "/" + encoded(head).replace("%2F", "/");
    }

    String comments(long number) {
        return repository + "/issues/" + number + "/comments";
    }

    String branch(String name) {
        return repository + "/branches/" + encoded(name);
    }
}
