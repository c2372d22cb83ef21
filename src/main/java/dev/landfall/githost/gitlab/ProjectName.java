package dev.landfall.githost.gitlab;

import dev.landfall.githost.Site;
import java.net.URI;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a project is.
 *
 * @param host without a port
 * @param root below which GitLab is, such as {@code /gitlab}, or empty
 * @param path of the project, such as {@code group/team/shop}
 */
record ProjectName(String host, String root, String path) {
    private static final Pattern API = Pattern.compile("/api/v4/*$");
    /** Without the hyphen before GitLab 12. */
    private static final Pattern PAGE = Pattern.compile("(?:/-)?/merge_requests/([1-9][0-9]{0,17})(?:/.*)?");

    /** Over HTTP a repository's URL has GitLab's relative root in it, over SSH it has not. */
    static ProjectName of(Site site) {
        String root = API.matcher(site.api().getRawPath()).replaceFirst("");
        String name = "/" + site.repository().name();
        boolean rooted = site.repository().text().startsWith("http") && name.startsWith(root + "/");
        String path = rooted ? name.substring(root.length() + 1) : name.substring(1);
        return new ProjectName(site.api().getHost(), root, path);
    }

    /** In the address of one of its merge requests. */
    OptionalLong numberIn(URI page) {
        String project = root + "/" + path;
        boolean here = host.equalsIgnoreCase(page.getHost())
                && page.getRawPath() != null
                && page.getRawPath().startsWith(project);
        if (!here) return OptionalLong.empty();
        Matcher matcher = PAGE.matcher(page.getRawPath().substring(project.length()));
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}
