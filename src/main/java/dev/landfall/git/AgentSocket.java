package dev.landfall.git;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.transport.sshd.agent.AbstractConnector;
import org.eclipse.jgit.transport.sshd.agent.Connector;
import org.eclipse.jgit.transport.sshd.agent.ConnectorFactory;

/**
 * The way to an ssh-agent over the sockets of the JDK; JGit's own needs a native library. Each answer has a bound, which
 * leaves a person time to confirm the use of a key.
 */
final class AgentSocket implements ConnectorFactory {
    private final Path socket;
    private final Duration bound;
    private volatile GitException failure;

    AgentSocket(Path socket, Duration bound) {
        this.socket = socket;
        this.bound = bound;
    }

    /** Why no agent was reached; sshd would only go on without its keys. */
    Optional<GitException> failure() {
        return Optional.ofNullable(failure);
    }

    private GitException unreachable() {
        return GitException.usage(
                "ssh-agent-unreachable",
                "no ssh-agent answers at " + socket,
                "start one and add the key to it (ssh-add), and see that SSH_AUTH_SOCK names its socket");
    }

    @Override
    public Connector create(String ignored, File home) {
        return new Connection();
    }

    @Override
    public boolean isSupported() {
        return true;
    }

    @Override
    public String getName() {
        return "ssh-agent";
    }

    @Override
    public Collection<ConnectorDescriptor> getSupportedConnectors() {
        return List.of();
    }

    @Override
    public ConnectorDescriptor getDefaultConnector() {
        return null;
    }

    private final class Connection extends AbstractConnector {
        private SocketChannel channel;
        private Selector selector;

        @Override
        public boolean connect() throws IOException {
            if (channel != null) return true;
            try {
                channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                channel.configureBlocking(false);
                selector = Selector.open();
                channel.register(selector, SelectionKey.OP_READ);
                failure = null;
                return true;
            } catch (IOException nobody) {
                failure = unreachable();
                throw nobody;
            }
        }

        @Override
        public byte[] rpc(byte command, byte[] message) throws IOException {
            prepareMessage(command, message);
            ByteBuffer sent = ByteBuffer.wrap(message);
            while (sent.hasRemaining()) channel.write(sent);
            return read(toLength(command, read(Integer.BYTES)));
        }

        private byte[] read(int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(length);
            while (buffer.hasRemaining()) {
                int count = channel.read(buffer);
                if (count < 0) throw new EOFException("the ssh-agent ends the connection");
                if (count == 0 && selector.select(bound.toMillis()) == 0) {
                    failure = unreachable();
                    throw new InterruptedIOException("the ssh-agent does not answer");
                }
                selector.selectedKeys().clear();
            }
            return buffer.array();
        }

        @Override
        public void close() throws IOException {
            if (channel == null) return;
            selector.close();
            channel.close();
            channel = null;
        }
    }
}
