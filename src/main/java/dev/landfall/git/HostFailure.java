package dev.landfall.git;

import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.sshd.common.SshException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.PackInvalidException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.internal.JGitText;

/** What a failed network call means to a person. */
final class HostFailure {
    /** The code of a failure that is none of the connection itself, such as the host's refusal in its protocol. */
    static final String STRANGE_ANSWER = "git-strange-answer";

    /** SSH_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE, RFC 4253 section 11.1. */
    private static final int NO_MORE_METHODS = 14;

    private final RepositoryUrl url;
    private final Route route;

    HostFailure(RepositoryUrl url, Route route) {
        this.url = url;
        this.route = route;
    }

    /**
     * @param verdict what the connection saw go wrong, before JGit made words of it
     * @throws Remote.DamagedCache if it is no failure of the host at all
     */
    GitException meaning(Throwable failure, Optional<GitException> verdict) throws Remote.DamagedCache {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case GitException known -> throw known;
                case Error fatal -> throw fatal;
                case MissingObjectException missing -> throw new Remote.DamagedCache(missing);
                case CorruptObjectException corrupt -> throw new Remote.DamagedCache(corrupt);
                case PackInvalidException invalid -> throw new Remote.DamagedCache(invalid);
                default -> {}
            }
        }
        return verdict.orElseGet(() -> ofConnection(failure));
    }

    /** @param status of HTTP, 400 or more */
    GitException ofStatus(int status) {
        return switch (status) {
            case 407 -> proxyRefuses();
            case 401 -> rights("git-authentication", url.host() + " does not accept " + who());
            case 403 -> rights("git-authentication", url.host() + " does not let " + who() + " do this");
            case 404, 410 -> notFound();
            default -> unreachable("git-host-failing", "answers with status " + status, null);
        };
    }

    /** Hosts answer alike for what is not there and for what may not be seen; mostly it is the latter. */
    private GitException notFound() {
        Reason reason = Reason.lasting(
                "repository-not-found",
                url.host() + " knows no repository " + url + " that " + who() + " may see",
                "check the URL, and that the credentials of this repository may read it");
        return new GitException(GitException.Fault.RIGHTS, reason);
    }

    private GitException rights(String code, String message) {
        Reason reason = Reason.lasting(
                code, message + " (" + url + ")", "set credentials for this repository that may read and push to it");
        return new GitException(GitException.Fault.RIGHTS, reason);
    }

    private String who() {
        return switch (route.credentials()) {
            case Credentials.Anonymous _ -> "anybody without credentials";
            case Credentials.Basic basic -> "the user " + Printable.line(basic.username(), 60) + " with this password";
            case Credentials.Token _, Credentials.Renewed _, Credentials.Bearer _ -> "this token";
            case Credentials.SshKey key -> key.key().toString();
            case Credentials.SshAgent agent -> "any key of the ssh-agent at " + agent.socket();
        };
    }

    private GitException ofConnection(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<GitException> known = ofCause(cause, failure);
            if (known.isPresent()) return known.get();
        }
        String words = redacted(Printable.line(String.valueOf(failure.getMessage()), 300));
        return unreachable(STRANGE_ANSWER, "broke off or answered strangely: " + words, failure);
    }

    private Optional<GitException> ofCause(Throwable cause, Throwable failure) {
        String words = String.valueOf(cause.getMessage());
        return Optional.ofNullable(
                switch (cause) {
                    case NoRemoteRepositoryException _ -> notFound();
                    case UnknownHostException _, UnresolvedAddressException _ ->
                        unreachable("git-host-unknown", "has no address", failure);
                    case SocketTimeoutException _ -> unreachable("git-timeout", "is silent", failure);
                    case ConnectException _ -> unreachable("git-connection-refused", "accepts no connection", failure);
                    case SSLException _ -> untrusted(failure);
                    case SshException refused when refused.getDisconnectCode() == NO_MORE_METHODS -> keyRefused();
                    // Neither has a type, only a sentence: of the JDK, and of JGit.
                    case IOException _
                    when words.startsWith("Unable to tunnel through proxy") ->
                        words.contains(" 407 ") ? proxyRefuses() : proxyFails(words, failure);
                    case TransportException _
                    when words.contains(JGitText.get().pushNotPermitted) ->
                        rights("git-authentication", url.host() + " does not let " + who() + " push");
                    default -> null;
                });
    }

    private GitException keyRefused() {
        Reason reason = Reason.lasting(
                "git-authentication",
                url.host() + " does not accept " + who() + " (" + url + ")",
                "add its public key to an account of the host that may read and push to the repository");
        return new GitException(GitException.Fault.RIGHTS, reason);
    }

    private GitException untrusted(Throwable failure) {
        Reason reason = Reason.passing(
                "git-tls",
                "the Git host " + url.host() + " offers no TLS connection that Java trusts (" + url + ")",
                "if its certificate is of an authority of your own, name that one's certificate as caFile of its rule");
        return new GitException(GitException.Fault.UNREACHABLE, reason, withoutSecret(failure));
    }

    private GitException proxyRefuses() {
        Reason reason = Reason.lasting(
                "git-proxy-authentication",
                "the proxy " + proxy() + " does not let us through to " + url.host()
                        + " without a login that it accepts",
                "set username and passwordFile of the rule's proxy, or the login in the environment variable that names"
                        + " it");
        return new GitException(GitException.Fault.RIGHTS, reason);
    }

    private GitException proxyFails(String words, Throwable failure) {
        Reason reason = Reason.passing(
                "git-proxy-failing",
                "the proxy " + proxy() + " does not lead to " + url.host() + ": "
                        + redacted(Printable.line(words, 200)),
                "let it pass CONNECT to this host, or name another proxy");
        return new GitException(GitException.Fault.UNREACHABLE, reason, withoutSecret(failure));
    }

    private String proxy() {
        return route.proxy().map(HttpProxy::toString).orElse("on the way");
    }

    GitException unreachable(String code, String what, Throwable cause) {
        Reason reason = Reason.passing(
                code,
                "the Git host " + url.host() + " " + what
                        + route.proxy()
                                .map(proxy -> " through the proxy " + proxy)
                                .orElse("") + " (" + url + ")",
                "check the network, proxy and the URL, then try again");
        return new GitException(GitException.Fault.UNREACHABLE, reason, withoutSecret(cause));
    }

    /** A cause is worth keeping unless the host made it repeat the password. */
    private Throwable withoutSecret(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            if (!redacted(text).equals(text)) return null;
        }
        return failure;
    }

    private String redacted(String text) {
        String ours = route.credentials().redact(text);
        return route.proxy()
                .flatMap(HttpProxy::login)
                .map(login -> login.redact(ours))
                .orElse(ours);
    }
}
