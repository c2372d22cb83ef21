package dev.landfall.git;

import java.io.File;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.eclipse.jgit.transport.sshd.agent.ConnectorFactory;
import org.eclipse.jgit.util.FS;

/**
 * The SSH connections of one call: with the key or the agent that the configuration names, and nothing of the user's own
 * {@code ~/.ssh}, whose configuration could name other hosts, keys and programs.
 */
final class SshConnections implements Connections {
    private final HostKeyCheck check;
    private final GitLimits limits;
    private final File nowhere;
    private final String username;
    private final List<KeyPair> keys;
    private final ConnectorFactory agent;

    private SshConnections(
            RepositoryUrl url,
            GitLimits limits,
            File nowhere,
            KnownHosts knownHosts,
            String username,
            List<KeyPair> keys,
            ConnectorFactory agent) {
        this.check = new HostKeyCheck(url, knownHosts);
        this.limits = limits;
        this.nowhere = nowhere;
        this.username = url.user().orElse(username);
        this.keys = keys;
        this.agent = agent;
    }

    /** @param nowhere a folder that does not exist, in the place of the user's own */
    static SshConnections with(RepositoryUrl url, GitLimits limits, File nowhere, Credentials.SshKey key) {
        List<KeyPair> keys = List.of(key.key().pair());
        return new SshConnections(url, limits, nowhere, key.knownHosts(), key.username(), keys, null);
    }

    static SshConnections with(RepositoryUrl url, GitLimits limits, File nowhere, Credentials.SshAgent agent) {
        var connector = new AgentSocket(agent.socket(), limits.silence());
        return new SshConnections(url, limits, nowhere, agent.knownHosts(), agent.username(), List.of(), connector);
    }

    @Override
    public void carry(Transport transport) {
        SshdSessionFactory sessions = new SshdSessionFactoryBuilder()
                .setHomeDirectory(nowhere)
                .setSshDirectory(nowhere)
                .setConfigStoreFactory((home, config, user) -> null)
                .setPreferredAuthentications("publickey")
                .setDefaultIdentities(folder -> List.of())
                .setDefaultKeysProvider(folder -> keys)
                .setServerKeyDatabase((home, folder) -> check)
                .setConnectorFactory(agent)
                .build(null);
        ((SshTransport) transport).setSshSessionFactory(new Sessions(sessions));
    }

    @Override
    public Optional<GitException> verdict(HostFailure failure) {
        return check.objection();
    }

    /** Fills in whom to be, and lets a connection take less time than an answer may. */
    private final class Sessions extends SshSessionFactory {
        private final SshdSessionFactory sessions;

        private Sessions(SshdSessionFactory sessions) {
            this.sessions = sessions;
        }

        @Override
        public RemoteSession getSession(URIish uri, CredentialsProvider provider, FS fs, int timeout)
                throws TransportException {
            Duration connect = limits.connect();
            return sessions.getSession(uri.setUser(username), provider, fs, Math.toIntExact(connect.toMillis()));
        }

        @Override
        public String getType() {
            return sessions.getType();
        }
    }
}
