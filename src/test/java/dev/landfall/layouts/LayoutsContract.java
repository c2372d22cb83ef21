package dev.landfall.layouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.landfall.change.Change;
import dev.landfall.change.ChangePlan;
import dev.landfall.change.Followed;
import dev.landfall.change.Planned;
import dev.landfall.render.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The folders of {@code src/test/resources/layouts}: where a wanted change goes in every layout, or why it does not. */
abstract class LayoutsContract {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path place;

    abstract Renderer renderer();

    /** Those whose wish needs this program, or none. */
    static Stream<LayoutFolder> needing(String program) {
        return LayoutFolder.all().filter(folder -> folder.wish().needs().equals(program));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("folders")
    void whatIsWantedComesToWhatTheFolderSays(LayoutFolder folder) throws IOException {
        assertThat(folder.unused()).as("files that nothing reads").isEmpty();
        try (LayoutWorld world = new LayoutWorld(folder, renderer(), place)) {
            Planned planned = world.plan(folder.wish());
            Map<String, Object> outcome = LayoutOutcome.of(planned, world.root());
            Optional<Change> landed = landed(planned, world);
            Map<String, Map<String, String>> files = world.changed();
            deleted(files).ifPresent(gone -> outcome.put("deleted", gone));
            boolean asSaid = isAsSaid(folder.document("then-outcome.yaml"), JSON.valueToTree(outcome))
                    && left(files).equals(folder.then());
            if (!asSaid && Boolean.getBoolean("snapshot.write")) write(folder, outcome, files);
            JsonNode said = folder.document("then-outcome.yaml");
            if (!isAsSaid(said, JSON.valueToTree(outcome)))
                fail("outcome:\n" + yaml(outcome) + "and not:\n" + yaml(said));
            assertThat(left(files)).as("files that differ after the commit").isEqualTo(folder.then());
            LayoutPages.check(folder, planned, files, world.root());
            if (landed.isPresent()) isTakenBack(landed.get(), world);
        }
    }

    private static Optional<Change> landed(Planned planned, LayoutWorld world) {
        return switch (planned) {
            case Planned.Ready(ChangePlan plan) when LayoutWorld.goesThroughGit(plan) -> Optional.of(world.land(plan));
            case Planned.Ready _,
                    Planned.AlreadyDesired _,
                    Planned.NothingToDo _,
                    Planned.NeedsInput _,
                    Planned.Refused _ -> Optional.empty();
        };
    }

    /** The way back leaves nothing behind, and whatever was followed on the way there is followed on it, too. */
    private static void isTakenBack(Change change, LayoutWorld world) {
        assertThat(world.planRevert(change)).isInstanceOfSatisfying(Planned.Ready.class, back -> {
            assertThat(Followed.by(back.plan())).containsAll(Followed.by(change.plan()));
            assertThat(Followed.unjudgedBy(back.plan())).isEmpty();
            world.land(back.plan());
        });
        assertThat(world.changed()).as("files that are not as before").isEmpty();
    }

    private static Optional<List<String>> deleted(Map<String, Map<String, String>> files) {
        List<String> deleted = files.values().stream()
                .flatMap(texts -> texts.entrySet().stream())
                .filter(file -> file.getValue() == null)
                .map(Map.Entry::getKey)
                .toList();
        return deleted.isEmpty() ? Optional.empty() : Optional.of(deleted);
    }

    private static Map<String, Map<String, String>> left(Map<String, Map<String, String>> files) {
        Map<String, Map<String, String>> left = new TreeMap<>();
        files.forEach((repository, texts) -> {
            Map<String, String> there = new TreeMap<>(texts);
            there.values().removeIf(Objects::isNull);
            if (!there.isEmpty()) left.put(repository, there);
        });
        return left;
    }

    /** Of a reason, the words that the folder has must be in it; all else must be the same. */
    private static boolean isAsSaid(JsonNode said, JsonNode outcome) {
        return said.size() == outcome.size()
                && said.properties().stream().allMatch(entry -> {
                    JsonNode came = outcome.path(entry.getKey());
                    boolean words =
                            entry.getKey().equals("message") || entry.getKey().equals("remedy");
                    return words
                            ? came.asString("").contains(entry.getValue().asString())
                            : came.equals(entry.getValue());
                });
    }

    private static String yaml(Object outcome) {
        Object plain = outcome instanceof JsonNode node ? JSON.convertValue(node, Map.class) : outcome;
        return new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setIndent(2)
                        .setIndicatorIndent(2)
                        .setIndentWithIndicator(true)
                        .setWidth(1000)
                        .build())
                .dumpToString(plain);
    }

    /** Takes over what came of it. */
    private static void write(LayoutFolder folder, Map<String, Object> outcome, Map<String, Map<String, String>> files)
            throws IOException {
        Files.writeString(folder.path().resolve("then-outcome.yaml"), yaml(outcome));
        boolean several = Files.exists(folder.path().resolve("given-repos"));
        for (var repository : left(files).entrySet()) {
            Path then = folder.path().resolve(several ? "then-repos/" + repository.getKey() : "then-repo");
            for (var file : repository.getValue().entrySet()) {
                Path written = then.resolve(file.getKey());
                Files.createDirectories(written.getParent());
                Files.writeString(written, file.getValue());
            }
        }
    }
}
