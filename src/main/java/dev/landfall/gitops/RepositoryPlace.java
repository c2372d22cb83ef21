package dev.landfall.gitops;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and path of a repository, however its URL is spelt: over SSH or HTTP, with or without a user, a port and
 * {@code .git}. Only for finding out who else reads a repository, where a wrong yes costs a refusal: nothing is sent to
 * a place that was found so.
 */
public record RepositoryPlace(String host, String path) {
    private static final Pattern URL =
            Pattern.compile("[a-z0-9+.-]+://(?:[^/@]*@)?(\\[[^]]*]|[^/:]*)(?::[0-9]*)?/*(.*)");
    private static final Pattern SCP = Pattern.compile("(?:[^/@]*@)?([^/:]+):/*(.*)");

    public static RepositoryPlace of(String url) {
        String text = url.strip().toLowerCase(Locale.ROOT);
        Matcher byUrl = URL.matcher(text);
        if (byUrl.matches()) return new RepositoryPlace(byUrl.group(1), withoutEnd(byUrl.group(2)));
        Matcher byScp = SCP.matcher(text);
        if (byScp.matches()) return new RepositoryPlace(byScp.group(1), withoutEnd(byScp.group(2)));
        return new RepositoryPlace("", withoutEnd(text));
    }

    private static String withoutEnd(String path) {
        return path.replaceFirst("/+$", "").replaceFirst("\\.git$", "");
    }
}
