package dev.landfall.githost;

import dev.landfall.githost.GitHostException.Fault;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** What a failed request means to a person. */
final class HostFailures {
    private static final String CREDENTIAL = "repositories[].pullRequests of the configuration";

    private final URI api;
    private final Authorization authorization;

    HostFailures(URI api, Authorization authorization) {
        this.api = api;
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
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case HttpTimeoutException _ -> {
                    return unreachable("host-timeout", "is silent", "try again later");
                }
                case UnknownHostException _, UnresolvedAddressException _ -> {
                    return unreachable("host-unknown", "has no address", "check pullRequests.apiUrl");
                }
                case ConnectException _ -> {
                    return unreachable("host-connection-refused", "accepts no connection", "try again later");
                }
                case SSLException _ -> {
                    return unreachable(
                            "host-certificate",
                            "shows a certificate that is not trusted",
                            "name its authority as repositories[].caFile");
                }
                default -> {}
            }
        }
        return strange("broke off: " + failure.getMessage(), failure);
    }

    GitHostException limited(Duration wait) {
        return unreachable(
                "host-limiting",
                "answers no more for " + wait.toSeconds() + " s, since it was asked too often",
                "go on after that");
    }

    GitHostException strange(String words, Throwable cause) {
        Reason reason = Reason.passing(
                "host-strange-answer",
                "the API at " + api + " " + authorization.redact(Printable.line(words, 300)),
                "check pullRequests.apiUrl and pullRequests.host");
        return new GitHostException(Fault.UNREACHABLE, reason, cause);
    }

    GitHostException moved(HttpHeaders headers) {
        String where = headers.firstValue("Location")
                .map(to -> " to " + Printable.line(to, 200))
                .orElse("");
        return usage(
                "repository-moved",
                "has moved the repository" + where + "; have the owner name it by its new URL, and match that");
    }

    GitHostException elsewhere(URI target) {
        return usage(
                "host-redirects",
                "leads to another place, " + Printable.line(String.valueOf(target.getHost()), 100)
                        + ", where Landfall does not follow");
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
