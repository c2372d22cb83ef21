package dev.landfall.cluster;

/** How many letters to insert, remove or replace to turn one word into another (Levenshtein). */
public final class EditDistance {
    private EditDistance() {}

    /** Up to which distance a person may have meant the other word. */
    public static int tolerated(String word) {
        return Math.max(1, word.length() / 3);
    }

    public static int between(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) row[column] = column;
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[to.length()];
    }
}
