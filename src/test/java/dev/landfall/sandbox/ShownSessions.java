package dev.landfall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The sessions that a page shows: blocks whose first line is {@code $ landfall …}. They are run in their order and must
 * say what the page says; ids, addresses, and names that a cluster makes up aside. What is wanted to be otherwise is taken
 * over with {@code -Dsnapshot.write=true}.
 */
record ShownSessions(Path page) {
    private static final Pattern SESSION =
            Pattern.compile("(?<=^```\n)\\$ landfall (.*?)(?=^```)", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|\\S+");

    void holdFor(Program program) throws IOException {
        String text = Files.readString(page);
        List<MatchResult> sessions = SESSION.matcher(text).results().toList();
        assertThat(sessions).hasSizeGreaterThan(4);
        for (MatchResult session : sessions) {
            String[] shown = session.group(1).split("\n", 2);
            Program.Ended ended = program.run(words(shown[0]));
            if (Boolean.getBoolean("snapshot.write"))
                text = text.replace(session.group(), "$ landfall " + shown[0] + "\n" + written(ended.all()));
            else assertThat(normal(ended.all())).as(shown[0]).isEqualTo(normal(shown[1]));
        }
        if (Boolean.getBoolean("snapshot.write")) Files.writeString(page, text);
    }

    /** As a page shows it: from an address that a reader would have, without lines that say nothing. */
    private static String written(String text) {
        return text.replaceAll("http://127[.]0[.]0[.]1:[0-9]+/", "https://git.example.org/")
                .replaceAll("\n{3,}", "\n\n");
    }

    static String[] words(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> Stream.of(word.group(1), word.group(2), word.group())
                        .filter(group -> group != null)
                        .findFirst()
                        .orElseThrow())
                .toArray(String[]::new);
    }

    private static String normal(String text) {
        return Arrays.stream(text.split("\n"))
                .map(line -> line.stripTrailing()
                        .replaceAll("\\b[0-9A-HJKMNP-TV-Z]{26}\\b", "ID")
                        .replaceAll("\\b[0-9a-f]{64}\\b", "DIGEST")
                        .replaceAll("\\b[0-9a-f]{40}\\b", "COMMIT")
                        .replaceAll("\\b[0-9a-f]{7}\\.\\.[0-9a-f]{7}\\b", "BLOBS")
                        .replaceAll("\\bweb-[a-z0-9]+-[a-z0-9]+\\b", "POD")
                        .replaceAll("\\b(ErrImagePull|ImagePullBackOff)\\b.*", "WAITING")
                        .replaceAll("https?://[^/ ]+/", "URL/"))
                .filter(line -> !line.isEmpty())
                .reduce("", (all, line) -> all + line + "\n");
    }
}
