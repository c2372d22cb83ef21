import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.ManifestEditor;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.manifest.Namespaces;
import dev.landfall.manifest.SourceFolder;
import dev.landfall.manifest.yaml.YamlFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Times whole plans, from the bytes of the file to the bytes after, beside reading the bytes alone. */
class Editing {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String OBJECT = """
            # about web-%1$d
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web-%1$d
              namespace: shop
              labels: {app: web-%1$d, tier: "front"}
            spec:
              replicas: 2 # two is enough
              selector:
                matchLabels:
                  app: web-%1$d
              template:
                metadata:
                  labels:
                    app: web-%1$d
                spec:
                  containers:
                    - name: web
                      image: registry/web:1.%1$d
                      args: ["--port", "8080"]
                      env:
                        - name: GREETING
                          value: 'hello'
                      command:
                        - /bin/sh
                        - -c
                        - |
                          set -e
                          exec web
                      resources:
                        limits:
                          memory: 128Mi
            """;

    public static void main(String[] arguments) {
        int rounds = Integer.parseInt(arguments[0]);
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.chars().filter(c -> c == '\n').count() < 10_000; i++)
            text.append(i == 0 ? "" : "---\n").append(OBJECT.formatted(i));
        byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);

        fastest(rounds, () -> events(text.toString())); // until it is compiled
        double parse = fastest(rounds, () -> events(text.toString()));
        System.out.printf("%,d lines, %,d bytes; the fastest of %d rounds%n", text.chars().filter(c -> c == '\n').count(), content.length, rounds);
        row("the parser's events", parse, parse);
        row("read for an edit", fastest(rounds, () -> YamlFile.parse(content)), parse);
        changes().forEach((what, change) -> row(what, fastest(rounds, () -> edited(content, change)), parse));
    }

    private static Map<String, DesiredChange> changes() {
        ObjectRef web = ObjectRef.of("apps/v1", "Deployment", "shop", "web-150");
        ObjectNode content = (ObjectNode) JSON.readTree("{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"web-150\"}}");
        Map<String, DesiredChange> changes = new LinkedHashMap<>();
        changes.put("a value set", new DesiredChange.SetField(web, FieldPath.parse("spec.replicas"), JSON.readTree("3")));
        changes.put("a key added", new DesiredChange.SetField(web, FieldPath.parse("spec.paused"), JSON.readTree("true")));
        changes.put("a key removed", new DesiredChange.RemoveField(web, FieldPath.parse("spec.replicas")));
        changes.put("an item added", new DesiredChange.AddListItem(
                web, FieldPath.parse("spec.template.spec.containers[name=web].env[name=A]"), JSON.readTree("{\"name\":\"A\",\"value\":\"b\"}")));
        changes.put("an object added", new DesiredChange.CreateObject(ObjectRef.of("v1", "Service", "shop", "web-150"), content));
        changes.put("an object deleted", new DesiredChange.DeleteObject(web));
        return changes;
    }

    private static int events(String text) {
        int count = 0;
        LoadSettings settings = LoadSettings.builder().setBufferSize(text.length() + 2).build();
        for (Object event : new Parse(settings).parseString(text)) count += event == null ? 0 : 1;
        return count;
    }

    private static EditPlan edited(byte[] content, DesiredChange change) {
        SourceFolder folder = new SourceFolder("", new Namespaces("shop", false), path -> true);
        EditPlan plan = new ManifestEditor().plan(folder, List.of(new ManifestFile("all.yaml", content)), List.of(change));
        if (!(plan instanceof EditPlan.Edits)) throw new IllegalStateException(plan.toString());
        return plan;
    }

    /** In milliseconds, after as many rounds to warm up; the fastest, since it is disturbed least. */
    private static double fastest(int rounds, Runnable work) {
        long[] times = new long[rounds];
        for (int i = -rounds; i < rounds; i++) {
            long start = System.nanoTime();
            work.run();
            if (i >= 0) times[i] = System.nanoTime() - start;
        }
        Arrays.sort(times);
        return times[0] / 1e6;
    }

    private static void row(String what, double time, double parse) {
        System.out.printf("%-22s %7.1f ms  %5.1f times%n", what, time, time / parse);
    }
}
