package dev.landfall.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder of this user alone, with an empty home for a program and the files that it may read; gone when closed. */
record Room(Path folder) implements AutoCloseable {

    /** Its true path, which is what programs print. */
    static Room open() throws IOException {
        var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Room room = new Room(Files.createTempDirectory("landfall-build-", mine).toRealPath());
        Files.createDirectory(room.home());
        Files.createDirectory(room.source());
        return room;
    }

    Path home() {
        return folder.resolve("home");
    }

    Path source() {
        return folder.resolve("source");
    }

    /** @param path below the source */
    void write(String path, byte[] content) throws IOException {
        Path file = source().resolve(path).normalize();
        if (!file.startsWith(source())) throw new IllegalStateException("out of the room: " + path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }
}
