package dev.landfall.layouts;

import dev.landfall.cluster.ObjectText;
import dev.landfall.gitops.CaseFiles;
import dev.landfall.render.Kustomization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A folder that says in files what is given, what is wanted, and what shall come of it; docs/developers/testing.md has its form. */
record LayoutFolder(Path path) {
    private static final Path ALL = Path.of("src/test/resources/layouts");
    private static final Set<String> NAMES = Set.of(
            "given-charts",
            "given-cluster",
            "given-configuration.yaml",
            "given-git.yaml",
            "given-repo",
            "given-repos",
            "when.yaml",
            "then-repo",
            "then-repos",
            "then-outcome.yaml");

    /** The repository of a folder that has but one. */
    static final String ONLY = "shop";

    static Stream<LayoutFolder> all() {
        return list(ALL).stream().flatMap(row -> list(row).stream()).map(LayoutFolder::new);
    }

    /** @param name {@code plain/any-depth} */
    static LayoutFolder named(String name) {
        return new LayoutFolder(ALL.resolve(name));
    }

    /** {@code plain/any-depth}. */
    String name() {
        return ALL.relativize(path).toString();
    }

    /** Whether it holds a kustomization. */
    boolean isBuilt() {
        return given().values().stream()
                .flatMap(texts -> texts.keySet().stream())
                .anyMatch(Kustomization::isNamedSo);
    }

    /** What nothing reads: a slip of the pen that would prove nothing. */
    List<String> unused() {
        List<String> unused = new ArrayList<>();
        for (Path file : list(path)) {
            String name = file.getFileName().toString();
            if (!NAMES.contains(name)) unused.add(name);
        }
        for (Path file : list(path.resolve("given-cluster")))
            if (!file.toString().endsWith(".yaml")) unused.add("given-cluster/" + file.getFileName());
        for (String two : List.of("given-repo", "then-repo"))
            if (Files.exists(path.resolve(two)) && Files.exists(path.resolve(two + "s"))) unused.add(two);
        return unused;
    }

    /** Files of the cluster in the order of their names. */
    List<Path> cluster() {
        return list(path.resolve("given-cluster"));
    }

    /** Texts by repository and path. */
    Map<String, Map<String, String>> given() {
        return repositories("given-repo");
    }

    /** The charts that a chart repository publishes, by their folders: of each the texts by path from there. */
    Map<String, Map<String, String>> charts() {
        Map<String, Map<String, String>> found = new TreeMap<>();
        for (Path chart : list(path.resolve("given-charts")))
            found.put(chart.getFileName().toString(), texts(chart));
        return found;
    }

    Map<String, Map<String, String>> then() {
        return repositories("then-repo");
    }

    private Map<String, Map<String, String>> repositories(String name) {
        Map<String, Map<String, String>> found = new TreeMap<>();
        if (Files.exists(path.resolve(name))) found.put(ONLY, texts(path.resolve(name)));
        for (Path repository : list(path.resolve(name + "s")))
            found.put(repository.getFileName().toString(), texts(repository));
        return found;
    }

    GivenWish wish() {
        return new GivenWish(CaseFiles.documents(path.resolve("when.yaml")));
    }

    /** Empty where there is no such file. */
    JsonNode document(String name) {
        String text = textOf(name);
        return ObjectText.json(text.isEmpty() ? "{}" : text);
    }

    /** Empty where there is no such file. */
    String textOf(String name) {
        return Files.exists(path.resolve(name)) ? text(path.resolve(name)) : "";
    }

    /** Of owners that no file defines, what their short form says of the spec, by their names. */
    Map<String, String> shownOwners() {
        Map<String, String> shown = new TreeMap<>();
        for (Path file : cluster()) {
            String form = text(file).split("(?m)^---$", 2)[0];
            int spec = form.indexOf("\nspec:") + 1;
            if (form.startsWith("owner: ") && spec > 0 && !form.matches("(?s).*\n(appliedBy|generatedBy): .*"))
                shown.put(
                        (form.startsWith("owner: argocd") ? "Application " : "Kustomization ")
                                + file.getFileName().toString().replace(".yaml", "") + ", in no repository",
                        form.substring(spec).split("(?m)^status:", 2)[0].replace("  source: null\n", ""));
        }
        return shown;
    }

    static Map<String, String> texts(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            Map<String, String> texts = new TreeMap<>();
            files.filter(Files::isRegularFile)
                    .forEach(file -> texts.put(folder.relativize(file).toString(), text(file)));
            return texts;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
