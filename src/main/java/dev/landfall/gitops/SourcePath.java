package dev.landfall.gitops;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Paths as specs write them. */
public final class SourcePath {
    private SourcePath() {}

    /**
     * From the repository's root, without dots and empty components; empty where it leads out of the repository.
     *
     * @param folder that the text counts from, in this form
     */
    public static Optional<String> resolve(String folder, String text) {
        Deque<String> components = new ArrayDeque<>();
        for (String component : (folder + "/" + text).split("/", -1)) {
            if (component.equals("..")) {
                if (components.pollLast() == null) return Optional.empty();
            } else if (!component.isEmpty() && !component.equals(".")) components.addLast(component);
        }
        return Optional.of(String.join("/", components));
    }
}
