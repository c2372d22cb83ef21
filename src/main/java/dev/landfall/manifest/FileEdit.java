package dev.landfall.manifest;

import java.util.Arrays;
import java.util.List;

/** What happens to one file. */
public sealed interface FileEdit {

    String path();

    /** The file gets these bytes, provided it still has the old ones. */
    @SuppressWarnings("ArrayRecordComponent") // compared by content below
    record WriteFile(String path, byte[] before, byte[] after, List<FieldEdit> fields) implements FileEdit {
        public WriteFile {
            fields = List.copyOf(fields);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof WriteFile that
                    && path.equals(that.path)
                    && Arrays.equals(before, that.before)
                    && Arrays.equals(after, that.after)
                    && fields.equals(that.fields);
        }

        @Override
        public int hashCode() {
            return 31 * path.hashCode() + Arrays.hashCode(after);
        }

        @Override
        public String toString() {
            return path + ": " + fields;
        }
    }
}
