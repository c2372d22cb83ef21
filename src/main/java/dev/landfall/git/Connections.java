package dev.landfall.git;

import java.util.Optional;
import org.eclipse.jgit.transport.Transport;

/** What one network call goes over. It remembers why it failed, as far as JGit tells of it in words only. */
sealed interface Connections permits WatchedConnections, SshConnections {

    /** Has the transport go over these, as who we are. */
    void carry(Transport transport);

    /** To be told before the transport is closed, where the call got its answer. */
    default void succeeded() {}

    /** What it saw go wrong; empty where it saw nothing. */
    Optional<GitException> verdict(HostFailure failure);
}
