package dev.landfall.manifest;

import java.util.regex.Pattern;

/**
 * A container image as Kubernetes reads it: {@code [HOST[:PORT]/]PATH[:TAG][@DIGEST]}. Grammar: the reference package of
 * the distribution project, which container runtimes use.
 */
public record ImageReference(String text) {
    private static final String HOST =
            "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*";
    private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern FORM = Pattern.compile("(?:" + HOST + "(?::[0-9]{1,5})?/)?"
            + COMPONENT + "(?:/" + COMPONENT + ")*"
            + "(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?"
            + "(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?");
    private static final int LONGEST = 512;

    public static boolean isValid(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }

    /** The last word of the name, such as {@code web} of {@code registry.example.org/team/web:1.1}. */
    public String name() {
        String path = text.replaceFirst("@.*$", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.replaceFirst(":.*$", "");
    }

    /** All but tag and digest, such as {@code registry.example.org/team/web}. */
    public String repository() {
        String path = text.replaceFirst("@.*$", "");
        return tag().isEmpty() ? path : path.substring(0, path.length() - tag().length() - 1);
    }

    /** Such as {@code sha256:…}; empty where there is none. */
    public String digest() {
        return text.contains("@") ? text.substring(text.indexOf('@') + 1) : "";
    }

    /** Empty where there is none. */
    public String tag() {
        String path = text.replaceFirst("@.*$", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.contains(":") ? last.substring(last.indexOf(':') + 1) : "";
    }

    /** Whether it names the same image tomorrow, as far as its text tells: by a digest, or a tag that is not {@code latest}. */
    public boolean isPinned() {
        return text.contains("@") || !(tag().isEmpty() || tag().equals("latest"));
    }
}
