package dev.landfall.config;

import java.util.Optional;

/** Which way the repositories of a rule are reached, whatever the environment says. */
public sealed interface ProxySource {

    /** Without a proxy. */
    record None() implements ProxySource {}

    /**
     * @param url {@code http://HOST:PORT}
     * @param login empty where the proxy asks for none
     */
    record Named(String url, Optional<CredentialSource.Login> login) implements ProxySource {}
}
