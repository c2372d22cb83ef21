package dev.landfall.git;

/** Where the repositories of a {@link GitServer} are reached, and the faults that a test orders there. */
interface GitHost extends AutoCloseable {

    RepositoryUrl url(String repository);

    /** Those that it accepts. */
    Credentials credentials();

    /** How often it was asked for anything since the last time that this was forgotten. */
    long asked();

    /** How often a push was sent since then. */
    long pushed();

    void forgetRequests();

    /** Speaks only the first version of the protocol, as old servers do. */
    void speakOldProtocol();

    /** Runs once, when a push has been announced and has not changed the branch yet. */
    void beforePush(String repository, Runnable action);

    /** Does what the next push asks for, and breaks off the connection instead of saying so. */
    void losePushAnswer(String repository);

    /** From now on every request fails. */
    void fail();

    @Override
    void close();
}
