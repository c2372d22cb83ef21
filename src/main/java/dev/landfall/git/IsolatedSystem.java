package dev.landfall.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * The system as JGit is to see it: without anybody's Git configuration, whose filters, URL rewrites and credential
 * stores would otherwise decide what we send where.
 */
final class IsolatedSystem extends SystemReader.Delegate {
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
        public boolean isOutdated() {
            return false;
        }

        @Override
        public String toString() {
            return "no configuration";
        }
    }
}
