package dev.landfall.git;

import dev.landfall.reason.Printable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.UnknownHostException;
import java.time.Duration;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/**
 * The HTTP connections of one call. It remembers the status that failed, since JGit tells of it in words only, and
 * stops a redirect to another place before JGit follows it.
 */
final class WatchedConnections implements HttpConnectionFactory {
    private final RepositoryUrl url;
    private final Duration connect;
    private volatile int failedStatus;

    WatchedConnections(RepositoryUrl url, Duration connect) {
        this.url = url;
        this.connect = connect;
    }

    /** The last HTTP status of 400 or more; 0 if there was none. */
    int failedStatus() {
        return failedStatus;
    }

    @Override
    public HttpConnection create(URL target) throws IOException {
        return create(target, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL target, Proxy proxy) throws IOException {
        if (!url.plainHttpAllowed()) checkAddress(target.getHost());
        return new Watched(target, proxy);
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

    private final class Watched extends JDKHttpConnection {
        private Watched(URL target, Proxy proxy) throws IOException {
            super(target, proxy);
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
