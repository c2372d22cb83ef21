package dev.landfall.githost;

import dev.landfall.git.RepositoryUrl;
import dev.landfall.git.Secret;
import java.net.URI;
import java.util.function.Supplier;

/** One kind of Git host, such as Gitea; each is a sub-package. */
public interface GitHost {

    /** As the configuration names it: {@code gitea}. */
    String name();

    /** As people name it: {@code Gitea}. */
    String title();

    /**
     * Whether the host's name alone tells that it is of this kind, as {@code github.com} does.
     *
     * @param host in lower case, without a port
     */
    boolean isAt(String host);

    /** Where the API of a repository's host is, unless the configuration says otherwise; without a slash at the end. */
    URI api(RepositoryUrl repository);

    /** The page on which a person opens a pull request from {@code head} into {@code base}. */
    URI pageToPropose(RepositoryUrl repository, String base, String head);

    HostedRepository repository(Site site);

    /**
     * What Git over HTTPS takes as a password for the same credential, asked for at each use.
     *
     * @throws GitHostException where such a host takes none for it
     */
    default Supplier<Secret> passwordsForGit(Site site) {
        return switch (site.credential()) {
            case HostCredential.Token(Secret token) -> () -> token;
            case HostCredential.Login(String _, Secret password) -> () -> password;
            case HostCredential.App _ -> throw GitHostException.noApps(title());
        };
    }
}
