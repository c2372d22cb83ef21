package dev.landfall.githost.bitbucketcloud;

import static dev.landfall.githost.HostConnection.encoded;

import dev.landfall.git.RepositoryUrl;
import java.util.List;

/** The paths of one repository, whose clone URLs end in {@code WORKSPACE/SLUG.git}. */
record Paths(String workspace, String slug) {
    private static final String WEB = "https://bitbucket.org/";

    static Paths of(RepositoryUrl url) {
        List<String> segments = List.of(url.name().split("/", -1));
        return new Paths(segments.size() < 2 ? "-" : segments.get(segments.size() - 2), segments.getLast());
    }

    String name() {
        return workspace + "/" + slug;
    }

    String repository() {
        return "/repositories/" + encoded(workspace) + "/" + encoded(slug);
    }

    String pulls() {
        return repository() + "/pullrequests";
    }

    String pull(long number) {
        return pulls() + "/" + number;
    }

    String comments(long number) {
        return pull(number) + "/comments";
    }

    String commit(String hash) {
        return repository() + "/commit/" + hash;
    }

    String branch(String name) {
        return repository() + "/refs/branches/" + encoded(name).replace("%2F", "/");
    }

    /** For a browser. */
    String page() {
        return WEB + name();
    }

    /** A text in the query language of lists ("Filtering and sorting" of the reference). */
    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
