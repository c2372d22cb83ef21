package dev.landfall.git;

import java.util.Optional;

/**
 * As whom, and by which way, a repository is reached.
 *
 * @param proxy for HTTP and HTTPS; empty goes straight to the host
 * @param authorities who may vouch for an HTTPS host besides those that Java trusts
 */
public record Route(Credentials credentials, Optional<HttpProxy> proxy, Optional<Authorities> authorities) {

    public static Route direct(Credentials credentials) {
        return new Route(credentials, Optional.empty(), Optional.empty());
    }

    /** @throws GitException of fault USAGE where this kind of credentials cannot be shown to such a URL */
    void checkFits(RepositoryUrl url) {
        switch (credentials) {
            case Credentials.SshKey _, Credentials.SshAgent _ -> {
                if (!url.isSsh()) {
                    throw misfit(url + " is reached by " + url.scheme() + ", where an SSH key cannot be shown");
                }
            }
            case Credentials.Basic _, Credentials.Token _, Credentials.Renewed _, Credentials.Bearer _ -> {
                if (url.isSsh()) throw misfit(url + " is reached by SSH, where passwords and tokens are not sent");
            }
            case Credentials.Anonymous _ -> {
                if (url.isSsh()) throw misfit(url + " is reached by SSH, and no key is configured for it");
            }
        }
    }

    private static GitException misfit(String what) {
        return GitException.usage(
                "credentials-do-not-fit",
                what,
                "give its rule the credentials of its kind: sshKeyFile or sshAgent for SSH, a token or password for"
                        + " https");
    }
}
