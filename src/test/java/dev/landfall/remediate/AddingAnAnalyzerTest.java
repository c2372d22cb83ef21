package dev.landfall.remediate;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.remediate.rule.Rules;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about adding a rule works as it stands: the rule on it compiles, and finds what its cases say. */
class AddingAnAnalyzerTest {
    private static final Path PAGE = Path.of("docs/developers/adding-an-analyzer.md");
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^```(?:java|yaml)\n(?://|#) src/(?:main/java|test/resources)/(\\S+)\n((?s:.*?))^```$");
    private static final Pattern PACKAGE = Pattern.compile("(?m)\\A(package [a-z.]+;)$");
    private static final String RULE = "dev/landfall/remediate/rule/HostPortTaken";

    /** What the page leaves out, in one line, so that the numbers of the lines stay those of the block. */
    private static final String IMPORTS = Stream.of(
                    "dev.landfall.manifest.DesiredChange",
                    "dev.landfall.manifest.FieldPath",
                    "dev.landfall.reason.Reason",
                    "dev.landfall.remediate.Analyzer",
                    "dev.landfall.remediate.Confidence",
                    "dev.landfall.remediate.Finding",
                    "dev.landfall.remediate.Repair",
                    "dev.landfall.remediate.Snapshot",
                    "dev.landfall.remediate.Workload",
                    "java.util.List",
                    "java.util.Optional",
                    "tools.jackson.databind.JsonNode")
            .map(name -> " import " + name + ";")
            .collect(joining());

    @TempDir
    Path folder;

    private final Map<String, Path> files = new TreeMap<>();

    @BeforeEach
    void write() throws IOException {
        String page = Files.readString(PAGE);
        for (var block : BLOCK.matcher(page).results().toList()) {
            Path file = folder.resolve(block.group(1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, PACKAGE.matcher(block.group(2)).replaceFirst("$1" + IMPORTS));
            files.put(block.group(1), file);
        }
    }

    @Test
    void the_page_has_a_rule_and_its_cases() {
        assertThat(files.keySet())
                .containsExactly(
                        RULE + ".java",
                        "failures/scheduling/host-port-needed.yaml",
                        "failures/scheduling/host-port-taken.yaml");
    }

    @Test
    void the_rule_on_the_page_finds_what_its_cases_say() throws Exception {
        compile();
        Analyzer rule = rule();

        assertThat(files.values().stream().filter(file -> file.toString().endsWith(".yaml")))
                .map(FailureCase::read)
                .allSatisfy(given ->
                        assertThat(given.found(with(rule, given))).containsExactlyElementsOf(given.expected()));
    }

    private static List<Analyzer> with(Analyzer first, FailureCase given) {
        List<Analyzer> rules = new ArrayList<>(given.rules());
        rules.addFirst(first);
        return rules;
    }

    private void compile() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(found, null, null)) {
            List<String> options = List.of(
                    "-d",
                    folder.toString(),
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "-proc:none",
                    "-Xlint:all",
                    "-Werror");
            boolean compiled = compiler.getTask(
                            null, manager, found, options, null, manager.getJavaFileObjects(files.get(RULE + ".java")))
                    .call();
            assertThat(compiled).as(() -> found.getDiagnostics().toString()).isTrue();
        }
    }

    /** In the package of the rules, whose shared pieces nobody else sees. */
    private Analyzer rule() throws Exception {
        MethodHandles.Lookup rules = MethodHandles.privateLookupIn(Rules.class, MethodHandles.lookup());
        Constructor<?> constructor = rules.defineClass(Files.readAllBytes(folder.resolve(RULE + ".class")))
                .getDeclaredConstructor();
        constructor.setAccessible(true);
        return (Analyzer) constructor.newInstance();
    }
}
