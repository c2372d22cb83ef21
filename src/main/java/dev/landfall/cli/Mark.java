package dev.landfall.cli;

import dev.landfall.report.StyledText;

/** What stands before a line that tells how it goes. */
enum Mark {
    BEGINS("►", StyledText.Style.PROGRESS),
    DONE("✔", StyledText.Style.GOOD),
    WAITING("◎", StyledText.Style.PROGRESS),
    WARNING("!", StyledText.Style.ATTENTION),
    WRONG("✗", StyledText.Style.BAD),
    ASKS("?", StyledText.Style.ATTENTION);

    private final String sign;
    private final StyledText.Style style;

    Mark(String sign, StyledText.Style style) {
        this.sign = sign;
        this.style = style;
    }

    StyledText before(String text) {
        return new StyledText().append(style, sign).append(" " + text);
    }
}
