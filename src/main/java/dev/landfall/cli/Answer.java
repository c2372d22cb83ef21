package dev.landfall.cli;

import dev.landfall.report.Documents;
import dev.landfall.report.ExitStatus;
import dev.landfall.report.Report;
import dev.landfall.report.StyledText;
import dev.landfall.report.Table;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a command ends with, in each form that may be asked for.
 *
 * @param text for people
 * @param table for people too, where there are rows; elsewhere the text stands in for it
 * @param document for programs
 * @param isError whether the command has no data to give, but the error that kept it from them
 */
record Answer(ExitStatus status, StyledText text, Optional<Table> table, ObjectNode document, boolean isError) {

    static Answer of(ExitStatus status, String text, ObjectNode document) {
        return new Answer(status, StyledText.of(text), Optional.empty(), document, false);
    }

    static Answer of(ExitStatus status, StyledText text, Table table, ObjectNode document) {
        return new Answer(status, text, Optional.of(table), document, false);
    }

    static Answer of(Report report) {
        Optional<Table> table = report.isError() ? Optional.empty() : Optional.of(report.table());
        return new Answer(report.status(), report.text(), table, report.document(), report.isError());
    }

    /** The one place that chooses among the forms. */
    void show(GlobalOptions.Format format, Terminal terminal) {
        switch (format) {
            case text -> showText(text, terminal);
            case table ->
                showText(table.map(rows -> StyledText.of(rows.toString())).orElse(text), terminal);
            case json -> terminal.print(Documents.json(document));
            case yaml -> terminal.print(Documents.yaml(document));
        }
    }

    /** An error is no data: it goes where a person reads it, also when the data go into a file. */
    private void showText(StyledText shown, Terminal terminal) {
        if (isError) terminal.narration().print(shown);
        else terminal.print(shown);
    }
}
