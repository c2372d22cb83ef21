package dev.landfall.git;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

class GitRepositoryOverSshTest extends GitRepositoryContract {
    @TempDir
    private static Path shared;

    private static SshServer ssh;

    @Override
    GitHost host(GitServer server, Path folder) throws IOException {
        ssh = SshServer.running(ssh, shared, server);
        return ssh;
    }

    @AfterAll
    static void end() {
        ssh.close();
    }
}
