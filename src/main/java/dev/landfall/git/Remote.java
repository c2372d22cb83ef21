package dev.landfall.git;

import dev.landfall.reason.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.PackInvalidException;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/** The repository on its host: every network call, each with an end, and what its failure means. */
final class Remote {
    /** The code of a failure that is none of the connection itself, such as the host's refusal in its protocol. */
    static final String STRANGE_ANSWER = "git-strange-answer";

    private final RepositoryUrl url;
    private final Credentials credentials;
    private final GitLimits limits;

    Remote(RepositoryUrl url, Credentials credentials, GitLimits limits) {
        this.url = url;
        this.credentials = credentials;
        this.limits = limits;
    }

    /** A branch as the host has it now. */
    record Head(String branch, ObjectId commit) {}

    /** The host cannot leave out file contents. */
    static final class FilterUnsupported extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** What is stored on this machine cannot be read. */
    static final class DamagedCache extends IOException {
        private static final long serialVersionUID = 1;

        DamagedCache(Throwable cause) {
            super(cause);
        }
    }

    /** How the host answered a push. */
    record Answer(RemoteRefUpdate.Status status, String words) {}

    private interface Call<T> {
        T on(TransportHttp transport) throws IOException;
    }

    /** @param branch empty for the default branch */
    Optional<Head> head(Repository local, String branch) throws DamagedCache {
        return branch.isEmpty() ? defaultHead(local) : namedHead(local, branch);
    }

    private Optional<Head> namedHead(Repository local, String branch) throws DamagedCache {
        String ref = refOf(branch);
        return call(local, transport -> {
            try (FetchConnection connection = transport.openFetch(List.of(new RefSpec(ref)))) {
                return Optional.ofNullable(connection.getRef(ref)).map(found -> new Head(branch, found.getObjectId()));
            }
        });
    }

    private Optional<Head> defaultHead(Repository local) throws DamagedCache {
        return call(local, transport -> {
            try (FetchConnection connection = transport.openFetch(List.of(), Constants.HEAD)) {
                return Optional.ofNullable(connection.getRef(Constants.HEAD))
                        .filter(Ref::isSymbolic)
                        .map(head -> new Head(
                                Repository.shortenRefName(head.getTarget().getName()), head.getObjectId()));
            }
        });
    }

    /** Full history, without file contents. */
    void fetchWithoutFiles(Repository into, RefSpec ref) throws FilterUnsupported, DamagedCache {
        boolean fetched = call(into, transport -> {
            transport.setFilterSpec(FilterSpec.fromFilterLine("blob:none"));
            try {
                fetch(transport, List.of(ref));
                return true;
            } catch (IOException refused) {
                if (!isFilterUnsupported(refused)) throw refused;
                return false;
            }
        });
        if (!fetched) throw new FilterUnsupported();
    }

    /** JGit has no type for it, only its own sentence. */
    private static boolean isFilterUnsupported(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (message.contains(JGitText.get().filterRequiresCapability)) return true;
        }
        return false;
    }

    void fetch(Repository into, List<RefSpec> refs) throws DamagedCache {
        call(into, transport -> {
            fetch(transport, refs);
            return null;
        });
    }

    private static void fetch(Transport transport, List<RefSpec> refs) throws IOException {
        transport.setTagOpt(TagOpt.NO_TAGS);
        // The check would miss the file contents that were left out on purpose.
        transport.setCheckFetchedObjects(false);
        transport.fetch(NullProgressMonitor.INSTANCE, refs);
    }

    Answer push(Repository from, ObjectId commit, String branch, ObjectId expectedOld) throws DamagedCache {
        String ref = refOf(branch);
        return call(from, transport -> {
            // The host holds contents that we do not: a delta against them could not be made.
            transport.setPushThin(false);
            var update = new RemoteRefUpdate(from, commit.name(), commit, ref, false, null, expectedOld);
            var result = transport.push(NullProgressMonitor.INSTANCE, List.of(update));
            String said = update.getMessage() == null ? "" : update.getMessage() + " ";
            return new Answer(
                    update.getStatus(), credentials.redact(UntrustedText.line(said + result.getMessages(), 1000)));
        });
    }

    /** Asks for the refs as before a push; hosts refuse that to who may only read. */
    void askToPush(Repository local) throws DamagedCache {
        call(local, transport -> {
            transport.openPush().close();
            return null;
        });
    }

    static String refOf(String branch) {
        String ref = Constants.R_HEADS + branch;
        if (!Repository.isValidRefName(ref) || branch.startsWith("-")) {
            throw GitException.usage(
                    "bad-branch",
                    "\"" + UntrustedText.line(branch, 100) + "\" cannot be a branch's name",
                    "name an existing branch");
        }
        return ref;
    }

    private <T> T call(Repository local, Call<T> call) throws DamagedCache {
        var connections = new WatchedConnections(url, limits.connect());
        FutureTask<T> task = new FutureTask<>(() -> {
            try (TransportHttp transport = open(local, connections)) {
                return call.on(transport);
            }
        });
        // On a virtual thread an interrupt closes the socket, so a call that is given up really ends.
        Thread thread = Thread.ofVirtual().name("git " + url.host()).start(task);
        try {
            return task.get(limits.call().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw meaning(failed.getCause(), connections.failedStatus());
        } catch (TimeoutException late) {
            giveUp(task, thread);
            throw unreachable(
                    "git-timeout", "did not finish within " + limits.call().toSeconds() + " s", late);
        } catch (InterruptedException stopped) {
            giveUp(task, thread);
            Thread.currentThread().interrupt();
            throw unreachable("interrupted", "was not waited for any longer", stopped);
        }
    }

    private static void giveUp(FutureTask<?> task, Thread thread) {
        task.cancel(true);
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(2000);
        } catch (InterruptedException _) {
            interrupted = true;
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private TransportHttp open(Repository local, WatchedConnections connections) throws IOException {
        try {
            TransportHttp transport = (TransportHttp) Transport.open(local, new URIish(url.text()));
            transport.setHttpConnectionFactory(connections);
            transport.setTimeout(Math.toIntExact(Math.max(1, limits.silence().toSeconds())));
            credentials
                    .asBasic()
                    .ifPresent(basic -> transport.setPreemptiveBasicAuthentication(
                            basic.username(), basic.password().reveal()));
            return transport;
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("a checked URL that JGit cannot read", impossible);
        }
    }

    private GitException meaning(Throwable failure, int status) throws DamagedCache {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case GitException known -> throw known;
                case Error fatal -> throw fatal;
                case MissingObjectException missing -> throw new DamagedCache(missing);
                case CorruptObjectException corrupt -> throw new DamagedCache(corrupt);
                case PackInvalidException invalid -> throw new DamagedCache(invalid);
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
            case Credentials.Basic basic ->
                "the user " + UntrustedText.line(basic.username(), 60) + " with this password";
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
        String words = credentials.redact(UntrustedText.line(String.valueOf(failure.getMessage()), 300));
        return unreachable(STRANGE_ANSWER, "broke off or answered strangely: " + words, failure);
    }

    private GitException unreachable(String code, String what, Throwable cause) {
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
