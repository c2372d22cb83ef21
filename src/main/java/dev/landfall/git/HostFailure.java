package dev.landfall.git;

import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.PackInvalidException;

/** What a failed network call means to a person. */
final class HostFailure {
    /** The code of a failure that is none of the connection itself, such as the host's refusal in its protocol. */
    static final String STRANGE_ANSWER = "git-strange-answer";

    private final RepositoryUrl url;
    private final Credentials credentials;

    HostFailure(RepositoryUrl url, Credentials credentials) {
        this.url = url;
        this.credentials = credentials;
    }

    /**
     * @param status of HTTP, 0 if none failed
     * @throws Remote.DamagedCache if it is no failure of the host at all
     */
    GitException meaning(Throwable failure, int status) throws Remote.DamagedCache {
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
        return status == 0 ? ofConnection(failure) : ofStatus(status);
    }

    private GitException ofStatus(int status) {
        return switch (status) {
            case 401, 407 -> rights("git-authentication", url.host() + " does not accept " + who());
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
        return switch (credentials) {
            case Credentials.Anonymous _ -> "anybody without credentials";
            case Credentials.Basic basic -> "the user " + Printable.line(basic.username(), 60) + " with this password";
            case Credentials.Token _ -> "this token";
        };
    }

    private GitException ofConnection(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case NoRemoteRepositoryException _ -> {
                    return notFound();
                }
                case UnknownHostException _ -> {
                    return unreachable("git-host-unknown", "has no address", failure);
                }
                case SocketTimeoutException _ -> {
                    return unreachable("git-timeout", "is silent", failure);
                }
                case ConnectException _ -> {
                    return unreachable("git-connection-refused", "accepts no connection", failure);
                }
                case SSLException _ -> {
                    return unreachable("git-tls", "offers no TLS connection that Java trusts", failure);
                }
                default -> {}
            }
        }
        String words = credentials.redact(Printable.line(String.valueOf(failure.getMessage()), 300));
        return unreachable(STRANGE_ANSWER, "broke off or answered strangely: " + words, failure);
    }

    GitException unreachable(String code, String what, Throwable cause) {
        Reason reason = Reason.passing(
                code,
                "the Git host " + url.host() + " " + what + " (" + url + ")",
                "check the network, proxy and the URL, then try again");
        return new GitException(GitException.Fault.UNREACHABLE, reason, withoutSecret(cause));
    }

    /** A cause is worth keeping unless the host made it repeat the password. */
    private Throwable withoutSecret(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            if (!credentials.redact(text).equals(text)) return null;
        }
        return failure;
    }
}
