package dev.landfall.git;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * The system as JGit is to see it: without anybody's Git configuration, whose filters, URL rewrites and credential
 * stores would otherwise decide what we send where.
 */
final class IsolatedSystem extends SystemReader.Delegate {
    /**
     * How long a file counts as one that may have changed again without its time saying so. Not measured, as JGit would
     * in each process, for three seconds of which nothing else goes on: file systems of today are exact to 10 ms. On one
     * that is not, what another process has just fetched is overlooked, and fetched once more.
     */
    private static final Duration TICK = Duration.ofMillis(100);

    private IsolatedSystem(SystemReader system) {
        super(system);
    }

    /** JGit knows one reader per process; setting it twice does no harm. */
    static void install() {
        SystemReader present = SystemReader.getInstance();
        if (!(present instanceof IsolatedSystem)) SystemReader.setInstance(new IsolatedSystem(present));
    }

    @Override
    public String getenv(String variable) {
        return variable.startsWith("GIT_") ? null : super.getenv(variable);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new NoConfig(fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new NoConfig(fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new NoConfig(fs);
    }

    private static final class NoConfig extends FileBasedConfig {
        private NoConfig(FS fs) {
            super(null, null, fs);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public long getTimeUnit(String section, String subsection, String name, long otherwise, TimeUnit unit) {
            // The subsection is the file system, and both names that JGit asks for mean this time.
            return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
                    ? unit.convert(TICK)
                    : super.getTimeUnit(section, subsection, name, otherwise, unit);
        }

        @Override
        public boolean isOutdated() {
            return false;
        }

        @Override
        public String toString() {
            return "no configuration";
        }
    }
}
