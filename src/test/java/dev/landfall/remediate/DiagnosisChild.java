package dev.landfall.remediate;

import dev.landfall.cluster.ApiCluster;
import dev.landfall.gitops.argocd.ArgoCdProvider;
import dev.landfall.gitops.flux.FluxProvider;
import dev.landfall.remediate.rule.Rules;
import dev.landfall.soak.MemoryTaken;
import dev.landfall.soak.Workplace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of its own that reads a large namespace, as the first thing that it does: {@code WHAT FOLDER URL}. */
final class DiagnosisChild {
    private static final InstantSource CLOCK = InstantSource.fixed(LargeNamespace.NOW);
    private static final Pattern UNREADY_POD = Pattern.compile(
            "\"kind\":\"Pod\",\"metadata\":\\{\"name\":\"([^\"]+)\"(?:(?!\"kind\":\"Pod\").)*?\"ready\":false");

    private DiagnosisChild() {}

    public static void main(String[] arguments) throws Exception {
        MemoryTaken.fromNowOn();
        long start = System.nanoTime();
        int found = arguments[0].equals("diagnosis")
                ? diagnosis(new Workplace(Path.of(arguments[1]))).findings().size()
                : everything(arguments[2] + "/api/v1/namespaces/shop/", Path.of(arguments[1]));
        long milliseconds = (System.nanoTime() - start) / 1_000_000;
        System.out.printf(
                "found=%d milliseconds=%d heap=%d rss=%d%n",
                found, milliseconds, MemoryTaken.peak(), MemoryTaken.residentAtMost());
        System.exit(0);
    }

    static Diagnosis diagnosis(Workplace workplace) {
        try (ApiCluster cluster = new ApiCluster(workplace.kubeconfig())) {
            List<Analyzer> rules = Rules.all(
                    List.of(new ArgoCdProvider(cluster, cluster, CLOCK), new FluxProvider(cluster, cluster, CLOCK)));
            return new Remediation(cluster, cluster, rules, CLOCK).diagnose(new Scope.OfNamespace("shop"));
        }
    }

    /** Into files, as kubectl get -o json and kubectl logs do it: pods, events, and the logs of pods that are not ready. */
    private static int everything(String url, Path folder) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            Path pods = saved(client, url + "pods", folder.resolve("pods"));
            Path _ = saved(client, url + "events", folder.resolve("events"));
            Matcher unready = UNREADY_POD.matcher(Files.readString(pods));
            int logs = 0;
            for (; unready.find(); logs++)
                saved(client, url + "pods/" + unready.group(1) + "/log", folder.resolve("log-" + unready.group(1)));
            return logs;
        }
    }

    private static Path saved(HttpClient client, String url, Path file) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofFile(file))
                .body();
    }
}
