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

    /** One line; of one that is longer than it may be the text is left out. */
    sealed interface Line {
        /** The bytes of a line that is kept. */
        final class Kept implements Line {
            private final byte[] text;

            private Kept(byte[] text) {
                this.text = text;
            }

            byte[] text() {
                return text;
            }
        }

        record TooLong() implements Line {}
    }

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
        return Optional.of(whole ? new Line.Kept(line.toByteArray()) : new Line.TooLong());
    }
}
