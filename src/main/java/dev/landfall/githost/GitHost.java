package dev.landfall.githost;

import dev.landfall.git.RepositoryUrl;
import java.net.URI;

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
}
