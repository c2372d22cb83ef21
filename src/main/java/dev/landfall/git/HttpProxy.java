package dev.landfall.git;

import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP proxy: HTTPS goes through it by CONNECT, and is not read by it.
 *
 * @param login empty where the proxy asks for none
 */
public record HttpProxy(String host, int port, Optional<Credentials.Basic> login) {
    private static final String FORM = "write it as http://HOST:PORT";

    /**
     * From {@code http://HOST:PORT}, or {@code http://USER:PASSWORD@HOST:PORT}.
     *
     * @param named what names it, for the message, which never quotes the text
     */
    public static HttpProxy parse(String text, String named) {
        try {
            URI uri = new URI(text.contains("://") ? text : "http://" + text);
            if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
                throw GitException.usage("bad-proxy", named + " is no URL of an HTTP proxy", FORM);
            }
            int port = uri.getPort() < 0 ? 80 : uri.getPort();
            return new HttpProxy(
                    uri.getHost(),
                    port,
                    Optional.ofNullable(uri.getRawUserInfo()).map(HttpProxy::login));
        } catch (URISyntaxException _) {
            throw GitException.usage("bad-proxy", named + " is no URL", FORM);
        }
    }

    private static Credentials.Basic login(String userInfo) {
        String[] parts = userInfo.split(":", 2);
        return new Credentials.Basic(decoded(parts[0]), new Secret(parts.length < 2 ? "" : decoded(parts[1])));
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /**
     * The proxy that the environment names for this URL: {@code HTTPS_PROXY} or {@code HTTP_PROXY}, in capitals or not,
     * unless {@code NO_PROXY} names the host, a domain that it is in, or {@code *}. This machine is never reached
     * through one.
     */
    public static Optional<HttpProxy> fromEnvironment(Map<String, String> environment, RepositoryUrl url) {
        if (url.isSsh() || isThisMachine(url.host()) || isExempt(environment, url)) return Optional.empty();
        String name = url.scheme().toUpperCase(Locale.ROOT) + "_PROXY";
        return variable(environment, name).map(text -> parse(text, "the environment variable " + name));
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT)))
                .or(() -> Optional.ofNullable(environment.get(name)))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static boolean isThisMachine(String host) {
        if (host.equals("localhost")) return true;
        boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
        return literal && InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    }

    private static boolean isExempt(Map<String, String> environment, RepositoryUrl url) {
        return variable(environment, "NO_PROXY").stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .anyMatch(entry -> names(entry, url));
    }

    private static boolean names(String entry, RepositoryUrl url) {
        if (entry.equals("*") || entry.equals(url.host()) || entry.equals(url.host() + ":" + url.port())) return true;
        String domain = entry.replaceFirst("^\\*?\\.", "");
        return !domain.isEmpty() && url.host().endsWith("." + domain);
    }

    /**
     * Java sends no password to a proxy before a tunnel (CONNECT) unless this is said: since the password is in the clear
     * then, as it is in any request to a proxy. Each of Java's HTTP clients reads it once per process, when it is first
     * used, with a proxy or without.
     */
    public static void letProxiesAskForPasswords() {
        String schemes = "jdk.http.auth.tunneling.disabledSchemes";
        if (System.getProperty(schemes) == null) System.setProperty(schemes, "");
    }

    /** Has an HTTP client go through it; each request must have {@link #authorization}. */
    public void applyTo(HttpClient.Builder client) {
        client.proxy(ProxySelector.of(InetSocketAddress.createUnresolved(host, port)));
    }

    /**
     * The value of the header {@code Proxy-Authorization}, which Java sends to the proxy only. With an authenticator in its
     * place Java would show the proxy a wrong password several times, and fail where the host behind it answers 401.
     */
    public Optional<String> authorization() {
        return login.map(Credentials.Basic::header);
    }

    Proxy asProxy() {
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, port));
    }

    /**
     * Of one call: answers this proxy's question, never one of the host behind it, and only once. Java remembers the
     * answer by this object, and gives it unasked with the requests that follow, which it could not send twice.
     */
    Optional<Authenticator> authenticator() {
        return login.map(ProxyAuthenticator::new);
    }

    private static final class ProxyAuthenticator extends Authenticator {
        private final Credentials.Basic login;
        private boolean asked;

        private ProxyAuthenticator(Credentials.Basic login) {
            this.login = login;
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            // Java would ask twenty times, and some proxies lock an account sooner.
            if (getRequestorType() != RequestorType.PROXY || asked) return null;
            asked = true;
            return new PasswordAuthentication(
                    login.username(), login.password().reveal().toCharArray());
        }
    }

    /** {@code HOST:PORT}, without the login. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
