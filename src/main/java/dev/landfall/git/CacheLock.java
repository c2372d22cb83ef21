package dev.landfall.git;

import dev.landfall.reason.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** One at a time, among the threads of this process and among processes; a process that dies lets go. */
final class CacheLock implements AutoCloseable {
    private final FileChannel channel;

    private CacheLock(FileChannel channel) {
        this.channel = channel;
    }

    static CacheLock take(Path file, Duration bound) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            await(channel, bound);
            return new CacheLock(channel);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static void await(FileChannel channel, Duration bound) throws IOException {
        long end = System.nanoTime() + bound.toNanos();
        while (tryLock(channel) == null) {
            if (System.nanoTime() - end > 0) throw busy(bound);
            try {
                // Polled, since a file lock cannot be waited for with a bound.
                Thread.sleep(ThreadLocalRandom.current().nextLong(10, 40));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw busy(bound);
            }
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private static GitException busy(Duration bound) {
        Reason reason = Reason.passing(
                "git-cache-busy",
                "another Landfall fetches into the cache of this repository, for more than " + bound.toSeconds() + " s",
                "let it finish, then try again");
        return new GitException(GitException.Fault.UNREACHABLE, reason);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
