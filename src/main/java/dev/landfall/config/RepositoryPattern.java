package dev.landfall.config;

/**
 * Repositories by their URL, such as {@code https://git.example.org/team/*}. Scheme and host are compared exactly, the
 * host in any case, a port unless it is the scheme's own; {@code *} stands for any characters of the path, {@code /}
 * included, so that the example matches at any depth. A trailing {@code .git} or {@code /} makes no difference, and
 * {@code git@HOST:PATH} is {@code ssh://git@HOST/PATH}.
 *
 * @param user of SSH; empty matches every user
 */
public record RepositoryPattern(String text, String scheme, String user, String host, String path) {

    static RepositoryPattern parse(String text) throws WrongValue {
        RepositoryUrl url = RepositoryUrl.parse(text);
        if (url.path().isEmpty()) {
            throw new WrongValue("names no repository", "end it with /* for all repositories of the host");
        }
        return new RepositoryPattern(text, url.scheme(), url.user(), url.authority(), url.path());
    }

    /** A URL that is not clearly one of a repository, as one with a password or {@code ..}, never matches. */
    public boolean matches(String url) {
        try {
            return matches(RepositoryUrl.parse(url));
        } catch (WrongValue e) {
            return false;
        }
    }

    public boolean isSsh() {
        return scheme.equals(RepositoryUrl.SSH);
    }

    private boolean matches(RepositoryUrl url) {
        return scheme.equals(url.scheme())
                && (user.isEmpty() || user.equals(url.user()))
                && host.equals(url.authority())
                && Wildcard.of(path).matches(url.path());
    }

    @Override
    public String toString() {
        return text;
    }
}
