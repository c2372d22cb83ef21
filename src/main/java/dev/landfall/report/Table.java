package dev.landfall.report;

import dev.landfall.reason.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows under headings, each column as wide as its widest cell; the last one is not filled up. */
public final class Table {
    private static final int GAP = 2;

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    public void add(String... cells) {
        if (cells.length != rows.getFirst().size())
            throw new IllegalStateException(cells.length + " cells in a table of " + rows.getFirst());
        // A line end in a cell would break the table.
        rows.add(List.of(cells).stream().map(Printable::line).toList());
    }

    @Override
    public String toString() {
        int[] widths =
                IntStream.range(0, rows.getFirst().size()).map(this::width).toArray();
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) text.append(line(row, widths)).append('\n');
        return text.toString();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column + 1 < row.size(); column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(widths[column] - cell.length() + GAP));
        }
        return line.append(row.getLast()).toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
