package dev.landfall.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * 100,000 manifests in 11,111 folders, and 10,000 commits of which each changes one of them. It is made once on a machine,
 * since that takes a while; what was pushed to it is taken back at the next opening.
 */
final class LargeRepository {
    static final String NAME = "large";
    private static final String START = "refs/landfall-bench/start";
    private static final int FILES = 100_000;
    private static final int COMMITS = 10_000;

    private LargeRepository() {}

    /** @return the folder in which it lies */
    static Path in(Path folder) throws IOException, InterruptedException {
        Path repository = folder.resolve(NAME + ".git");
        if (!Files.exists(repository)) make(Files.createDirectories(folder), repository);
        Programs.run(repository, "git", "update-ref", "refs/heads/main", START);
        return folder;
    }

    static String path(int file) {
        return folder(file) + "/web-" + file + ".yaml";
    }

    static String folder(int file) {
        return "teams/team-%d/service-%d".formatted(file / 1000, file / 10 % 100);
    }

    /** Each with a digest, so that they are as different from each other as real ones. */
    private static String manifest(int file, int change) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: web-%1$d
                  namespace: team-%2$d
                spec:
                  replicas: %3$d
                  selector: {matchLabels: {app: web-%1$d}}
                  template:
                    metadata: {labels: {app: web-%1$d}}
                    spec:
                      containers:
                        - name: web
                          image: registry.example.org/team-%2$d/web-%1$d@sha256:%4$s
                          resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {memory: 128Mi}}
                """.formatted(file, file / 1000, change % 9 + 1, Sha256.of(file + "/" + change));
    }

    private static void make(Path folder, Path repository) throws IOException, InterruptedException {
        Path begun = folder.resolve("begun-" + ProcessHandle.current().pid() + ".git");
        Programs.run(folder, "git", "init", "-q", "--bare", "-b", "main", begun.toString());
        Process process =
                Programs.process(begun, "git", "fast-import", "--quiet").start();
        try (Writer stream = new BufferedWriter(process.outputWriter(UTF_8), 1 << 20)) {
            for (int commit = 0; commit < COMMITS; commit++) write(stream, commit);
        }
        if (process.waitFor() != 0) throw new IllegalStateException("git fast-import failed in " + begun);
        Programs.run(begun, "git", "config", "uploadpack.allowFilter", "true");
        Programs.run(begun, "git", "config", "gc.auto", "0");
        Programs.run(begun, "git", "update-ref", START, "refs/heads/main");
        Files.move(begun, repository, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(Writer stream, int commit) throws IOException {
        stream.write("commit refs/heads/main\ncommitter Ada <ada@example.org> " + (1_700_000_000 + 60 * commit)
                + " +0000\ndata <<END\nChange " + commit + "\nEND\n");
        if (commit == 0) for (int file = 0; file < FILES; file++) write(stream, file, 0);
        else write(stream, commit * 7919 % FILES, commit);
    }

    private static void write(Writer stream, int file, int change) throws IOException {
        String text = manifest(file, change);
        stream.write("M 100644 inline " + path(file) + "\ndata " + text.length() + "\n" + text + "\n");
    }
}
