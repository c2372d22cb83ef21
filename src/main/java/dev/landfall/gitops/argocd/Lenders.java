package dev.landfall.gitops.argocd;

import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Lender;
import dev.landfall.gitops.SourcePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sources of an Application that lend value files to one of them by their {@code ref}, by {@code $} and that name
 * (reposerver/repository/repository.go, getResolvedRefValueFile).
 *
 * @param sources empty for one of the chart's own branch, whose files are the chart's neighbours
 * @param base in whose branch a published chart is taken to lie: the first that lends it a file; empty for a chart that
 *     lies in Git, and for one that takes nothing from there
 */
record Lenders(Map<String, Optional<GitSource>> sources, Optional<GitSource> base) {

    static Lenders none() {
        return new Lenders(Map.of(), Optional.empty());
    }

    /** To a source of the Application; one that no push moves lends nothing here. */
    static Lenders to(Application borrower, Building building) {
        if (!borrower.hasSeveralSources()) return none();
        Map<String, GitSource> all = new LinkedHashMap<>();
        for (Application each : borrower.bySource()) {
            String name = each.editedSource().path("ref").asString("");
            if (!name.isEmpty() && !each.takesPublishedChart())
                folder(each, building).ifPresent(lender -> all.put("$" + name, lender));
        }
        Optional<GitSource> base = borrower.takesPublishedChart() ? base(borrower, all) : Optional.empty();
        Optional<GitSource> own = borrower.takesPublishedChart() ? base : folder(borrower, building);
        Map<String, Optional<GitSource>> sources = new LinkedHashMap<>();
        all.forEach((name, lender) -> sources.put(
                name, own.filter(lender::isOfSameBranch).isPresent() ? Optional.empty() : Optional.of(lender)));
        return new Lenders(sources, base);
    }

    private static Optional<GitSource> base(Application borrower, Map<String, GitSource> all) {
        return HelmBlock.filesOf(borrower.editedSource().path("helm"))
                .flatMap(file -> Optional.ofNullable(all.get(name(file))).stream())
                .findFirst();
    }

    private static Optional<GitSource> folder(Application application, Building building) {
        return SourcePath.resolve("", application.editedSource().path("path").asString(""))
                .flatMap(path -> SourceFolder.of(application, path, building, none(), SpecLayers.of(application)));
    }

    boolean isLent(String file) {
        return sources.containsKey(name(file)) && file.indexOf('$', 1) < 0;
    }

    private static String name(String file) {
        return file.contains("/") ? file.substring(0, file.indexOf('/')) : "";
    }

    /** Counted from the root of the chart's own repository, or behind the name of the lender. */
    Optional<String> inRepository(String file) {
        String name = name(file);
        return SourcePath.resolve("", file.substring(name.length()))
                .map(path -> sources.get(name).isPresent() ? name + "/" + path : path);
    }

    /** Of other branches, those of which one of the files is. */
    List<Lender> lending(List<String> files) {
        return sources.entrySet().stream()
                .filter(each -> each.getValue().isPresent())
                .map(each -> new Lender(each.getKey(), each.getValue().get()))
                .filter(lender -> files.stream().anyMatch(lender::lends))
                .toList();
    }
}
