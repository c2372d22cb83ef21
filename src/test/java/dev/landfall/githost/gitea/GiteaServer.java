package dev.landfall.githost.gitea;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The real Gitea of {@code e2e/cluster/gitea-up}, through its administrator and the people that the tests make. */
public final class GiteaServer {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String PASSWORD = "testbed-8f1c-password";

    private static final GiteaServer SHARED = new GiteaServer();

    private final String url = System.getenv("GITEA_URL");
    private final String owner = System.getenv("GITEA_USERNAME");
    private final String token = System.getenv("GITEA_TOKEN");
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<String, Boolean> people = new ConcurrentHashMap<>();

    private GiteaServer() {
        if (url == null || owner == null || token == null)
            throw new IllegalStateException("GITEA_URL, GITEA_USERNAME and GITEA_TOKEN are not set; see e2e/README.md");
    }

    public static GiteaServer shared() {
        return SHARED;
    }

    public String url() {
        return url;
    }

    /** Who has the repositories of the tests. */
    public String owner() {
        return owner;
    }

    /** As the administrator; a status of 400 or more is a failure of the test. */
    public JsonNode admin(String method, String path, Object body) {
        return call("token " + token, method, path, body);
    }

    /** As one of the people, who need not be there yet. */
    public JsonNode as(String person, String method, String path, Object body) {
        ensure(person);
        return call(basic(person), method, path, body);
    }

    /** A new token of a person, with these scopes only. */
    public String token(String person, String... scopes) {
        String name = "t" + System.nanoTime();
        return as(person, "POST", "/users/" + person + "/tokens", Map.of("name", name, "scopes", scopes))
                .path("sha1")
                .asString("");
    }

    /** A new repository with a file {@code apps/web.yaml} on main, which bot and alice may write to. */
    public void createRepository(String name, Map<String, String> files) {
        admin("POST", "/user/repos", Map.of("name", name, "private", true, "default_branch", "main"));
        ArrayNode entries = MAPPER.createArrayNode();
        files.forEach((path, text) -> entries.addObject()
                .put("operation", "create")
                .put("path", path)
                .put("content", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
        admin("POST", repository(name) + "/contents", Map.of("branch", "main", "message", "Begin", "files", entries));
        admin("POST", repository(name) + "/labels", Map.of("name", "landfall", "color", "#00aabb"));
        addCollaborator(name, "bot", "write");
        addCollaborator(name, "alice", "write");
    }

    public void addCollaborator(String name, String person, String permission) {
        ensure(person);
        admin("PUT", repository(name) + "/collaborators/" + person, Map.of("permission", permission));
    }

    public String repository(String name) {
        return "/repos/" + owner + "/" + name;
    }

    private void ensure(String person) {
        people.computeIfAbsent(person, this::isThereOrMade);
    }

    private boolean isThereOrMade(String person) {
        HttpResponse<String> found = send("token " + token, "GET", "/users/" + person, null);
        if (found.statusCode() == 404)
            admin(
                    "POST",
                    "/admin/users",
                    Map.of(
                            "username",
                            person,
                            "email",
                            person + "@testbed.invalid",
                            "password",
                            PASSWORD,
                            "must_change_password",
                            false));
        return true;
    }

    private static String basic(String person) {
        String pair = person + ":" + PASSWORD;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode call(String authorization, String method, String path, Object body) {
        HttpResponse<String> response = send(authorization, method, path, body);
        if (response.statusCode() >= 400)
            throw new IllegalStateException(method + " " + path + ": " + response.statusCode() + " " + response.body());
        return response.body().isEmpty() ? MAPPER.missingNode() : MAPPER.readTree(response.body());
    }

    private HttpResponse<String> send(String authorization, String method, String path, Object body) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
                    .timeout(Duration.ofSeconds(30))
                    .header("Authorization", authorization)
                    .header("Content-Type", "application/json");
            request.method(
                    method,
                    body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(MAPPER.writeValueAsString(body)));
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(method + " " + path, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
