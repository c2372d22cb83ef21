package dev.landfall.layouts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.change.Planned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The pages about layouts. What stands below {@code <!-- layout ROW/ITEM -->}, up to {@code <!-- end -->}, is that
 * folder; {@code shows FILE, FILE} in the same comment leaves its other files out.
 */
final class LayoutPages {
    static final Path ALL = Path.of("docs/repository-layouts");
    private static final Pattern EXAMPLE =
            Pattern.compile("(?m)^<!-- layout (\\S+)(?: shows ([^>]+?))? -->\\n(.*?)^<!-- end -->", Pattern.DOTALL);

    private LayoutPages() {}

    /** Whether the page that shows the folder, if one does, shows what came of it. */
    static void check(LayoutFolder folder, Planned planned, Map<String, Map<String, String>> then, GitRoot root) {
        for (Path page : all()) {
            examples(page)
                    .filter(example -> example.group(1).equals(folder.name()))
                    .forEach(example -> {
                        ShownLayout shown =
                                new ShownLayout(folder, name -> isShown(example, name), planned, then, root);
                        if (Boolean.getBoolean("snapshot.write")) write(page, folder.name(), shown.text());
                        assertThat(shown(page, folder.name())).isEqualTo(shown.text());
                    });
        }
    }

    static List<Path> all() {
        try (Stream<Path> files = Files.list(ALL)) {
            return files.sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Each with the folder's name, the files that are shown, and what stands there. */
    static Stream<MatchResult> examples(Path page) {
        return EXAMPLE.matcher(LayoutFolder.text(page)).results();
    }

    private static boolean isShown(MatchResult example, String name) {
        return example.group(2) == null
                || List.of(example.group(2).split(", ", -1)).contains(name);
    }

    private static String shown(Path page, String name) {
        return examples(page)
                .filter(example -> example.group(1).equals(name))
                .findFirst()
                .orElseThrow()
                .group(3);
    }

    /** Takes over what came of it. */
    private static synchronized void write(Path page, String name, String text) {
        String whole = LayoutFolder.text(page);
        Matcher example = EXAMPLE.matcher(whole);
        while (example.find()) {
            if (!example.group(1).equals(name)) continue;
            try {
                Files.writeString(page, whole.substring(0, example.start(3)) + text + whole.substring(example.end(3)));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            return;
        }
    }
}
