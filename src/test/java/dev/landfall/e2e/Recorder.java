package dev.landfall.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps every version of the owners' statuses that a test sees, scrubbed of what belongs to this machine, in {@code
 * target/recorded/PROVIDER/TEST-N.json}: test data for the state machines. {@code e2e/record} takes a test's into the
 * sources.
 */
final class Recorder implements AutoCloseable {
    private static final Path FOLDER = Path.of("target", "recorded");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern LOOPBACK =
            Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?(?=[/\\\\\" ]|$)");

    private final String test;
    private final String namespace;
    private final GitOpsTool tool;
    private final GitFixture repository;
    private final Testbed testbed;
    private final List<Process> watches = new ArrayList<>();
    private final List<Thread> readers = new ArrayList<>();
    private final List<JsonNode> versions = new ArrayList<>();

    Recorder(String test, String namespace, GitOpsTool tool, GitFixture repository, Testbed testbed) {
        this.test = test;
        this.namespace = namespace;
        this.tool = tool;
        this.repository = repository;
        this.testbed = testbed;
    }

    void watch(Delivered.Tracked object) {
        ProcessBuilder builder = new ProcessBuilder(
                        "kubectl",
                        "get",
                        object.resource(),
                        object.name(),
                        "-n",
                        object.namespace(),
                        "-w",
                        "-o",
                        "json")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("KUBECONFIG", testbed.kubeconfig().toString());
        try {
            Process watch = builder.start();
            watches.add(watch);
            readers.add(Thread.startVirtualThread(() -> read(watch.getInputStream())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(InputStream stream) {
        try (MappingIterator<JsonNode> documents =
                Kubectl.JSON.readerFor(JsonNode.class).readValues(stream)) {
            while (documents.hasNext()) keep(documents.next());
        } catch (JacksonException e) {
            // The end of a watch cuts its last document off; the ones before are what counts.
            return;
        }
    }

    private void keep(JsonNode version) {
        synchronized (versions) {
            versions.add(version);
        }
    }

    @Override
    public void close() {
        watches.forEach(Process::destroy);
        readers.forEach(Recorder::join);
        List<String> commits = repository.log();
        Map<String, String> byStatus = new LinkedHashMap<>();
        Scrub scrub = new Scrub();
        synchronized (versions) {
            versions.forEach(version -> {
                String text = scrub.text(trimmed(version).toPrettyString());
                // Only the resource version moves where a controller writes the same again.
                byStatus.putIfAbsent(text.replaceAll("\"resourceVersion\"[^\n]*", ""), text);
            });
        }
        write(List.copyOf(byStatus.values()), commits);
    }

    private static void join(Thread reader) {
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JsonNode trimmed(JsonNode version) {
        ObjectNode copy = (ObjectNode) version.deepCopy();
        if (copy.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
            if (metadata.path("annotations") instanceof ObjectNode annotations) {
                annotations.remove("kubectl.kubernetes.io/last-applied-configuration");
                if (annotations.isEmpty()) metadata.remove("annotations");
            }
        }
        return copy;
    }

    private void write(List<String> objects, List<String> commits) {
        Path folder = FOLDER.resolve(tool.provider());
        try {
            Files.createDirectories(folder);
            removeFormerRun(folder);
            for (int number = 1; number <= objects.size(); number++) {
                ObjectNode record = Kubectl.JSON.createObjectNode();
                record.put("test", test);
                record.put("sequence", number);
                // Oldest first: what "contained in" is computed from.
                commits.forEach(record.withArray("commits")::add);
                record.set("object", Kubectl.JSON.readTree(objects.get(number - 1)));
                Files.writeString(
                        folder.resolve("%s-%03d.json".formatted(test, number)), record.toPrettyString() + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void removeFormerRun(Path folder) throws IOException {
        try (DirectoryStream<Path> former = Files.newDirectoryStream(folder, test + "-[0-9][0-9][0-9].json")) {
            for (Path file : former) Files.delete(file);
        }
    }

    /** Takes out what belongs to this machine or must stay secret; the same uid stays the same. */
    private final class Scrub {
        private final Map<String, String> uids = new HashMap<>();

        String text(String object) {
            String known = object.replace(testbed.gitPassword(), "REDACTED")
                    .replace(testbed.gitUrl(), "https://git.example.org")
                    .replace(namespace, "shop")
                    .replaceAll(
                            "http://[^\"/ ]+/(gitrepository|kustomization)/",
                            "http://source-controller.flux-system.svc/$1/")
                    .replaceAll("/tmp/[^\"/: ]+", "/tmp/work");
            String hostless = LOOPBACK.matcher(known).replaceAll("host.example.org");
            return UUID.matcher(hostless).replaceAll(found -> Matcher.quoteReplacement(uid(found.group())));
        }

        private String uid(String real) {
            return uids.computeIfAbsent(real, unseen -> "00000000-0000-0000-0000-%012d".formatted(uids.size() + 1));
        }
    }
}
