package dev.landfall.githost.gitlab;

import java.util.regex.Pattern;

/**
 * GitLab obeys lines such as {@code /merge} or {@code /approve} in a description or a comment, on creating and on changing
 * it (docs.gitlab.com/user/project/quick_actions; {@code lib/gitlab/quick_actions/extractor.rb}). A backslash in front
 * keeps the slash from being the first character, and Markdown does not show it (CommonMark 2.4).
 */
final class QuickActions {
    /** GitLab drops carriage returns before it looks, so that none may hide a line's beginning. */
    private static final Pattern OBEYED = Pattern.compile("(?m)^(\\\\*/)");

    private static final Pattern ESCAPED = Pattern.compile("(?m)^\\\\(\\\\*/)");

    private QuickActions() {}

    static String escaped(String text) {
        return OBEYED.matcher(text.replace("\r", "")).replaceAll("\\\\$1");
    }

    /** The text as it was before; of other people's texts, as Markdown shows it. */
    static String unescaped(String text) {
        return ESCAPED.matcher(text).replaceAll("$1");
    }
}
