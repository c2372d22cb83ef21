package dev.landfall.change;

import static dev.landfall.cluster.ObjectText.object;

import dev.landfall.placement.Placement;
import dev.landfall.render.InstalledPrograms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Prints how long a plan for an application that Kustomize builds takes, as a multiple of one build by the program alone,
 * measured in the same run; fails past the bound. The plan begins with nothing built: it asks the Git server for the
 * branch, builds before and after, and compares with what is live.
 */
final class PlanningFigures extends ChangesOverGit {
    private static final double MOST_BUILDS = 2.5;
    private static final int WORKLOADS = 40;

    /** @param arguments how many rounds */
    public static void main(String[] arguments) throws Exception {
        PlanningFigures figures = new PlanningFigures();
        figures.folder = Files.createTempDirectory("landfall-planning");
        figures.open();
        try {
            figures.measure(Integer.parseInt(arguments[0]));
        } finally {
            figures.close();
        }
    }

    @Override
    Placement placement() {
        return new Placement(new InstalledPrograms(System.getenv()));
    }

    private void measure(int rounds) throws Exception {
        Map<String, String> files = application();
        head = server.commit("shop", "main", files);
        liven();
        Path checkout = checkout(files);
        double[] plans = new double[rounds];
        double[] builds = new double[rounds];
        double[] ratios = new double[rounds];
        for (int i = -rounds / 2; i < rounds; i++) {
            restart();
            double build = milliseconds(() -> build(checkout));
            double plan = milliseconds(() -> plan(scale(3)));
            if (i < 0) continue;
            plans[i] = plan;
            builds[i] = build;
            ratios[i] = plan / build;
        }
        System.out.printf(
                "%d objects; one build %.0f ms, a plan %.0f ms: %.2f builds (medians of %d rounds)%n",
                2 * WORKLOADS, median(builds), median(plans), median(ratios), rounds);
        if (median(ratios) > MOST_BUILDS) throw new IllegalStateException("more than " + MOST_BUILDS + " builds");
    }

    private static Map<String, String> application() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("apps/web.yaml", null);
        String names = names().collect(Collectors.joining(".yaml, ", "", ".yaml"));
        files.put("base/kustomization.yaml", "resources: [" + names + "]\nlabels: [{pairs: {team: shop}}]\n");
        names().forEach(name -> files.put("base/" + name + ".yaml", workload(name)));
        files.put("apps/kustomization.yaml", """
                resources: [../base]
                namespace: shop
                images: [{name: web, newName: registry.example.org/web, newTag: "1.0"}]
                replicas: [{name: web, count: 1}]
                patches:
                  - target: {kind: Deployment}
                    patch: "- {op: add, path: /spec/template/spec/priorityClassName, value: usual}"
                """);
        return files;
    }

    private static Stream<String> names() {
        return IntStream.range(0, WORKLOADS).mapToObj(i -> i == 0 ? "web" : "web-" + i);
    }

    private static String workload(String name) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  replicas: 1
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      containers:
                        - name: web
                          image: web
                          env: [{name: COLOUR, value: blue}]
                          ports: [{containerPort: 8080}]
                          resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {memory: 128Mi}}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: %1$s}
                spec: {selector: {app: %1$s}, ports: [{port: 80, targetPort: 8080}]}
                """.formatted(name);
    }

    /** As the owner has made it. */
    private void liven() {
        names().forEach(name -> cluster.with(object("""
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  {namespace: shop, name: %1$s, uid: d-%1$s, generation: 1,
                   labels: {team: shop, kustomize.toolkit.fluxcd.io/name: shop, kustomize.toolkit.fluxcd.io/namespace: shop}}
                spec:
                  replicas: 1
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      priorityClassName: usual
                      containers:
                        - name: web
                          image: registry.example.org/web:1.0
                          env: [{name: COLOUR, value: blue}]
                          ports: [{containerPort: 8080}]
                          resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {memory: 128Mi}}
                """.formatted(name))));
        String entries = names().map(name -> "{id: shop_" + name + "_apps_Deployment, v: v1}")
                .collect(Collectors.joining(", "));
        cluster.with(object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {namespace: shop, name: shop, uid: k, generation: 1}
                spec: {path: ./apps, interval: 1m, sourceRef: {kind: GitRepository, name: shop}}
                status:
                  observedGeneration: 1
                  lastAppliedRevision: main@sha1:%1$s
                  lastAttemptedRevision: main@sha1:%1$s
                  inventory: {entries: [%2$s]}
                """.formatted(head, entries)));
    }

    private Path checkout(Map<String, String> files) throws IOException {
        Path checkout = folder.resolve("checkout");
        for (var file : files.entrySet()) {
            if (file.getValue() == null) continue;
            Path path = checkout.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return checkout;
    }

    /** By the program that Landfall takes first. */
    private static void build(Path checkout) throws Exception {
        String program = System.getenv().getOrDefault("LANDFALL_KUSTOMIZE", "kustomize");
        Process process = new ProcessBuilder(
                        program, "build", checkout.resolve("apps").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String built = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || built.isEmpty()) throw new IllegalStateException("does not build");
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double milliseconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
