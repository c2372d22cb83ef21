package dev.landfall;

import dev.landfall.cli.CommandLineDoor;
import dev.landfall.cli.GlobalOptions;
import dev.landfall.cli.Terminal;
import dev.landfall.mcp.ModelDoor;
import dev.landfall.mcp.Workplace;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.util.io.TeeOutputStream;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole program as {@link Main} wires it, in this process, at home in one folder.
 *
 * @param typed by a person at its terminal; empty where nobody sits
 */
public record Program(Path home, Optional<String> typed) {

    public static Program in(Path home) {
        return new Program(home, Optional.empty());
    }

    /** With a person at its terminal. */
    public Program typing(String lines) {
        return new Program(home, Optional.of(lines));
    }

    /**
     * How a run ended.
     *
     * @param all that it wrote, in its order
     */
    public record Ended(int status, String out, String err, String all) {
        public JsonNode json() {
            return new JsonMapper().readTree(out);
        }
    }

    /** @param words of which those that follow {@code --kubeconfig} and {@code --config} are names in the home folder */
    public Ended run(String... words) {
        long start = System.nanoTime();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                Terminal.Output.plain(new PrintStream(new TeeOutputStream(out, all), true, StandardCharsets.UTF_8)),
                Terminal.Output.plain(new PrintStream(new TeeOutputStream(err, all), true, StandardCharsets.UTF_8)),
                new BufferedReader(new StringReader(typed.orElse(""))),
                typed.isPresent(),
                false,
                false);
        int status = new CommandLineDoor(
                        (GlobalOptions options) ->
                                new Wiring(options, environment(), () -> Duration.ofNanos(System.nanoTime() - start)),
                        terminal,
                        () -> Duration.ofNanos(System.nanoTime() - start))
                .run(atHome(words));
        return new Ended(
                status,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8),
                all.toString(StandardCharsets.UTF_8));
    }

    /** The door for models, wired as the program wires it. */
    public ModelDoor modelDoor() {
        ModelWiring wiring = modelWiring();
        return new ModelDoor(wiring.tools(), wiring, "test");
    }

    /** What each call of a model opens to work with. */
    public Workplace.Opener workplaces() {
        return modelWiring();
    }

    private ModelWiring modelWiring() {
        long start = System.nanoTime();
        GlobalOptions options = CommandLine.populateCommand(
                new GlobalOptions(), "--config", home.resolve("landfall.yaml").toString());
        return new ModelWiring(options, environment(), () -> Duration.ofNanos(System.nanoTime() - start));
    }

    private String[] atHome(String... words) {
        String[] changed = Arrays.copyOf(words, words.length);
        for (int i = 1; i < changed.length; i++) {
            boolean isFile = words[i - 1].equals("--kubeconfig") || words[i - 1].equals("--config");
            if (isFile) changed[i] = home.resolve(words[i]).toString();
        }
        return changed;
    }

    /** All that it is told of where it is. */
    public Map<String, String> environment() {
        return Map.of(
                "HOME", home.toString(),
                "XDG_STATE_HOME", home.resolve("state").toString(),
                "XDG_CACHE_HOME", home.resolve("cache").toString(),
                "XDG_CONFIG_HOME", home.resolve("config").toString(),
                "KUBECONFIG", home.resolve("kubeconfig").toString(),
                "TMPDIR", home.toString());
    }
}
