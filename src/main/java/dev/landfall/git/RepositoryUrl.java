package dev.landfall.git;

import dev.landfall.reason.Printable;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a repository is: {@code https://HOST/PATH}, {@code ssh://USER@HOST/PATH}, or {@code USER@HOST:PATH}. Having one
 * means that its form is sound; whether its host may be talked to is for the configuration to say.
 */
public final class RepositoryUrl {
    /** Printable ASCII: no host or path that only looks like another one. */
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e]+");

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://.*");
    /** With a user only: without one, {@code https:HOST/PATH} would name a host called https. */
    private static final Pattern SCP = Pattern.compile("^([^/@:]+)@([^/@:\\[\\]]+):(?!:|//)/?([^-/].*)");

    private static final Pattern SSH_USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");
    /** What the URL Standard of WHATWG takes for an IPv4 address, in decimal, octal or hex, whole or in part. */
    private static final Pattern IPV4 = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)");

    private static final Pattern IPV4_EXACT = Pattern.compile("(?:0|[1-9][0-9]{0,2})(?:\\.(?:0|[1-9][0-9]{0,2})){3}");
    /** Segments and escapes that make a path mean another one than it shows. */
    private static final Pattern TRICKY_PATH = Pattern.compile("//|/\\.{1,2}(?:/|$)|%2[eEfF]|%5[cC]|%00|\\\\");

    private static final String FORM = "use https://HOST/PATH or USER@HOST:PATH";
    private static final String SSH = "ssh";

    private final String text;
    private final URI uri;
    private final boolean plainHttpAllowed;

    private RepositoryUrl(String text, URI uri, boolean plainHttpAllowed) {
        this.text = text;
        this.uri = uri;
        this.plainHttpAllowed = plainHttpAllowed;
    }

    /**
     * @param allowPlainHttp lets {@code http://} and hosts on this very machine pass
     * @throws GitException of fault USAGE, which never repeats what may be a secret
     */
    public static RepositoryUrl parse(String text, boolean allowPlainHttp) {
        if (!PLAIN.matcher(text).matches() || text.startsWith("-")) {
            throw refused("the repository's URL is empty or has characters outside printable ASCII", FORM);
        }
        String full = SCP.matcher(text).replaceFirst("ssh://$1@$2/$3");
        checkScheme(full, allowPlainHttp);
        URI uri = parsed(full);
        checkUser(uri);
        checkHost(uri, allowPlainHttp);
        checkPath(uri);
        return new RepositoryUrl(text, uri, allowPlainHttp);
    }

    private static void checkScheme(String text, boolean allowPlainHttp) {
        var form = SCHEME.matcher(text);
        String scheme = form.matches() ? form.group(1).toLowerCase(Locale.ROOT) : "";
        switch (scheme) {
            case "https", SSH -> {}
            case "http" -> {
                if (allowPlainHttp) return;
                throw GitException.usage(
                        "plain-http",
                        "the repository's URL is http://, where passwords and commits travel in the clear",
                        "use https://, or set allowPlainHttp: true");
            }
            default -> throw refused("the repository's URL is neither https:// nor ssh://", FORM);
        }
    }

    private static URI parsed(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException malformed) {
            // Neither the text nor the exception that repeats it is passed on: it may hold a password.
            throw refused("the repository's URL cannot be read", FORM);
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused("the repository's URL has a query or a fragment", FORM);
        }
        return uri;
    }

    private static void checkUser(URI uri) {
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        int at = authority.indexOf('@');
        boolean named = isSsh(uri)
                && at > 0
                && SSH_USER.matcher(authority.substring(0, at)).matches();
        if (at < 0 || (named && authority.indexOf('@', at + 1) < 0)) return;
        throw GitException.usage(
                "secret-in-url",
                "the repository's URL has a user name or a password in it",
                "take it out, and name it under credentials");
    }

    private static boolean isSsh(URI uri) {
        return uri.getScheme().equalsIgnoreCase(SSH);
    }

    private static void checkHost(URI uri, boolean allowPlainHttp) {
        String host = uri.getHost();
        if (host == null || host.endsWith(".")) {
            throw refused("the repository's URL has no host, or one in a form that is not allowed", FORM);
        }
        if (IPV4.matcher(host).matches() && !IPV4_EXACT.matcher(host).matches()) {
            throw refused("the repository's host is an address in an ambiguous form", FORM);
        }
        if (!allowPlainHttp && isNearby(host)) throw nearby(host);
    }

    private static void checkPath(URI uri) {
        String path = uri.getRawPath();
        if (path.replace("/", "").isEmpty() || TRICKY_PATH.matcher(path).find()) {
            throw refused("the repository's URL names no repository, or has .., // or escapes in its path", FORM);
        }
    }

    private static boolean isNearby(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.equals("localhost") || name.endsWith(".localhost")) return true;
        boolean literal = name.startsWith("[") || IPV4.matcher(name).matches();
        return literal && isNearby(InetAddress.ofLiteral(name.replaceAll("[\\[\\]]", "")));
    }

    /** Whether an address leads to this machine or its own link, where services trust whoever can reach them. */
    public static boolean isNearby(InetAddress address) {
        return address.isLoopbackAddress() || address.isAnyLocalAddress() || address.isLinkLocalAddress();
    }

    static GitException nearby(String host) {
        return GitException.usage(
                "host-not-allowed",
                "the repository's host " + Printable.line(host, 100) + " is this machine or its own link",
                "name another host, or set allowPlainHttp: true");
    }

    private static GitException refused(String message, String remedy) {
        return GitException.usage("bad-repository-url", message, remedy);
    }

    /** As it was given. */
    public String text() {
        return text;
    }

    /** In lower case. */
    public String host() {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    boolean isSsh() {
        return isSsh(uri);
    }

    /** Of the scheme, where the URL names none. */
    int port() {
        return uri.getPort() < 0 ? standardPort(uri) : uri.getPort();
    }

    /** Whom an SSH URL names. */
    Optional<String> user() {
        return Optional.ofNullable(uri.getUserInfo());
    }

    /** As {@code http://} and {@code https://} have it; {@code ssh://} likewise. */
    String scheme() {
        return uri.getScheme().toLowerCase(Locale.ROOT);
    }

    /** Below the host, without the slash that it begins with. */
    String path() {
        return uri.getRawPath().substring(1);
    }

    /** The repository below its host, such as {@code team/shop}: without slashes around it and {@code .git}. */
    public String name() {
        return path().replaceFirst("/+$", "").replaceFirst("\\.git$", "");
    }

    /** Where a browser most likely finds the host: by HTTPS, unless the URL itself is plain HTTP. */
    public URI web() {
        if (isSsh()) return URI.create("https://" + host());
        return URI.create(scheme() + "://" + host() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
    }

    /** Whether the host may turn out to be this machine, and the scheme plain HTTP. */
    boolean plainHttpAllowed() {
        return plainHttpAllowed;
    }

    /**
     * Whether both lead to one repository: the host's case, the default port, the user of SSH, a trailing {@code .git}
     * do not count.
     */
    public boolean sameRepositoryAs(RepositoryUrl other) {
        return normalised().equals(other.normalised());
    }

    /** Whether a URL is of this scheme, host and port; any other place must not see our credentials. */
    boolean hasOriginOf(URI other) {
        return other.getHost() != null && origin(uri).equals(origin(other));
    }

    private String normalised() {
        String path = uri.getRawPath().replaceAll("/+$", "");
        return origin(uri) + (path.endsWith(".git") ? path.substring(0, path.length() - 4) : path);
    }

    private static String origin(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() < 0 ? standardPort(uri) : uri.getPort();
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }

    private static int standardPort(URI uri) {
        return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case SSH -> 22;
            case "https" -> 443;
            default -> 80;
        };
    }

    /** A folder name that equal repositories share and others do not. */
    String cacheKey() {
        String readable = host().replaceAll("[^a-z0-9.-]", "_");
        return readable + "-" + Sha256.of(normalised()).substring(0, 20);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RepositoryUrl that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
