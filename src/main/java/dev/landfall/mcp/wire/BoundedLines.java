package dev.landfall.mcp.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Lines of bytes, of which none takes more memory than it may. */
final class BoundedLines {
    private final InputStream in;
    private final int most;

    BoundedLines(InputStream in, int most) {
        this.in = new BufferedInputStream(in);
        this.most = most;
    }

    /** @param isWhole false where the line was longer than it may be, and its text is left out */
    record Line(byte[] text, boolean isWhole) {}

    /** Empty at the end; what comes after the last line end is a line, too. */
    Optional<Line> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean whole = true;
        boolean any = false;
        int read;
        while ((read = in.read()) >= 0 && read != '\n') {
            any = true;
            if (line.size() < most) line.write(read);
            else whole = false;
        }
        if (read < 0 && !any) return Optional.empty();
        return Optional.of(new Line(whole ? line.toByteArray() : new byte[0], whole));
    }
}
