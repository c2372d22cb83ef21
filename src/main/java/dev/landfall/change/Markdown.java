package dev.landfall.change;

import dev.landfall.reason.Printable;
import java.util.regex.Pattern;

/**
 * Untrusted text as Markdown of the Git hosts that says nothing but itself: nobody is mentioned by it, no issue is closed,
 * and no HTML comes of it. Hosts read neither mentions nor issues in code (GitHub, GitLab, Gitea and Bitbucket alike).
 */
final class Markdown {
    private static final Pattern TICKS = Pattern.compile("`+");
    /** A sign before a name or number, where a host would take both for a mention or an issue. */
    private static final Pattern REFERENCE = Pattern.compile("(?<![A-Za-z0-9_])([@#!])(?=[A-Za-z0-9])");
    /** {@code GH-12}, and {@code team/shop#12}. */
    private static final Pattern ISSUE = Pattern.compile("(?i)\\bGH-(?=[0-9])|(?<=[A-Za-z0-9_])#(?=[0-9])");

    private static final int LONGEST_BLOCK = 30_000;

    private Markdown() {}

    /** Code within a line. */
    static String code(String untrusted) {
        String line = Printable.line(untrusted);
        String fence = "`".repeat(longestTicks(line) + 1);
        String padding = line.startsWith("`") || line.endsWith("`") ? " " : "";
        return line.isEmpty() ? "(empty)" : fence + padding + line + padding + fence;
    }

    /** Code within a cell of a table, where the bar must be escaped in code, too (GitHub Flavored Markdown 4.10). */
    static String cell(String untrusted) {
        return code(untrusted).replace("|", "\\|");
    }

    /** A block of code. */
    static String block(String language, String untrusted) {
        String text = Printable.text(untrusted).stripTrailing();
        String cut = text.length() <= LONGEST_BLOCK ? text : text.substring(0, LONGEST_BLOCK) + "\n(cut)";
        String fence = "`".repeat(Math.max(3, longestTicks(cut) + 1));
        return fence + language + "\n" + cut + "\n" + fence;
    }

    /** A line that is no Markdown, such as a title, which also becomes the subject of a squashed commit. */
    static String title(String untrusted) {
        String line = Printable.line(untrusted);
        String apart = REFERENCE.matcher(line).replaceAll("$1 ");
        return ISSUE.matcher(apart)
                .replaceAll(match -> match.group().equals("#") ? " # " : "GH ")
                .replace("://", ": //")
                .replace("<", "‹")
                .replace(">", "›");
    }

    private static int longestTicks(String text) {
        return TICKS.matcher(text)
                .results()
                .mapToInt(run -> run.end() - run.start())
                .max()
                .orElse(0);
    }
}
