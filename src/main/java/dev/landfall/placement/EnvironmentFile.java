package dev.landfall.placement;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A file of {@code KEY=value} lines as the generators of Kustomize read it (kustomize, api/kv/kv.go): everything behind
 * the first {@code =} is the value, up to the end of the line, and a line that begins with {@code #} says nothing.
 */
record EnvironmentFile(List<String> lines) {

    static EnvironmentFile of(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        return new EnvironmentFile(text.isEmpty() ? List.of() : Arrays.asList(text.split("(?<=\n)", -1)));
    }

    /** The line that gives the key its value, counted from 0. */
    OptionalInt lineOf(String key) {
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).stripLeading().replace("\uFEFF", "").startsWith(key + "="))
                .findFirst();
    }

    /** Whether a line can say it. */
    static boolean isSayable(String value) {
        return value.indexOf('\n') < 0 && value.indexOf('\r') < 0;
    }

    byte[] with(int line, String value) {
        String before = lines.get(line);
        return replaced(line, before.substring(0, before.indexOf('=') + 1) + value + ending(before));
    }

    byte[] without(int line) {
        return replaced(line, "");
    }

    byte[] plus(String key, String value) {
        String text = String.join("", lines);
        String ending = lines.isEmpty() || ending(lines.getFirst()).isEmpty() ? "\n" : ending(lines.getFirst());
        String between = text.isEmpty() || text.endsWith("\n") ? "" : ending;
        return (text + between + key + "=" + value + ending).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] replaced(int line, String text) {
        List<String> changed = new ArrayList<>(lines);
        changed.set(line, text);
        return String.join("", changed).getBytes(StandardCharsets.UTF_8);
    }

    private static String ending(String line) {
        if (line.endsWith("\r\n")) return "\r\n";
        return line.endsWith("\n") ? "\n" : "";
    }
}
