package dev.landfall.git;

import java.io.IOException;
import java.nio.file.Path;

class GitRepositoryOverSshTest extends GitRepositoryContract {

    @Override
    GitHost host(GitServer server, Path folder) throws IOException {
        return SshServer.start(folder.resolve("sshd"), server);
    }
}
