package dev.landfall.git;

import java.nio.file.Path;

class GitRepositoryOverHttpTest extends GitRepositoryContract {

    @Override
    GitHost host(GitServer server, Path folder) {
        return server;
    }
}
