package dev.landfall.gitops.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.CaseFiles;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Hop;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.ShopSource;
import dev.landfall.reason.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Snapshots and the verdicts that they must get. A document is a {@code case}: {@code kustomization} and {@code source}
 * (merged over the base, the file's first document), {@code before} (the Kustomization as it was planned for), {@code
 * history}, {@code ofSource} and {@code ofKustomization} (what was asked), {@code dependency} (how waiting for it can end),
 * {@code live} (our object), {@code awaited}, {@code waited}, and {@code then}, the verdict in short; {@code words} are
 * in its reason.
 */
class KustomizationVerdictTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");

    @TestFactory
    Stream<DynamicTest> judgesAsTheRulesSay() {
        return CaseFiles.files(RESOURCES.resolve("source-derived/flux")).stream()
                .flatMap(KustomizationVerdictTest::testsOf);
    }

    private static Stream<DynamicTest> testsOf(Path file) {
        List<JsonNode> documents = CaseFiles.documents(file);
        JsonNode base = documents.getFirst();
        return documents.stream()
                .skip(1)
                .map(document -> DynamicTest.dynamicTest(
                        document.path("case").asString(),
                        () -> check(KustomizationVerdict.judge(snapshot(base, document)), document)));
    }

    private static void check(Verdict verdict, JsonNode document) {
        assertThat(inShort(verdict)).isEqualTo(document.path("then").asString());
        document.path("words")
                .forEach(words -> assertThat(verdict.progress().toString()).contains(words.asString()));
    }

    private static String inShort(Verdict verdict) {
        String ask = verdict.ask() == Verdict.Ask.NOTHING ? "" : ", asks " + verdict.ask();
        String silent =
                verdict.silent().map(controller -> ", silent " + controller).orElse("");
        return CaseFiles.inShort(verdict.progress()) + ask + silent;
    }

    private static Snapshot snapshot(JsonNode base, JsonNode document) {
        return new Snapshot(
                hop(base, document),
                new KustomizationStatus(over(base, document, "kustomization")),
                new GitRepositoryStatus(over(base, document, "source")),
                document.path("live")
                        .valueStream()
                        .map(KustomizationVerdictTest::web)
                        .toList(),
                document.path("gone").asBoolean(false) ? List.of(WEB) : List.of(),
                dependency(document.path("dependency")),
                requests(document.path("ofSource")),
                requests(document.path("ofKustomization")),
                Verdict.Awaited.valueOf(document.path("awaited").asString("NOTHING")),
                Duration.parse(document.path("waited").asString("PT0S")));
    }

    private static Hop hop(JsonNode base, JsonNode document) {
        boolean removes = document.path("removes").asBoolean(false);
        LiveObject before = new LiveObject(
                CaseFiles.merged((ObjectNode) base.path("kustomization").deepCopy(), document.path("before")));
        LiveObject source = new LiveObject(base.path("source"));
        GitSource planned = ShopSource.of(source.ref());
        return new Hop(
                new Owner("flux", before, WEB, List.of(WEB), List.of()),
                planned,
                CaseFiles.history(document.path("history")),
                removes ? List.of() : List.of(WEB),
                removes ? List.of(WEB) : List.of(),
                CaseFiles.former(document),
                false);
    }

    private static LiveObject over(JsonNode base, JsonNode document, String field) {
        return new LiveObject(CaseFiles.merged((ObjectNode) base.path(field).deepCopy(), document.path(field)));
    }

    private static LiveObject web(JsonNode metadata) {
        ObjectNode object = new JsonMapper().createObjectNode();
        object.put("apiVersion", "apps/v1").put("kind", "Deployment");
        object.set("metadata", metadata);
        object.withObject("metadata").put("namespace", "shop").put("name", "web");
        return new LiveObject(object);
    }

    private static Optional<Dependencies.Trouble> dependency(JsonNode text) {
        if (text.isMissingNode()) return Optional.empty();
        Dependencies.End end = Dependencies.End.valueOf(text.asString());
        String code = switch (end) {
            case CLEARS -> "dependency-not-ready";
            case PERSON -> "dependency-suspended";
            case NEVER -> "dependency-cycle";
        };
        return Optional.of(new Dependencies.Trouble(Reason.passing(code, "waits", ""), end));
    }

    private static Requests requests(JsonNode asked) {
        return new Requests(
                asked.path("allowed").asBoolean(true),
                asked.path("pending").asBoolean(false),
                asked.path("handled").asInt(0));
    }
}
