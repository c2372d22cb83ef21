package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.Program;
import dev.landfall.report.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Every bad input that needs no cluster to be one: its exit status, its code, and that nothing is left behind. Those
 * that need one are walked by the end-to-end suite.
 */
class BadInputTest {
    private static final String KUBECONFIG = """
            apiVersion: v1
            kind: Config
            current-context: here
            contexts: [{name: here, context: {cluster: here, user: me, namespace: shop}}]
            clusters: [{name: here, cluster: {server: "http://127.0.0.1:9"}}]
            users: [{name: me, user: {}}]
            """;

    @TempDir
    Path home;

    private record Case(String name, int status, String code, String mentions, List<String> words) {}

    private static Case of(String name, int status, String code, String mentions, String words) {
        return new Case(name, status, code, mentions, List.of(words.split(" ")));
    }

    @TestFactory
    Stream<DynamicTest> everyOneHasItsStatusAndItsReason() throws IOException {
        write("kubeconfig", KUBECONFIG);
        write("no-yaml", "a: [");
        write("empty", "");
        write("bad.yaml", "gitops: {provider: jenkins}\nunknownKey: 1\n");
        String scale = "operate scale deployment/web -n shop ";
        String image = "operate set-image deployment/web -n shop ";
        return Stream.of(
                        of("replicas that are negative", 2, "bad-replicas", "-1", scale + "--replicas -1"),
                        of("replicas that are a word", 2, "bad-replicas", "three", scale + "--replicas three"),
                        of("no replicas", 2, "usage", "--replicas", scale.strip()),
                        of("an image that does not parse", 2, "bad-image", "Upper", image + "web=Upper:1"),
                        of("an image without a container", 2, "", "web", image + "registry.example.org/web:1"),
                        of("an object that is no KIND/NAME", 2, "", "web", "operate scale web -n shop --replicas 2"),
                        of("an unknown option", 2, "usage", "--force", scale + "--replicas 2 --force"),
                        of("a timeout that is none", 2, "usage", "soon", scale + "--replicas 2 --timeout soon"),
                        of("a level that is none", 2, "usage", "unsaid", scale + "--replicas 2 --at unsaid"),
                        of("an owner context that is none", 2, "", "hub", scale + "--replicas 2 --owner-context hub"),
                        of("no kubeconfig", 2, "", "missing", scale + "--replicas 2 --kubeconfig missing"),
                        of(
                                "a kubeconfig that does not parse",
                                2,
                                "",
                                "no-yaml",
                                scale + "--replicas 2 --kubeconfig no-yaml"),
                        of("an empty kubeconfig", 2, "", "empty", scale + "--replicas 2 --kubeconfig empty"),
                        of("an unknown context", 2, "", "there", scale + "--replicas 2 --context there"),
                        of("an API server that does not answer", 4, "", "127.0.0.1:9", scale + "--replicas 2"),
                        of("no configuration", 2, "", "missing", scale + "--replicas 2 --config missing"),
                        of(
                                "a configuration with faults",
                                2,
                                "",
                                "unknownKey",
                                scale + "--replicas 2 --config bad.yaml"),
                        of("an unknown plan", 2, "", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "apply 01ARZ3NDEKTSV4RRFFQ69G5FAV"),
                        of("a plan that is no identity", 2, "", "nonsense", "apply nonsense"),
                        of(
                                "an unknown change",
                                2,
                                "",
                                "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                                "track 01ARZ3NDEKTSV4RRFFQ69G5FAV"),
                        of("a change that is no identity", 2, "", "nonsense", "revert nonsense"))
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> check(one)));
    }

    @Test
    void aJournalThatIsNoneIsNamedAndLeftAsItIs() throws IOException {
        write("kubeconfig", KUBECONFIG);
        Path journal =
                write("state/landfall/journal.db", "this is no database, and long enough to be looked at\n".repeat(50));
        String before = Files.readString(journal);

        Program.Ended ended = Program.in(home).run("changes", "-o", "json");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.json().path("reason").path("message").asString()).contains("journal.db");
        assertThat(Files.readString(journal)).isEqualTo(before);
    }

    /** What this machine knows is told where no cluster is within reach, and where none was ever named. */
    @Test
    void changesAreListedWithoutACluster() {
        Program.Ended ended = Program.in(home).run("changes", "--kubeconfig", "missing");

        assertThat(ended.status()).as(ended.all()).isZero();
        assertThat(ended.out()).isEqualTo("no changes yet\n");
    }

    @Test
    void anErrorIsNoData() throws IOException {
        write("kubeconfig", KUBECONFIG);
        for (String words :
                List.of("trace deployment/web -n shop", "operate scale deployment/web -n shop --replicas 2")) {
            Program.Ended ended = Program.in(home).run(words.split(" "));
            assertThat(ended.status()).isEqualTo(4);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err()).contains("ERROR: ").contains("127.0.0.1:9");
        }
    }

    @Test
    void helpNamesEveryStatus() {
        String help = Program.in(home).run("help", "exit-codes").out();
        for (ExitStatus status : ExitStatus.values()) assertThat(help).contains(status.code() + "  ", status.meaning());
    }

    private void check(Case one) {
        List<String> words =
                Stream.concat(one.words().stream(), Stream.of("-o", "json")).toList();
        Program.Ended ended = Program.in(home).run(words.toArray(String[]::new));
        JsonNode report = ended.json();
        PublishedSchema.CHANGE_REPORT.holdsFor(report);
        JsonNode reason = report.path("reason");
        assertThat(ended.status()).as(ended.toString()).isEqualTo(one.status());
        assertThat(report.path("outcome").asString()).isEqualTo("Error");
        if (!one.code().isEmpty()) assertThat(reason.path("code").asString()).isEqualTo(one.code());
        assertThat(reason.path("message").asString()).contains(one.mentions());
        assertThat(reason.path("remedy").asString()).as(ended.toString()).isNotEmpty();
    }

    private Path write(String path, String text) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
