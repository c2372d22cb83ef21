package dev.landfall.git;

import java.nio.file.Path;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class GitRepositoryOverHttpTest extends GitRepositoryContract {

    @Override
    GitHost host(GitServer server, Path folder) {
        return server;
    }
}
