package dev.landfall.githost.bitbucketdatacenter;

import static dev.landfall.githost.HostConnection.encoded;

import dev.landfall.git.RepositoryUrl;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * The paths of one repository, whose clone URLs are {@code HOST/CONTEXT/scm/KEY/SLUG.git} and
 * {@code ssh://git@HOST:7999/KEY/SLUG.git}; the project of a user is {@code ~NAME}.
 *
 * @param project its key, in upper case as the server has it, unless it is a user's
 */
record Paths(String project, String slug) {
    private static final String SCM = "scm";

    static Paths of(RepositoryUrl url) {
        List<String> segments = segments(url);
        String project = segments.size() < 2 ? "-" : segments.get(segments.size() - 2);
        return new Paths(project.startsWith("~") ? project : project.toUpperCase(Locale.ROOT), segments.getLast());
    }

    private static List<String> segments(RepositoryUrl url) {
        return List.of(url.name().replaceAll("%7[eE]", "~").split("/", -1));
    }

    /** Where a browser finds the server: with the context that an HTTPS URL has before {@code /scm/}. */
    static String root(RepositoryUrl url) {
        List<String> segments = segments(url);
        int scm = segments.size() - 3;
        boolean inContext = scm > 0 && segments.get(scm).equals(SCM);
        return url.web() + (inContext ? "/" + String.join("/", segments.subList(0, scm)) : "");
    }

    /** Also where the whole API of a version was named, such as {@code HOST/rest/api/1.0}. */
    static URI rest(URI api) {
        return URI.create(api.toString().replaceFirst("/+$", "").replaceFirst("/api/(?:latest|1\\.0)$", ""));
    }

    static String ref(String branch) {
        return "refs/heads/" + branch;
    }

    String repository() {
        return "/api/latest/projects/" + encoded(project) + "/repos/" + encoded(slug);
    }

    String pulls() {
        return repository() + "/pull-requests";
    }

    String pull(long number) {
        return pulls() + "/" + number;
    }

    String comments(long number) {
        return pull(number) + "/comments";
    }

    /** Below the server, for a browser. */
    String page() {
        String owner = project.startsWith("~") ? "users/" + project.substring(1) : "projects/" + project;
        return owner + "/repos/" + slug;
    }
}
