package dev.landfall.git;

import dev.landfall.reason.Printable;
import java.io.IOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/**
 * The HTTP connections of one call. It remembers the status that failed, since JGit tells of it in words only, and
 * stops a redirect to another place before JGit follows it.
 */
final class WatchedConnections implements Connections, HttpConnectionFactory {
    private final RepositoryUrl url;
    private final Route route;
    private final Duration connect;
    private final Optional<Authenticator> authenticator;
    private volatile int failedStatus;

    WatchedConnections(RepositoryUrl url, Route route, Duration connect) {
        this.url = url;
        this.route = route;
        this.connect = connect;
        this.authenticator = route.proxy().flatMap(HttpProxy::authenticator);
    }

    @Override
    public void carry(Transport transport) {
        TransportHttp http = (TransportHttp) transport;
        http.setHttpConnectionFactory(this);
        Credentials credentials = route.credentials();
        credentials
                .asBasic()
                .ifPresent(basic -> http.setPreemptiveBasicAuthentication(
                        basic.username(), basic.password().reveal()));
        if (credentials instanceof Credentials.Bearer(Secret token)) {
            http.setAdditionalHeaders(Map.of("Authorization", "Bearer " + token.reveal()));
        }
    }

    @Override
    public Optional<GitException> verdict(HostFailure failure) {
        return failedStatus == 0 ? Optional.empty() : Optional.of(failure.ofStatus(failedStatus));
    }

    @Override
    public HttpConnection create(URL target) throws IOException {
        if (!url.plainHttpAllowed()) checkAddress(target.getHost());
        Proxy proxy = route.proxy().map(HttpProxy::asProxy).orElse(Proxy.NO_PROXY);
        return new Watched(authenticator.isPresent() ? answering(target, authenticator.get()) : target, proxy);
    }

    /** The proxy that JGit finds in Java's settings is not used, only the one of the configuration. */
    @Override
    public HttpConnection create(URL target, Proxy found) throws IOException {
        return create(target);
    }

    private static void checkAddress(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (RepositoryUrl.isNearby(address)) throw RepositoryUrl.nearby(host);
            }
        } catch (UnknownHostException _) {
            // Behind a proxy only the proxy may know the name; without one the connection says the same.
        }
    }

    /** A URL whose connections answer the proxy, which JGit's connection has no way to be told. */
    private static URL answering(URL target, Authenticator authenticator) throws IOException {
        URLStreamHandler handler = new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL given) throws IOException {
                return openConnection(given, Proxy.NO_PROXY);
            }

            @Override
            protected URLConnection openConnection(URL given, Proxy proxy) throws IOException {
                HttpURLConnection connection =
                        (HttpURLConnection) URI.create(given.toString()).toURL().openConnection(proxy);
                connection.setAuthenticator(authenticator);
                return connection;
            }
        };
        return URL.of(URI.create(target.toString()), handler);
    }

    private final class Watched extends JDKHttpConnection {
        private Watched(URL target, Proxy proxy) throws IOException {
            super(target, proxy);
            boolean encrypted = target.getProtocol().equals("https");
            if (encrypted && route.authorities().isPresent())
                trust(route.authorities().get());
        }

        private void trust(Authorities authorities) throws IOException {
            try {
                configure(null, authorities.trustManagers(), null);
            } catch (GeneralSecurityException impossible) {
                throw new IOException(impossible);
            }
        }

        @Override
        public void setConnectTimeout(int ignored) {
            super.setConnectTimeout(Math.toIntExact(connect.toMillis()));
        }

        @Override
        public int getResponseCode() throws IOException {
            int status = super.getResponseCode();
            if (status >= 400) failedStatus = status;
            if (status >= 300 && status < 400) checkRedirect(getHeaderField("Location"));
            return status;
        }

        private void checkRedirect(String location) {
            if (location == null) return;
            try {
                URI target = getURL().toURI().resolve(new URI(location));
                if (!url.hasOriginOf(target)) throw elsewhere(target.getHost());
            } catch (URISyntaxException | IllegalArgumentException _) {
                throw elsewhere(null);
            }
        }
    }

    private GitException elsewhere(String host) {
        String other = host == null ? "an unreadable address" : Printable.line(host, 100);
        return GitException.usage(
                "redirected",
                url.host() + " redirects to another place, " + other + ", which Landfall does not follow",
                "if you trust it, name the repository by its new URL");
    }
}
