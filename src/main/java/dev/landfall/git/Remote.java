package dev.landfall.git;

import dev.landfall.reason.Printable;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
import org.eclipse.jgit.transport.URIish;

/** The repository on its host: every network call, each with an end. */
final class Remote implements AutoCloseable {
    private final RepositoryUrl url;
    private final Route route;
    private final GitLimits limits;
    private final HostFailure failure;
    private final Optional<SshSessions> ssh;

    /** @param nowhere a folder that does not exist, in the place of the user's own */
    Remote(RepositoryUrl url, Route route, GitLimits limits, File nowhere) {
        route.checkFits(url);
        this.url = url;
        this.route = route;
        this.limits = limits;
        this.failure = new HostFailure(url, route);
        this.ssh = sessions(url, route, limits, nowhere);
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
        T on(Transport transport) throws IOException;
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

    boolean hasTag(Repository local, String name) throws DamagedCache {
        String ref = Constants.R_TAGS + name;
        if (!Repository.isValidRefName(ref)) return false;
        return call(local, transport -> {
            try (FetchConnection connection = transport.openFetch(List.of(new RefSpec(ref)))) {
                return connection.getRef(ref) != null;
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

    /** @param force lets a commit replace one that it does not descend from; never without the expected old id */
    Answer push(Repository from, ObjectId commit, String branch, ObjectId expectedOld, boolean force)
            throws DamagedCache {
        String ref = refOf(branch);
        return call(from, transport -> {
            // The host holds contents that we do not: a delta against them could not be made.
            transport.setPushThin(false);
            var update = new RemoteRefUpdate(from, commit.name(), commit, ref, force, null, expectedOld);
            var result = transport.push(NullProgressMonitor.INSTANCE, List.of(update));
            String said = update.getMessage() == null ? "" : update.getMessage() + " ";
            return new Answer(
                    update.getStatus(), route.credentials().redact(Printable.line(said + result.getMessages(), 1000)));
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
                    "\"" + Printable.line(branch, 100) + "\" cannot be a branch's name",
                    "name an existing branch");
        }
        return ref;
    }

    private <T> T call(Repository local, Call<T> call) throws DamagedCache {
        Connections connections = connections();
        FutureTask<T> task = new FutureTask<>(() -> {
            try (Transport transport = open(local, connections)) {
                T answer = call.on(transport);
                connections.succeeded();
                return answer;
            }
        });
        // On a virtual thread an interrupt closes the socket, so a call that is given up really ends.
        Thread thread = Thread.ofVirtual().name("git " + url.host()).start(task);
        try {
            return task.get(limits.call().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failure.meaning(failed.getCause(), connections.verdict(failure));
        } catch (TimeoutException late) {
            giveUp(task, thread);
            throw failure.unreachable(
                    "git-timeout", "did not finish within " + limits.call().toSeconds() + " s", late);
        } catch (InterruptedException stopped) {
            giveUp(task, thread);
            Thread.currentThread().interrupt();
            throw failure.unreachable("interrupted", "was not waited for any longer", stopped);
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

    private Connections connections() {
        return ssh.<Connections>map(SshConnections::new)
                .orElseGet(() -> new WatchedConnections(url, route, limits.connect()));
    }

    private static Optional<SshSessions> sessions(RepositoryUrl url, Route route, GitLimits limits, File nowhere) {
        return switch (route.credentials()) {
            case Credentials.SshKey key -> Optional.of(SshSessions.with(url, limits, nowhere, key));
            case Credentials.SshAgent agent -> Optional.of(SshSessions.with(url, limits, nowhere, agent));
            case Credentials.Anonymous _,
                    Credentials.Basic _,
                    Credentials.Token _,
                    Credentials.Renewed _,
                    Credentials.Bearer _ -> Optional.empty();
        };
    }

    private Transport open(Repository local, Connections connections) throws IOException {
        try {
            Transport transport = Transport.open(local, new URIish(url.text()));
            transport.setTimeout(Math.toIntExact(Math.max(1, limits.silence().toSeconds())));
            connections.carry(transport);
            return transport;
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("a checked URL that JGit cannot read", impossible);
        }
    }

    @Override
    public void close() {
        ssh.ifPresent(SshSessions::close);
    }
}
