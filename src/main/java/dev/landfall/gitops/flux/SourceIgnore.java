package dev.landfall.gitops.flux;

import dev.landfall.gitops.FileSelection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.eclipse.jgit.ignore.IgnoreNode;

/**
 * Which files of a repository source-controller takes into its artifact: its own list leaves out some, then {@code
 * .sourceignore} files leave out others of their folders, the outer ones first, and at last {@code spec.ignore} of the
 * GitRepository, all in the syntax of {@code .gitignore}; the last rule that matches decides (fluxcd/pkg/sourceignore).
 */
final class SourceIgnore implements FileSelection {
    private static final String FILE = ".sourceignore";

    /** As {@code NewDefaultMatcher} of fluxcd/pkg/sourceignore has it. */
    private static final String DEFAULTS = """
            .git/
            .gitignore
            .gitmodules
            .gitattributes
            *.jpg
            *.jpeg
            *.gif
            *.png
            *.wmv
            *.flv
            *.tar.gz
            *.zip
            .github/
            .circleci/
            .travis.yml
            .gitlab-ci.yml
            appveyor.yml
            .drone.yml
            cloudbuild.yaml
            codeship-services.yml
            codeship-steps.yml
            **/.goreleaser.yml
            **/.sops.yaml
            **/.flux.yaml
            """;

    /** @param folder that it is about, from the repository's root */
    private record Rule(String folder, FastIgnoreRule rule) {
        // A rule for a folder is matched against the file's path and not against the folder alone, as Git would:
        // source-controller walks into folders that it leaves out, so that a later rule can take a file of one back.
        boolean isAbout(String path) {
            if (folder.isEmpty()) return rule.isMatch(path, false, false);
            return path.startsWith(folder + "/") && rule.isMatch(path.substring(folder.length() + 1), false, false);
        }
    }

    private final String own;

    /** The last one first. */
    private final List<Rule> rules;

    /** @param own the text of {@code spec.ignore} */
    SourceIgnore(String own) {
        this(own, Map.of());
    }

    private SourceIgnore(String own, Map<String, byte[]> ignoreFiles) {
        this.own = own;
        List<Rule> inOrder = new ArrayList<>(rules("", DEFAULTS.getBytes(StandardCharsets.UTF_8)));
        ignoreFiles.entrySet().stream()
                .sorted(Comparator.comparingLong(file -> depth(file.getKey())))
                .forEach(file -> inOrder.addAll(rules(folder(file.getKey()), file.getValue())));
        inOrder.addAll(rules("", own.getBytes(StandardCharsets.UTF_8)));
        this.rules = inOrder.reversed();
    }

    private static long depth(String path) {
        return path.chars().filter(each -> each == '/').count();
    }

    private static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static List<Rule> rules(String folder, byte[] text) {
        IgnoreNode node = new IgnoreNode();
        try {
            node.parse(new ByteArrayInputStream(text));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return node.getRules().stream().map(rule -> new Rule(folder, rule)).toList();
    }

    /** @param path of a file below the repository's root, with {@code /} */
    @Override
    public boolean reads(String path) {
        return rules.stream()
                .filter(rule -> rule.isAbout(path))
                .findFirst()
                .map(rule -> !rule.rule().getResult())
                .orElse(true);
    }

    @Override
    public String ignoreFile() {
        return FILE;
    }

    @Override
    public FileSelection ignoring(Map<String, byte[]> ignoreFiles) {
        return new SourceIgnore(own, ignoreFiles);
    }
}
