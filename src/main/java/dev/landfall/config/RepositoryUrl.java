package dev.landfall.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The parts of a repository's URL that decide who gets a credential. Anything by which a URL could look like one host
 * or folder and mean another is refused: user names other than SSH's, hosts in other scripts, trailing dots, dot
 * segments, escapes.
 *
 * @param user of SSH; empty where none is named
 * @param authority the host in lower case, with the port unless it is 443 or 80, or 22 with SSH
 * @param path without a trailing {@code /} and {@code .git}
 */
record RepositoryUrl(String scheme, String user, String authority, String path) {
    static final String SSH = "ssh";
    private static final Set<String> SCHEMES = Set.of("https", "http", SSH);
    private static final Pattern AUTHORITY =
            Pattern.compile("((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*"
                    + "|\\[[0-9a-f:.]+])(?::([1-9][0-9]{0,4}))?");

    /** What Git takes for an SSH address besides a URL; with a user only, as {@code https:HOST/PATH} would be one else. */
    private static final Pattern SCP = Pattern.compile("([^/@:]+)@([^/@:\\[\\]]+):(?!:|//)/?([^-/].*)");

    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

    /** The problem quotes nothing of the text, which may hold a password. */
    static RepositoryUrl parse(String text) throws WrongValue {
        var scp = SCP.matcher(text);
        URI uri = uri(scp.matches() ? SSH + "://" + scp.group(1) + "@" + scp.group(2) + "/" + scp.group(3) : text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme)) throw wrong("is no https://, ssh:// or http:// URL");
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        int at = authority.lastIndexOf('@');
        String user = at < 0 ? "" : authority.substring(0, at);
        if (at >= 0 && (!scheme.equals(SSH) || !USER.matcher(user).matches())) {
            throw wrong("has a user name or password in it");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) throw wrong("has a ? or # in it");
        return new RepositoryUrl(scheme, user, authority(scheme, authority.substring(at + 1)), path(uri.getRawPath()));
    }

    /** A host, or a host and port, in the form in which two are compared; the ports 443 and 80 are left out. */
    static String authority(String text) throws WrongValue {
        return authority("https", text);
    }

    private static String authority(String scheme, String text) throws WrongValue {
        var parts = AUTHORITY.matcher(text.toLowerCase(Locale.ROOT));
        // A name whose last label is a number is an address in one of its odd spellings, such as 127.1 or 2130706433.
        boolean exact = parts.matches() && isPlain(parts.group(1)) && !isTooLarge(parts.group(2));
        if (!exact) {
            throw new WrongValue(
                    "names no exact host",
                    "write it as git.example.org or git.example.org:8443, non-ASCII names as xn--…");
        }
        String port = parts.group(2);
        boolean standard = port == null || (scheme.equals(SSH) ? Set.of("22") : Set.of("443", "80")).contains(port);
        return standard ? parts.group(1) : parts.group();
    }

    private static boolean isTooLarge(String port) {
        return port != null && Integer.parseInt(port) > 65535;
    }

    private static boolean isPlain(String host) {
        if (host.startsWith("[")) return isAddress(host.substring(1, host.length() - 1));
        String last = host.substring(host.lastIndexOf('.') + 1);
        boolean numeric = last.matches("[0-9]+|0x[0-9a-f]*");
        return !numeric || (host.matches("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})") && isAddress(host));
    }

    private static boolean isAddress(String literal) {
        try {
            return InetAddress.ofLiteral(literal) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether the authority means this machine; a name that merely resolves to it is not known here. */
    static boolean isLoopback(String authority) {
        String host = authority.replaceFirst(":[0-9]+$", "");
        if (host.equals("localhost") || host.endsWith(".localhost")) return true;
        if (!host.startsWith("[") && !host.matches("[0-9.]+")) return false;
        InetAddress address = InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", ""));
        return address.isLoopbackAddress() || address.isAnyLocalAddress();
    }

    private static String path(String raw) throws WrongValue {
        String path = raw.replaceFirst("/+$", "").replaceFirst("\\.git$", "");
        if (path.isEmpty()) return path;
        // An escape could hide a slash or a dot from the comparison and show it to the server.
        if (path.contains("%") || !PathPattern.isClean(path.substring(1))) {
            throw wrong("has a path with escapes, empty segments, . or ..");
        }
        return path;
    }

    private static URI uri(String text) throws WrongValue {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw wrong("is no URL");
        }
    }

    private static WrongValue wrong(String problem) {
        return new WrongValue(
                problem, "write it as https://git.example.org/team/repository or git@git.example.org:team/repository");
    }
}
