package dev.landfall.render;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/** Paths as kustomizations write them, and where they lead in the repository. */
final class RepositoryPath {
    /** Whatever Kustomize could take for an address: its loaders know many spellings (api/internal/git/repospec.go). */
    private static final Pattern REMOTE = Pattern.compile(
            "(?i).*://.*|.*\\?.*|git::.*|gh:.*|git@.*|[^/]*github\\.com[:/].*|[^/]+@?[^/]*:.*|[^.].*//.*");

    private RepositoryPath() {}

    static String below(String folder, String relative) {
        return folder.isEmpty() ? relative : folder + "/" + relative;
    }

    static String relative(String folder, String path) {
        return folder.isEmpty() ? path : path.substring(folder.length() + 1);
    }

    /** From the repository's root, by components; {@code ..} may climb, but never out. */
    static String resolve(Kustomization kustomization, Reference reference) {
        String text = reference.text();
        if (REMOTE.matcher(text).matches())
            throw refused(
                    kustomization,
                    reference,
                    "kustomize-remote",
                    "an address outside of the repository, which Landfall does not fetch",
                    "copy what it names into the repository, or make this change by hand");
        if (text.startsWith("/")) throw outside(kustomization, reference);
        Deque<String> components = new ArrayDeque<>();
        for (String component : below(kustomization.folder(), text).split("/", -1)) {
            if (component.equals("..")) {
                if (components.pollLast() == null) throw outside(kustomization, reference);
            } else if (!component.isEmpty() && !component.equals(".")) components.addLast(component);
        }
        return String.join("/", components);
    }

    static Unbuildable missing(Kustomization kustomization, Reference reference) {
        String what = switch (reference.reads()) {
            case DATA -> "no file of the repository";
            case COMPONENT -> "no folder of the repository";
            case OBJECTS, PLUG_INS -> "neither a file nor a folder of the repository";
        };
        return refused(kustomization, reference, "kustomize-missing-file", what, "mend the repository first");
    }

    private static Unbuildable outside(Kustomization kustomization, Reference reference) {
        return refused(
                kustomization,
                reference,
                "kustomize-outside-repository",
                "a path that leads out of the repository",
                "keep what it names inside of the repository");
    }

    static Unbuildable refused(
            Kustomization kustomization, Reference reference, String code, String what, String remedy) {
        return new Unbuildable(
                code,
                "%s names \"%s\" in %s: %s".formatted(kustomization.path(), reference.text(), reference.field(), what),
                remedy);
    }
}
