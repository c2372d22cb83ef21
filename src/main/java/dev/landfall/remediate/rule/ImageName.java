package dev.landfall.remediate.rule;

/**
 * An image as a pod names it, in its parts.
 *
 * @param host of the registry; empty where none is named
 * @param repository with the host in front
 * @param tag empty where there is none, or a digest instead
 * @param digest empty where there is none
 */
record ImageName(String host, String repository, String tag, String digest) {

    static ImageName of(String image) {
        int at = image.indexOf('@');
        String digest = at < 0 ? "" : image.substring(at + 1);
        String named = at < 0 ? image : image.substring(0, at);
        int colon = named.lastIndexOf(':');
        boolean tagged = colon > named.lastIndexOf('/'); // before the last slash it is the registry's port
        String repository = tagged ? named.substring(0, colon) : named;
        return new ImageName(host(repository), repository, tagged ? named.substring(colon + 1) : "", digest);
    }

    /** As container runtimes tell a host from the first part of a path. */
    private static String host(String repository) {
        int slash = repository.indexOf('/');
        if (slash < 0) return "";
        String first = repository.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost") ? first : "";
    }

    boolean isTagged() {
        return !tag.isEmpty() || !digest.isEmpty();
    }

    /** The same tag or digest of another repository. */
    String in(String other) {
        return other + (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest);
    }
}
