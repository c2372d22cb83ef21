package dev.landfall.githost;

import dev.landfall.git.Secret;
import java.util.OptionalLong;

/** Who we are to a host's API. */
public sealed interface HostCredential {

    /** A token of a person, a project or a machine. */
    record Token(Secret token) implements HostCredential {}

    /** A user with a password or a token in its place, for the hosts that want both. */
    record Login(String username, Secret password) implements HostCredential {}

    /**
     * An app that makes tokens for itself, as GitHub has them.
     *
     * @param id the app's id or client id
     * @param installation empty to ask the host which one is for the repository
     * @param privateKey in PEM form
     */
    record App(String id, OptionalLong installation, Secret privateKey) implements HostCredential {}
}
