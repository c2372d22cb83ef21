package dev.landfall.githost;

import dev.landfall.githost.GitHostException.Fault;
import dev.landfall.reason.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

/** What a failed request means to a person. */
final class HostFailures {
    private static final String CREDENTIAL = "repositories[].pullRequests of the configuration";

    private final URI api;
    private final String way;
    private final Authorization authorization;

    HostFailures(Site site, Authorization authorization) {
        this.api = site.api();
        this.way = site.proxy().map(proxy -> "through the proxy " + proxy + " ").orElse("");
        this.authorization = authorization;
    }

    GitHostException ofStatus(int status, String words) {
        String told = words.isEmpty() ? "" : ": " + words;
        return switch (status) {
            case 401 ->
                rights(
                        "host-authentication",
                        "does not accept the credential for pull requests" + told,
                        "give a valid one in " + CREDENTIAL);
            case 403 ->
                rights(
                        "host-forbidden",
                        "does not let the credential for pull requests do this" + told,
                        "landfall check names the scopes that it lacks; give them to the one in " + CREDENTIAL);
            case 407 ->
                unreachable("proxy-authentication", "is behind a proxy that wants a login", "set repositories[].proxy");
            case 404, 410 ->
                rights(
                        "host-not-found",
                        "does not know what was asked for, or hides it from the credential" + told,
                        "check the repository's URL, and that the credential in " + CREDENTIAL + " may see it");
            default ->
                status >= 500
                        ? unreachable("host-failing", "answers with status " + status + told, "try again later")
                        : usage("host-refuses", "answers with status " + status + told);
        };
    }

    GitHostException signIn() {
        return ofStatus(401, "it shows a page to sign in");
    }

    GitHostException ofConnection(IOException failure) {
        if (isBy(failure, HttpTimeoutException.class))
            return unreachable("host-timeout", way + "is silent", "try again later");
        // Before a refused connection, by which Java's client tells of them.
        if (isBy(failure, UnknownHostException.class) || isBy(failure, UnresolvedAddressException.class))
            return unreachable("host-unknown", way + "has no address", "check pullRequests.apiUrl");
        if (isBy(failure, ConnectException.class))
            return unreachable("host-connection-refused", way + "accepts no connection", "try again later");
        if (isBy(failure, CertificateException.class))
            return unreachable(
                    "host-certificate",
                    "shows a certificate that is not trusted",
                    "name its authority as repositories[].caFile");
        return strange("broke off: " + failure.getMessage());
    }

    private static boolean isBy(Throwable failure, Class<? extends Exception> kind) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(kind::isInstance);
    }

    GitHostException limited(Duration wait) {
        return unreachable(
                "host-limiting",
                "answers no more for " + wait.toSeconds() + " s, since it was asked too often",
                "go on after that");
    }

    /** Without a cause: Java's exceptions quote what a host sends, and that may be our token. */
    GitHostException strange(String words) {
        return unreachable(
                "host-strange-answer",
                authorization.told(words, 300),
                "check pullRequests.apiUrl and pullRequests.host");
    }

    GitHostException moved(HttpHeaders headers) {
        String where = headers.firstValue("Location")
                .map(to -> " to " + authorization.told(to, 200))
                .orElse("");
        return usage(
                "repository-moved",
                "has moved the repository" + where + "; have the owner name it by its new URL, and match that");
    }

    GitHostException elsewhere(URI target) {
        String place =
                target.getHost() == null ? "an address without a host" : authorization.told(target.getHost(), 100);
        return usage("host-redirects", "leads to another place, " + place + ", where Landfall does not follow");
    }

    private GitHostException usage(String code, String what) {
        return new GitHostException(Fault.USAGE, Reason.lasting(code, "the API at " + api + " " + what, ""));
    }

    private GitHostException rights(String code, String what, String remedy) {
        return new GitHostException(Fault.RIGHTS, Reason.lasting(code, "the API at " + api + " " + what, remedy));
    }

    private GitHostException unreachable(String code, String what, String remedy) {
        return new GitHostException(Fault.UNREACHABLE, Reason.passing(code, "the API at " + api + " " + what, remedy));
    }
}
