package dev.landfall.githost;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The page about adding a Git host works as it stands: its files compile, and the host in it keeps the contract. */
@Execution(ExecutionMode.CONCURRENT)
class AddingAHostTest {
    private static final Path PAGE = Path.of("docs/developers/adding-a-git-host.md");
    private static final Pattern FILE = Pattern.compile("(?m)^```java\n// (src/(?:main|test)/java/(\\S+\\.java))\n");
    private static final Pattern BLOCK = Pattern.compile(FILE.pattern() + "((?s:.*?))^```$", Pattern.MULTILINE);
    private static final Pattern PACKAGE = Pattern.compile("(?m)\\A(package [a-z.]+;)$");
    private static final String EXAMPLE = "dev/landfall/githost/example/";

    /** What the page leaves out, in one line, so that the numbers of the lines stay those of the blocks. */
    private static final String IMPORTS = Stream.of(
                    "static dev.landfall.githost.HostConnection.encoded",
                    "static dev.landfall.githost.HostConnection.object",
                    "dev.landfall.git.*",
                    "dev.landfall.githost.*",
                    "dev.landfall.githost.ModelPull.Verdict",
                    "dev.landfall.githost.ModelRepository.ModelMerge",
                    "dev.landfall.githost.ModelRepository.ModelStatus",
                    "dev.landfall.githost.Readiness.*",
                    "dev.landfall.reason.Reason",
                    "java.io.*",
                    "java.net.URI",
                    "java.nio.file.Path",
                    "java.util.*",
                    "java.util.function.Function",
                    "java.util.regex.*",
                    "java.util.stream.Stream",
                    "tools.jackson.databind.JsonNode",
                    "tools.jackson.databind.node.ObjectNode")
            .map(name -> " import " + name + ";")
            .collect(joining());

    @TempDir
    Path folder;

    private final Map<String, String> files = new TreeMap<>();

    @BeforeEach
    void read() throws IOException {
        String page = Files.readString(PAGE);
        BLOCK.matcher(page).results().forEach(block -> files.put(block.group(2), withImports(block.group(3))));
        assertThat(page.lines().filter(line -> line.equals("```java"))).hasSameSizeAs(files.keySet());
    }

    private static String withImports(String block) {
        assertThat(block).containsPattern(PACKAGE);
        return PACKAGE.matcher(block).replaceFirst("$1" + IMPORTS);
    }

    @Test
    void eachStepIsAFileOfTheNewPackage() {
        assertThat(files.keySet())
                .containsExactly(
                        EXAMPLE + "ExampleHost.java",
                        EXAMPLE + "ExampleLookAlike.java",
                        EXAMPLE + "ExampleLookAlikeTest.java",
                        EXAMPLE + "ExampleRepository.java");
    }

    @Test
    void theHostOnThePageKeepsTheWholeContract() throws Exception {
        compile();

        TestExecutionSummary summary = run("dev.landfall.githost.example.ExampleLookAlikeTest");

        assertThat(failures(summary)).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(casesOfTheContract());
        assertThat(summary.getTestsAbortedCount() + summary.getTestsSkippedCount())
                .isZero();
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
                            null, manager, found, options, null, manager.getJavaFileObjectsFromPaths(written()))
                    .call();
            assertThat(compiled).as(() -> found.getDiagnostics().toString()).isTrue();
        }
    }

    private List<Path> written() throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return files.keySet().stream().map(folder::resolve).toList();
    }

    private TestExecutionSummary run(String test) throws Exception {
        URL compiled = folder.toUri().toURL();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {compiled}, getClass().getClassLoader())) {
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(loader.loadClass(test)))
                    .filters(EngineFilter.includeEngines("junit-jupiter"))
                    .build();
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherFactory.create().execute(request, listener);
            return listener.getSummary();
        }
    }

    private static String failures(TestExecutionSummary summary) {
        StringWriter text = new StringWriter();
        if (summary.getTotalFailureCount() > 0) summary.printFailuresTo(new PrintWriter(text), 5);
        return text.toString();
    }

    private static long casesOfTheContract() {
        long styles = MergeStyle.values().length;
        return Arrays.stream(HostedRepositoryContract.class.getDeclaredMethods())
                .mapToLong(method -> cases(method, styles))
                .sum();
    }

    private static long cases(Method method, long styles) {
        if (method.isAnnotationPresent(ParameterizedTest.class)) return styles;
        return method.isAnnotationPresent(Test.class) ? 1 : 0;
    }
}
