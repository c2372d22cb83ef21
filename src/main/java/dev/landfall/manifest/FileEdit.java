package dev.landfall.manifest;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What happens to one file. */
public sealed interface FileEdit {

    String path();

    /** Its bytes before, which it must still have; empty for a file that is not there. */
    Optional<byte[]> before();

    /** Its bytes then; empty for a file that is deleted. */
    Optional<byte[]> after();

    /** What the edit changes of which objects; empty for a file that only names the others, such as a kustomization. */
    List<FieldEdit> fields();

    /** The file gets these bytes. */
    record WriteFile(String path, Optional<byte[]> before, Optional<byte[]> after, List<FieldEdit> fields)
            implements FileEdit {
        public WriteFile {
            fields = List.copyOf(fields);
            if (after.isEmpty()) throw new IllegalStateException("a file written with nothing: " + path);
        }

        public WriteFile(String path, byte[] before, byte[] after, List<FieldEdit> fields) {
            this(path, Optional.of(before), Optional.of(after), fields);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof WriteFile that
                    && path.equals(that.path)
                    && Arrays.equals(before.orElse(null), that.before.orElse(null))
                    && Arrays.equals(after.orElse(null), that.after.orElse(null))
                    && fields.equals(that.fields);
        }

        @Override
        public int hashCode() {
            return 31 * path.hashCode() + Arrays.hashCode(after.orElse(null));
        }

        @Override
        public String toString() {
            return path + ": " + fields;
        }
    }

    /** The same of another path. */
    default FileEdit at(String other) {
        return switch (this) {
            case WriteFile write -> new WriteFile(other, write.before(), write.after(), write.fields());
            case DeleteFile delete -> new DeleteFile(other, delete.before(), delete.fields());
        };
    }

    /** The file goes. */
    record DeleteFile(String path, Optional<byte[]> before, List<FieldEdit> fields) implements FileEdit {
        public DeleteFile {
            fields = List.copyOf(fields);
        }

        @Override
        public Optional<byte[]> after() {
            return Optional.empty();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof DeleteFile that
                    && path.equals(that.path)
                    && Arrays.equals(before.orElse(null), that.before.orElse(null))
                    && fields.equals(that.fields);
        }

        @Override
        public int hashCode() {
            return path.hashCode();
        }

        @Override
        public String toString() {
            return path + " deleted: " + fields;
        }
    }
}
