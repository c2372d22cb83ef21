package dev.landfall.git;

import java.util.Optional;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;

/** The SSH session of one call; it is kept where the call succeeds, and ended where not. */
final class SshConnections extends SshSessionFactory implements Connections {
    private final SshSessions sessions;
    private volatile boolean succeeded;

    SshConnections(SshSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void carry(Transport transport) {
        ((SshTransport) transport).setSshSessionFactory(this);
    }

    @Override
    public void succeeded() {
        succeeded = true;
    }

    @Override
    public Optional<GitException> verdict(HostFailure failure) {
        return sessions.objection();
    }

    @Override
    public RemoteSession getSession(URIish uri, CredentialsProvider provider, FS fs, int timeout)
            throws TransportException {
        return sessions.take(uri);
    }

    @Override
    public void releaseSession(RemoteSession session) {
        if (succeeded && session instanceof SshSessions.Session ours) ours.keep();
        else session.disconnect();
    }

    @Override
    public String getType() {
        return "landfall";
    }
}
