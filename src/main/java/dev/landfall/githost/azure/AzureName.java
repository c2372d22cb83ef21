package dev.landfall.githost.azure;

import static dev.landfall.githost.HostConnection.encoded;

import dev.landfall.git.RepositoryUrl;
import dev.landfall.githost.GitHostException;
import dev.landfall.reason.Reason;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a repository is, from one of the URLs that Azure DevOps gives out
 * (learn.microsoft.com/azure/devops/extend/develop/work-with-urls and azure/devops/repos/git/use-ssh-keys-to-authenticate).
 *
 * @param collection the organization's address, on a Server the collection's, below which both API and pages are; without a
 *     slash at the end
 * @param project without percent signs
 * @param repository likewise
 */
record AzureName(URI collection, String project, String repository) {
    private static final String CLOUD = "dev.azure.com";
    private static final String OLD_CLOUD = ".visualstudio.com";
    private static final Pattern PULL_REQUEST = Pattern.compile("/pullrequest/([1-9][0-9]{0,17})(?:/.*)?");
    /** How a clone may be asked to answer; no part of the name. */
    private static final List<String> VARIANTS = List.of("_full", "_optimized");

    static AzureName of(RepositoryUrl url) {
        List<String> segments =
                Stream.of(url.name().split("/", -1)).map(AzureName::decoded).toList();
        if (segments.getFirst().equals("v3")) return bySsh(url, segments);
        int git = segments.indexOf("_git");
        if (git < 0 || git == segments.size() - 1) throw unknown();
        List<String> before = segments.subList(0, git);
        int deep = depth(url.host(), before);
        if (before.size() < deep || before.size() > deep + 1) throw unknown();
        String repository = VARIANTS.contains(segments.get(git + 1)) ? segments.getLast() : segments.get(git + 1);
        String below = before.stream()
                .limit(deep)
                .map(segment -> "/" + encoded(segment))
                .collect(Collectors.joining());
        String project = before.size() > deep ? before.get(deep) : repository;
        return new AzureName(URI.create(web(url) + below), project, repository);
    }

    /** {@code v3/ORGANIZATION/PROJECT/REPOSITORY}. */
    private static AzureName bySsh(RepositoryUrl url, List<String> segments) {
        if (segments.size() != 4) throw unknown();
        String organization = encoded(segments.get(1));
        boolean old = url.host().endsWith(OLD_CLOUD);
        String collection = old ? "https://" + organization + OLD_CLOUD : "https://" + CLOUD + "/" + organization;
        return new AzureName(URI.create(collection), segments.get(2), segments.get(3));
    }

    /** How many segments name the organization or collection; a Server may be below {@code tfs}. */
    private static int depth(String host, List<String> before) {
        boolean first = !before.isEmpty() && before.getFirst().equalsIgnoreCase("DefaultCollection");
        if (host.endsWith(OLD_CLOUD)) return first ? 1 : 0;
        boolean virtual =
                !host.equals(CLOUD) && !before.isEmpty() && before.getFirst().equalsIgnoreCase("tfs");
        return virtual ? 2 : 1;
    }

    private static String web(RepositoryUrl url) {
        return url.web().toString();
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static GitHostException unknown() {
        return new GitHostException(
                GitHostException.Fault.USAGE,
                Reason.lasting(
                        "bad-repository-url",
                        "the repository's URL is none of those that Azure DevOps has",
                        "use https://dev.azure.com/ORGANIZATION/PROJECT/_git/REPOSITORY, or of a Server"
                                + " https://HOST/COLLECTION/PROJECT/_git/REPOSITORY"));
    }

    /** The same with the collection where the configuration says that it is. */
    AzureName at(URI api) {
        return new AzureName(api, project, repository);
    }

    URI page() {
        return URI.create(collection + "/" + encoded(project) + "/_git/" + encoded(repository));
    }

    URI page(long number) {
        return URI.create(page() + "/pullrequest/" + number);
    }

    /** In the address of one of its pull requests; names count whatever their case. */
    OptionalLong numberIn(URI address) {
        String prefix = page().getPath();
        String path = String.valueOf(address.getPath());
        boolean here = collection.getHost().equalsIgnoreCase(address.getHost())
                && lower(path).startsWith(lower(prefix));
        if (!here) return OptionalLong.empty();
        Matcher matcher = PULL_REQUEST.matcher(lower(path.substring(prefix.length())));
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
