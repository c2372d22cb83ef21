package dev.landfall.git;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.nio.file.Path;

@Execution(ExecutionMode.CONCURRENT)
class GitRepositoryOverHttpTest extends GitRepositoryContract {

    @Override
    GitHost host(GitServer server, Path folder) {
        return server;
    }
}
