package dev.landfall.git;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * Where one repository's cache lies. It is never mended: a new generation is begun beside the old one, which processes
 * that still use it keep, with the commits that they have not pushed yet, until a day after its last opening.
 */
final class CacheFolder {
    private static final Pattern GENERATION = Pattern.compile("[0-9]{1,9}\\.git");
    private static final Duration KEPT = Duration.ofDays(1);
    private static final String SECTION = "landfall";
    private static final String FILES = "files";

    private final Path folder;
    private final int packs;

    CacheFolder(Path folder, int packs) {
        this.folder = folder;
        this.packs = packs;
    }

    Path path() {
        return folder;
    }

    Path lockFile() {
        return folder.resolve("lock");
    }

    void create() throws IOException {
        Files.createDirectories(folder);
        // Sources are often private, and other users of the machine need not read them.
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** The newest generation, or a new one where none can be used. To be called under the lock. */
    Repository open() throws IOException {
        List<Path> generations = generations();
        if (generations.isEmpty() || packsOf(generations.getLast()) > packs) return begin(true);
        try {
            return opened(generations.getLast());
        } catch (IOException | IllegalArgumentException _) {
            return begin(true);
        }
    }

    private static Repository opened(Path generation) throws IOException {
        Repository repository = new FileRepositoryBuilder()
                .setGitDir(generation.toFile())
                .setBare()
                .setMustExist(true)
                .build();
        if (!keepsFiles(repository) && !leavesFilesOut(repository)) {
            repository.close();
            throw new IOException(generation + " is not of our making");
        }
        // It counts as old from its last opening on.
        Files.setLastModifiedTime(generation, FileTime.from(Instant.now()));
        return repository;
    }

    /** To be called under the lock. */
    Repository begin(boolean withoutFiles) throws IOException {
        List<Path> generations = generations();
        deleteOld(generations);
        int number = generations.isEmpty() ? 1 : numberOf(generations.getLast()) + 1;
        Path generation = folder.resolve(number + ".git");
        Repository repository = new FileRepositoryBuilder()
                .setGitDir(generation.toFile())
                .setBare()
                .build();
        repository.create(true);
        StoredConfig config = repository.getConfig();
        config.setString(SECTION, null, FILES, withoutFiles ? "on-demand" : "all");
        // JGit would collect garbage after a fetch, and fails at that without the files' contents.
        config.setInt(ConfigConstants.CONFIG_GC_SECTION, null, ConfigConstants.CONFIG_KEY_AUTO, 0);
        config.setBoolean(ConfigConstants.CONFIG_CORE_SECTION, null, "logAllRefUpdates", false);
        config.save();
        return repository;
    }

    /** Whether the contents of files are fetched only when they are read. */
    static boolean leavesFilesOut(Repository repository) {
        return "on-demand".equals(repository.getConfig().getString(SECTION, null, FILES));
    }

    private static boolean keepsFiles(Repository repository) {
        return "all".equals(repository.getConfig().getString(SECTION, null, FILES));
    }

    /** A damaged generation is of no use to anybody. To be called under the lock. */
    void drop(Repository damaged) throws IOException {
        delete(damaged.getDirectory().toPath());
    }

    private List<Path> generations() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry ->
                            GENERATION.matcher(entry.getFileName().toString()).matches())
                    .sorted(Comparator.comparingInt(CacheFolder::numberOf))
                    .toList();
        }
    }

    private static int numberOf(Path generation) {
        String name = generation.getFileName().toString();
        return Integer.parseInt(name.substring(0, name.length() - ".git".length()));
    }

    private static long packsOf(Path generation) throws IOException {
        try (Stream<Path> files = Files.list(generation.resolve("objects/pack"))) {
            return files.filter(file -> file.toString().endsWith(".pack")).count();
        } catch (NoSuchFileException | NotDirectoryException _) {
            return 0;
        }
    }

    private static void deleteOld(List<Path> generations) throws IOException {
        Instant limit = Instant.now().minus(KEPT);
        for (Path generation : generations) {
            if (Files.getLastModifiedTime(generation).toInstant().isBefore(limit)) delete(generation);
        }
    }

    private static void delete(Path tree) throws IOException {
        try {
            Files.walkFileTree(tree, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException failed) throws IOException {
                    Files.deleteIfExists(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException _) {
            // Another process was faster.
        }
    }
}
