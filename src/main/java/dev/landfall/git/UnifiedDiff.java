package dev.landfall.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** The difference of two versions of a file, as {@code git diff} prints it. */
public final class UnifiedDiff {
    private UnifiedDiff() {}

    /**
     * @param path from the repository's root
     * @param before empty for a new file
     * @param after empty for a deleted file
     * @return empty if both are alike
     */
    public static String of(String path, Optional<byte[]> before, Optional<byte[]> after) {
        RawText old = text(before);
        RawText changed = text(after);
        EditList edits = new HistogramDiff().diff(RawTextComparator.DEFAULT, old, changed);
        if (edits.isEmpty() && before.isPresent() == after.isPresent()) return "";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header(path, before.isPresent(), after.isPresent()).getBytes(StandardCharsets.UTF_8));
        try (DiffFormatter formatter = new DiffFormatter(out)) {
            formatter.format(edits, old, changed);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static RawText text(Optional<byte[]> content) {
        return content.map(RawText::new).orElse(RawText.EMPTY_TEXT);
    }

    private static String header(String path, boolean existed, boolean exists) {
        String mode = existed ? (exists ? "" : "deleted file mode 100644\n") : "new file mode 100644\n";
        return "diff --git a/%1$s b/%1$s\n%2$s--- %3$s\n+++ %4$s\n"
                .formatted(path, mode, existed ? "a/" + path : "/dev/null", exists ? "b/" + path : "/dev/null");
    }
}
