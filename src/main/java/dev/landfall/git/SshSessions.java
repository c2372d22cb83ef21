package dev.landfall.git;

import java.io.File;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.RemoteSession2;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.eclipse.jgit.util.FS;

/**
 * The SSH sessions of one repository: with the key or the agent that the configuration names, and nothing of the user's
 * own {@code ~/.ssh}, whose configuration could name other hosts, keys and programs. A session is kept for the next
 * call, since making one takes longer than most calls do.
 */
final class SshSessions implements AutoCloseable {
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final HostKeyCheck check;
    private final Optional<AgentSocket> agent;
    private final Duration connect;
    private final String username;
    private final SshdSessionFactory factory;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private boolean closed;

    private record Idle(RemoteSession2 session, long since) {
        boolean isFresh() {
            return System.nanoTime() - since < KEPT.toNanos();
        }
    }

    private SshSessions(
            HostKeyCheck check,
            Duration connect,
            String username,
            File nowhere,
            List<KeyPair> keys,
            AgentSocket agent) {
        this.check = check;
        this.agent = Optional.ofNullable(agent);
        this.connect = connect;
        this.username = username;
        this.factory = new SshdSessionFactoryBuilder()
                .setHomeDirectory(nowhere)
                .setSshDirectory(nowhere)
                .setConfigStoreFactory((home, config, user) -> null)
                .setPreferredAuthentications("publickey")
                .setDefaultIdentities(folder -> List.of())
                .setDefaultKeysProvider(folder -> keys)
                .setServerKeyDatabase((home, folder) -> check)
                .setConnectorFactory(agent)
                .build(null);
    }

    /** @param nowhere a folder that does not exist, in the place of the user's own */
    static SshSessions with(RepositoryUrl url, GitLimits limits, File nowhere, Credentials.SshKey key) {
        List<KeyPair> keys = List.of(key.key().pair());
        return new SshSessions(
                new HostKeyCheck(url, key.knownHosts()),
                limits.connect(),
                url.user().orElse(key.username()),
                nowhere,
                keys,
                null);
    }

    /** @param nowhere a folder that does not exist, in the place of the user's own */
    static SshSessions with(RepositoryUrl url, GitLimits limits, File nowhere, Credentials.SshAgent agent) {
        return new SshSessions(
                new HostKeyCheck(url, agent.knownHosts()),
                limits.connect(),
                url.user().orElse(agent.username()),
                nowhere,
                List.of(),
                new AgentSocket(agent.socket(), limits.silence()));
    }

    /** Why the last session did not come to be: the host is not the one that is meant, or no agent answers. */
    Optional<GitException> objection() {
        return check.objection().or(() -> agent.flatMap(AgentSocket::failure));
    }

    Session take(URIish uri) throws TransportException {
        RemoteSession2 kept = kept();
        return kept == null ? new Session(uri, connect(uri), false) : new Session(uri, kept, true);
    }

    private RemoteSession2 connect(URIish uri) throws TransportException {
        int milliseconds = Math.toIntExact(connect.toMillis());
        return factory.getSession(uri.setUser(username), null, FS.DETECTED, milliseconds);
    }

    private synchronized RemoteSession2 kept() {
        while (!idle.isEmpty()) {
            Idle next = idle.pop();
            if (next.isFresh()) return next.session();
            next.session().disconnect();
        }
        return null;
    }

    private synchronized void keep(RemoteSession2 session) {
        if (closed) session.disconnect();
        else idle.push(new Idle(session, System.nanoTime()));
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!idle.isEmpty()) idle.pop().session().disconnect();
        factory.close();
    }

    /** A session in use by one call. */
    final class Session implements RemoteSession2 {
        private final URIish uri;
        private RemoteSession2 session;
        private boolean used;

        private Session(URIish uri, RemoteSession2 session, boolean used) {
            this.uri = uri;
            this.session = session;
            this.used = used;
        }

        @Override
        public Process exec(String command, int timeout) throws IOException {
            return exec(command, Map.of(), timeout);
        }

        /** The host may have ended a session that was kept; nothing of the command has been sent then. */
        @Override
        public Process exec(String command, Map<String, String> environment, int timeout) throws IOException {
            try {
                return session.exec(command, environment, timeout);
            } catch (IOException | IllegalStateException ended) {
                if (!used) throw ended;
                session.disconnect();
                session = connect(uri);
                used = false;
                return session.exec(command, environment, timeout);
            }
        }

        void keep() {
            SshSessions.this.keep(session);
        }

        @Override
        public void disconnect() {
            session.disconnect();
        }
    }
}
