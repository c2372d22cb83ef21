package dev.landfall.manifest.yaml;

import java.util.List;
import java.util.random.RandomGenerator;

/** Writes YAML as people and programs write it, in all its styles, from a source of chance. */
final class GeneratedYaml {
    private static final List<String> WORDS =
            List.of("web", "a b", "registry:5000/web:1.0", "über", "🚀 go", "x#y", "1.2.3");
    private static final List<String> PLAIN =
            List.of("2", "true", "1.5", "~", "null", "0x1F", "on", "-", "2024-01-31", "one\n  more", "a 'q' \"d\"");
    private static final List<String> COMMENTS = List.of("", "", "", " # c", "\t# tab: [", "   ", " # 🚀 'x");

    private final RandomGenerator random;
    private final StringBuilder text = new StringBuilder();
    private int anchors;

    GeneratedYaml(RandomGenerator random) {
        this.random = random;
    }

    String file() {
        if (chance(10)) text.append("%YAML 1.2\n---\n");
        int documents = 1 + random.nextInt(3);
        for (int i = 0; i < documents; i++) {
            if (i > 0) text.append(pick(List.of("---\n", "--- # next\n", "...\n---\n", "---\n\n# head\n")));
            anchors = 0;
            mapping("", 0);
        }
        if (chance(15)) text.append("...\n");
        if (chance(20) && text.charAt(text.length() - 1) == '\n') text.setLength(text.length() - 1);
        String file = chance(20) ? text.toString().replace("\n", "\r\n") : text.toString();
        return chance(10) ? "\uFEFF" + file : file;
    }

    /** Entries that stand below a key. */
    String entries(String indent) {
        mapping(indent, 1);
        return text.toString();
    }

    private void mapping(String indent, int depth) {
        int entries = 1 + random.nextInt(5);
        for (int i = 0; i < entries; i++) {
            if (chance(10)) text.append(pick(List.of("\n", indent + "# note: x\n", "# left\n")));
            if (i > 0 || !endsInDash()) text.append(indent);
            text.append(pick(List.of("k%d", "k%d", "\"k%d\"", "'k%d'", "k.%d/x"))
                            .formatted(i))
                    .append(':');
            value(indent, depth);
        }
    }

    private boolean endsInDash() {
        return text.length() > 1 && text.charAt(text.length() - 1) == ' ' && text.charAt(text.length() - 2) == '-';
    }

    private void value(String indent, int depth) {
        int kind = random.nextInt(depth > 3 ? 7 : 10);
        if (kind < 4) text.append(' ').append(anchor()).append(scalar(indent)).append(end());
        else if (kind == 4) text.append(pick(List.of("", " "))).append(end());
        else if (kind == 5) text.append(' ').append(flow(3)).append(end());
        else if (kind == 6) block(indent);
        else if (kind < 9) nested(indent + " ".repeat(1 + random.nextInt(4)), depth);
        else list(indent + " ".repeat(random.nextInt(3)), depth);
    }

    private void nested(String indent, int depth) {
        text.append(end());
        mapping(indent, depth + 1);
    }

    private void list(String indent, int depth) {
        text.append(end());
        int items = 1 + random.nextInt(3);
        for (int i = 0; i < items; i++) {
            text.append(indent).append("- ");
            if (chance(60)) mapping(indent + "  ", depth + 1);
            else if (chance(20)) text.append("- a\n").append(indent).append("  - b\n");
            else text.append(scalar(indent)).append(end());
        }
    }

    private void block(String indent) {
        String body = indent + " ".repeat(1 + random.nextInt(4));
        text.append(pick(List.of(" |", " >", " |-", " >-", " |+", " >+")))
                .append(pick(List.of("", " # c")))
                .append('\n');
        int lines = 1 + random.nextInt(3);
        for (int i = 0; i < lines; i++)
            text.append(body)
                    .append(pick(List.of("echo", "a: b # c", "- x", "🚀", "x  ")))
                    .append(chance(20) ? "\n\n" : "\n");
    }

    private String scalar(String indent) {
        String word = pick(WORDS);
        return switch (random.nextInt(6)) {
            case 0 -> "'" + word + "''s'";
            case 1 -> "\"" + word + "\\n\\u00e4\"";
            case 2 -> pick(PLAIN).replace("\n", "\n" + indent).replaceFirst("^-$", "x");
            case 3 -> "\n" + indent + "  " + word;
            case 4 -> "\"" + word + "\n\n" + indent + "   folded\\\n" + indent + "  on\"";
            default -> word;
        };
    }

    private String flow(int depth) {
        if (depth == 0 || chance(40)) return pick(List.of("a", "'b c'", "\"d\"", "1", "true", "null", "u:v"));
        boolean open = chance(20);
        String lines = open ? "\n        " : "";
        return switch (random.nextInt(4)) {
            case 0 -> "{x: " + flow(depth - 1) + "," + lines + " y: " + flow(depth - 1) + lines + "}";
            case 1 -> "[" + lines + flow(depth - 1) + ", {p: " + flow(depth - 1) + "}" + (chance(30) ? "," : "") + "]";
            case 2 -> "{\"x\":" + flow(depth - 1) + ",\"y\" : [" + flow(depth - 1) + "]}";
            default -> pick(List.of("{}", "[]", "{x, y: }", "{x:, y: 1}"));
        };
    }

    private String anchor() {
        return chance(10) ? "&a" + anchors++ + " " : "";
    }

    private String end() {
        return pick(COMMENTS) + "\n";
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
