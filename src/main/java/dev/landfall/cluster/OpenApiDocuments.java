package dev.landfall.cluster;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** The OpenAPI v3 documents of an API server, one for each group version, each read once. Safe for several threads. */
final class OpenApiDocuments {
    private static final String INDEX = "/openapi/v3";

    private final ApiServer server;
    private final Map<String, Optional<JsonNode>> read = new ConcurrentHashMap<>();

    OpenApiDocuments(ApiServer server) {
        this.server = server;
    }

    Optional<JsonNode> of(String group, String version) {
        String place = group.isEmpty() ? "api/" + version : "apis/" + group + "/" + version;
        return document(INDEX).flatMap(index -> located(index, place)).flatMap(this::document);
    }

    /** Of one API server: a path on the same server, with the hash of the document. */
    private static Optional<String> located(JsonNode index, String place) {
        return Optional.of(index.path("paths")
                        .path(place)
                        .path("serverRelativeURL")
                        .asString(""))
                .filter(path -> path.startsWith(INDEX + "/"));
    }

    private Optional<JsonNode> document(String path) {
        Optional<JsonNode> known = read.get(path);
        if (known != null) return known;
        ApiServer.Answer answer = server.get(path, "application/json");
        // What is forbidden (403), or not served by an old server (404), is the same to us: there is no schema.
        Optional<JsonNode> document = answer.isSuccess() ? Optional.of(answer.body()) : Optional.empty();
        read.put(path, document);
        return document;
    }
}
