package dev.landfall.gitops.argocd;

import dev.landfall.gitops.FileSelection;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The files that Argo CD reads for a source of type Directory (reposerver/repository/repository.go,
 * getPotentiallyValidManifests). Jsonnet files are read by Argo CD too, but hold no plain manifest.
 */
record DirectoryFiles(boolean recurse, Optional<Glob> include, Optional<Glob> exclude) implements FileSelection {
    private static final Pattern MANIFEST = Pattern.compile(".*\\.(yaml|yml|json)", Pattern.DOTALL);

    /** @param directory {@code spec.source.directory}, which may be missing */
    static DirectoryFiles of(JsonNode directory) {
        return new DirectoryFiles(
                directory.path("recurse").asBoolean(false),
                glob(directory.path("include").asString("")),
                glob(directory.path("exclude").asString("")));
    }

    @Override
    public boolean reads(String relativePath) {
        if (!recurse && relativePath.contains("/")) return false;
        if (!MANIFEST.matcher(relativePath).matches()) return false;
        if (exclude.filter(glob -> glob.matches(relativePath)).isPresent()) return false;
        return include.isEmpty() || include.get().matches(relativePath);
    }

    private static Optional<Glob> glob(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(new Glob(text));
    }
}
