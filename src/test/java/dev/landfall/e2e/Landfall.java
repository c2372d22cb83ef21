package dev.landfall.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The program as a user runs it, without a terminal: one home folder, one kubeconfig, one configuration. */
final class Landfall {
    private static final Path JAR = Path.of("target", "landfall.jar").toAbsolutePath();
    private static final Path CLASSES = JAR.resolveSibling("end-to-end.jsa");
    private static final Duration DEADLINE = Duration.ofMinutes(4);
    private final Path home;
    private final Path kubeconfig;
    private final AtomicInteger runs = new AtomicInteger();

    private Landfall(Path home, Path kubeconfig) {
        this.home = home;
        this.kubeconfig = kubeconfig;
    }

    /** @param gitops the configuration's {@code gitops} mapping in YAML flow style */
    static Landfall configured(Path home, Path kubeconfig, Testbed testbed, String gitops) {
        try {
            Path configuration = Files.createDirectories(home.resolve("config", "landfall"));
            Path password = home.resolve("git-password");
            Files.writeString(password, testbed.gitPassword());
            Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
            Files.writeString(configuration.resolve("landfall.yaml"), """
                    gitops: %s
                    allowPlainHttp: true
                    repositories:
                      - match: %s/*
                        credentials: {username: %s, passwordFile: %s}
                        delivery: push
                    """.formatted(
                            gitops, testbed.gitUrl(), testbed.gitUsername(), password));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Landfall(home, kubeconfig);
    }

    /** Puts another text in the place of one that the configuration has. */
    Landfall reconfigured(String from, String to) {
        return rewritten(configuration(), from, to);
    }

    Landfall withPassword(String from, String to) {
        return rewritten(home.resolve("git-password"), from, to);
    }

    private Landfall rewritten(Path file, String from, String to) {
        try {
            String before = Files.readString(file);
            if (!before.contains(from)) throw new AssertionError("not in " + file + ": " + from);
            Files.writeString(file, before.replace(from, to));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path configuration() {
        return home.resolve("config").resolve("landfall").resolve("landfall.yaml");
    }

    /** A file in the user's home folder, by its path. */
    String file(String name, String text) {
        try {
            return Files.writeString(home.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Finished run(String... arguments) {
        return saved(command(arguments).run());
    }

    /** Starts it and leaves it to the caller, who ends it. */
    Running start(String... arguments) {
        return command(arguments).start();
    }

    /** Starts it for a model, whose client ends it. */
    Model model() {
        return Model.start(command("mcp").process(), home.resolve("model-%02d.log".formatted(runs.incrementAndGet())));
    }

    /** Runs it with {@code -o json} and reads what it answers. */
    Answer answer(String... arguments) {
        return Answer.of(run(asJson(arguments)));
    }

    Answer answerOf(Running running) {
        return Answer.of(saved(running.await(DEADLINE)));
    }

    static String[] asJson(String... arguments) {
        return Stream.concat(Arrays.stream(arguments), Stream.of("-o", "json")).toArray(String[]::new);
    }

    /** The change as {@code landfall changes} lists it; a missing node if it does not. */
    JsonNode recorded(String change) {
        JsonNode listed =
                Kubectl.JSON.readTree(run(asJson("changes")).succeeded().out());
        JsonNode changes = listed.isArray() ? listed : listed.path("changes");
        for (JsonNode entry : changes) {
            if (entry.path("change").asString("").equals(change)) return entry;
        }
        return Kubectl.JSON.missingNode();
    }

    private Command command(String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:disable",
                "-Xlog:all=error:stderr"));
        // As the launcher has one, without which every start takes half as long again.
        if (Files.exists(CLASSES)) line.add("-XX:SharedArchiveFile=" + CLASSES);
        line.addAll(List.of("-jar", JAR.toString()));
        line.addAll(Arrays.asList(arguments));
        return Command.of(line)
                .in(home)
                .within(DEADLINE)
                .with(Map.of(
                        "HOME", home.toString(),
                        "XDG_STATE_HOME", home.resolve("state").toString(),
                        "XDG_CACHE_HOME", home.resolve("cache").toString(),
                        "XDG_CONFIG_HOME", home.resolve("config").toString(),
                        "KUBECONFIG", kubeconfig.toString()));
    }

    private Finished saved(Finished finished) {
        try {
            Path log = home.resolve("run-%02d.log".formatted(runs.incrementAndGet()));
            Files.writeString(log, finished.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return finished;
    }

    /** The files that the program wrote or that hold what it said, which contain the secret. */
    List<Path> filesWith(String secret) {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals("git-password"))
                    .filter(file -> contains(file, secret))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(Path file, String secret) {
        try {
            // One byte, one character: also finds it in a database or an archive that is not compressed.
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
