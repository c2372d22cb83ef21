package dev.landfall.gitops.flux;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.eclipse.jgit.ignore.IgnoreNode;

/**
 * Which files of a repository source-controller leaves out of its artifact: its own list first, then
 * {@code spec.ignore} of the GitRepository, in the syntax of {@code .gitignore}; the last rule that matches decides.
 * {@code .sourceignore} files are not read here: what they leave out appears in no inventory.
 */
final class SourceIgnore {
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

    /** The last one first. */
    private final List<FastIgnoreRule> rules;

    /** @param own the text of {@code spec.ignore} */
    SourceIgnore(String own) {
        IgnoreNode node = new IgnoreNode();
        try {
            node.parse(new ByteArrayInputStream((DEFAULTS + own).getBytes(StandardCharsets.UTF_8)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        this.rules = node.getRules().reversed();
    }

    /** @param path of a file below the repository's root, with {@code /} */
    boolean leavesOut(String path) {
        // A rule for a folder is matched against the file's path and not against the folder alone, as Git would:
        // source-controller walks into folders that it leaves out, so that a later rule can take a file of one back.
        return rules.stream()
                .filter(rule -> rule.isMatch(path, false, false))
                .findFirst()
                .map(FastIgnoreRule::getResult)
                .orElse(false);
    }
}
