package dev.landfall.gitops.flux;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.SecretData;
import dev.landfall.gitops.SourcePath;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the chart of a HelmRelease out of the Secret that Helm keeps of the release (helm, pkg/storage/driver/util.go):
 * base64 of what is gzip of JSON. That holds everything of the chart but the charts that it depends on.
 */
record ReleasedChartReader(Cluster cluster, LiveObject release) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Secrets hold a megabyte at most, and nobody's chart is packed as tightly as this. */
    private static final int LARGEST = 64 << 20;

    /** Whether there is such a Secret that can be read. */
    sealed interface Reading {
        /** @param manifest as it was released */
        record Read(Map<String, byte[]> files, String manifest) implements Reading {
            public Read {
                files = Map.copyOf(files);
            }
        }

        record Unreadable(Reason reason) implements Reading {}
    }

    Reading read() {
        JsonNode deployed = release.at("/status/history")
                .valueStream()
                .filter(each -> each.path("status").asString("").equals("deployed"))
                .findFirst()
                .orElse(MAPPER.missingNode());
        if (deployed.isMissingNode()) return unreadable("it has released nothing yet");
        ObjectRef secret = new ObjectRef(
                "",
                "v1",
                "Secret",
                release.at("/status/storageNamespace").asString(release.ref().namespace()),
                "sh.helm.release.v1.%s.v%s"
                        .formatted(
                                deployed.path("name").asString(""),
                                deployed.path("version").asString("")));
        try {
            Optional<LiveObject> live = cluster.get(secret);
            return live.isEmpty() ? unreadable(secret + " is not there") : read(live.get());
        } catch (ClusterException refused) {
            if (refused.fault() != ClusterException.Fault.RIGHTS) throw refused;
            return forbidden(refused.missing().orElseThrow());
        }
    }

    private Reading read(LiveObject secret) {
        try {
            byte[] packed = Base64.getMimeDecoder()
                    .decode(new SecretData(secret).text("release").orElse(""));
            return read(MAPPER.readTree(unpacked(packed)));
        } catch (IOException | IllegalArgumentException | JacksonException damaged) {
            return unreadable(secret.ref() + " is not one that Helm wrote");
        }
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (InputStream stream = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] content = stream.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) throw new IOException("too large");
            return content;
        }
    }

    private Reading read(JsonNode stored) {
        JsonNode chart = stored.path("chart");
        JsonNode metadata = chart.path("metadata");
        if (!metadata.path("dependencies").isEmpty())
            return unreadable("its chart depends on others, which the release does not hold");
        Map<String, byte[]> files = new TreeMap<>();
        files.put("Chart.yaml", bytes(metadata));
        files.put(
                "values.yaml",
                bytes(chart.path("values").isObject() ? chart.path("values") : MAPPER.createObjectNode()));
        String schema = chart.path("schema").asString("");
        if (!schema.isEmpty()) files.put("values.schema.json", decoded(schema));
        for (String list : new String[] {"templates", "files"})
            chart.path(list)
                    .valueStream()
                    .forEach(file -> SourcePath.resolve("", file.path("name").asString(""))
                            .filter(path -> !path.isEmpty() && !files.containsKey(path))
                            .ifPresent(path ->
                                    files.put(path, decoded(file.path("data").asString("")))));
        return new Reading.Read(files, stored.path("manifest").asString(""));
    }

    private static byte[] bytes(JsonNode mapping) {
        return MAPPER.writerWithDefaultPrettyPrinter()
                .writeValueAsString(mapping)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] decoded(String base64) {
        return Base64.getMimeDecoder().decode(base64);
    }

    private Reading forbidden(Access right) {
        Reason reason = reason("you may not " + right);
        return new Reading.Unreadable(Reason.lasting(
                reason.code(),
                reason.message(),
                "%s; or be granted the rule %s in that namespace".formatted(reason.remedy(), right.rule())));
    }

    private Reading unreadable(String why) {
        return new Reading.Unreadable(reason(why));
    }

    private Reason reason(String why) {
        return ReleaseSpec.inItself(
                release.ref(),
                "helm-release",
                "the chart of %s lies in no repository, and cannot be read from its release: %s"
                        .formatted(release.ref(), Printable.line(why)));
    }
}
