package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cli.PublishedSchema;
import dev.landfall.mcp.ModelClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A model that works by the Model Context Protocol alone, over the standard streams of the program it started. */
final class Model implements AutoCloseable {
    private static final long TRACKING = 7;

    private final Process server;
    private final ModelClient client;
    private final Path log;

    private Model(Process server, Path log) {
        this.server = server;
        this.client = new ModelClient(server.getOutputStream(), server.getInputStream());
        this.log = log;
    }

    static Model start(ProcessBuilder program, Path log) {
        Path errors = log.resolveSibling(log.getFileName() + ".stderr");
        try {
            Model model = new Model(program.redirectError(errors.toFile()).start(), log);
            model.client.initialize();
            return model;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Calls a tool.
     *
     * @param arguments their names and values in turn
     */
    Said call(String tool, Object... arguments) {
        ObjectNode named = Kubectl.JSON.createObjectNode();
        for (int i = 0; i < arguments.length; i += 2) named.putPOJO(arguments[i].toString(), arguments[i + 1]);
        String given = Kubectl.JSON.writeValueAsString(named);
        JsonNode result = client.call(tool, given);
        write(tool + " " + given + "\n" + result.toPrettyString() + "\n");
        return new Said(result);
    }

    Said apply(Said planned) {
        return call("apply", "plan", planned.plan(), "digest", planned.digest());
    }

    /** Tracks in waits that are each as short as a call may be, with nothing but the id, until one ends so. */
    Said trackUntil(String outcome, String change, Duration atMost) {
        return Waiting.until(
                outcome,
                atMost,
                () -> call("track", "change", change, "timeoutSeconds", 20),
                said -> said.outcome().equals(outcome));
    }

    /** Begins to track, and is gone before there is an answer. */
    void vanishWhileTracking(String change) {
        client.beginTracking(TRACKING, change, 50);
        Waiting.until(
                "the wait", Duration.ofSeconds(20), () -> client.notifications().size(), told -> told > 0);
        client.vanish();
    }

    /** Waits for the end of the program and answers its status. */
    int ended() {
        try {
            assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
            return server.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void write(String text) {
        try {
            Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
            assertThat(client.noProtocol()).isEmpty();
        } finally {
            server.destroyForcibly();
        }
    }

    /** What a tool answered, as data and as text. */
    record Said(JsonNode result) {
        JsonNode json() {
            return result.path("structuredContent");
        }

        String text() {
            return result.at("/content/0/text").asString("");
        }

        String outcome() {
            return json().path("outcome").asString("");
        }

        String reason() {
            return json().at("/reason/code").asString("");
        }

        String plan() {
            return json().at("/plan/id").asString("");
        }

        String digest() {
            return json().at("/plan/digest").asString("");
        }

        String change() {
            return json().path("change").asString("");
        }

        Said ends(String outcome) {
            assertThat(outcome()).as(result.toPrettyString()).isEqualTo(outcome);
            PublishedSchema.CHANGE_REPORT.holdsFor(json());
            return this;
        }
    }
}
