package dev.landfall.githost.github;

import dev.landfall.git.Secret;
import dev.landfall.githost.LookAlikeHost.Reply;
import dev.landfall.githost.LookAlikeHost.Request;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** GitHub's side of an app: believes its signature, and makes tokens for its installation. */
final class LookAlikeApp {
    static final String ID = "12345";
    static final long INSTALLATION = 678;
    private static final Duration LONGEST_JWT = Duration.ofMinutes(10);
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final KeyPair KEY = key();

    /** Up to the key itself, PKCS #8 has 26 bytes for a key of 2048 bits. */
    private static final int BEFORE_PKCS1 = 26;

    private final Map<String, Made> tokens = new TreeMap<>();
    private final List<JsonNode> asked = new ArrayList<>();
    private final Map<String, String> granted = new TreeMap<>(Map.of(
            "metadata", "read", "contents", "write", "pull_requests", "write", "statuses", "write", "checks", "read"));
    private final Deque<Integer> lag = new ArrayDeque<>();
    private InstantSource clock = InstantSource.system();
    private boolean suspended;

    /** A token that was made. */
    record Made(Instant expires, Map<String, String> permissions) {}

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As GitHub hands it out. */
    static Secret pkcs1() {
        byte[] pkcs8 = KEY.getPrivate().getEncoded();
        return pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, BEFORE_PKCS1, pkcs8.length));
    }

    static Secret pkcs8() {
        return pem("PRIVATE KEY", KEY.getPrivate().getEncoded());
    }

    static Secret strangersKey() {
        return pem("PRIVATE KEY", key().getPrivate().getEncoded());
    }

    private static Secret pem(String label, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return new Secret("-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
    }

    synchronized void grant(String permission, String level) {
        granted.put(permission, level);
    }

    synchronized void withdraw(String permission) {
        granted.remove(permission);
    }

    synchronized void suspend() {
        suspended = true;
    }

    synchronized void liveBy(InstantSource other) {
        clock = other;
    }

    /** What the next requests with a token are answered, since not all of GitHub knows it yet. */
    synchronized void lagBy(Integer... statuses) {
        lag.addAll(List.of(statuses));
    }

    /** The bodies of all requests for tokens. */
    synchronized List<JsonNode> asked() {
        return List.copyOf(asked);
    }

    synchronized Optional<Integer> lag() {
        return Optional.ofNullable(lag.poll());
    }

    /** Of one that is still good. */
    synchronized Optional<Map<String, String>> permissions(String token) {
        return Optional.ofNullable(tokens.get(token))
                .filter(made -> made.expires().isAfter(clock.instant()))
                .map(Made::permissions);
    }

    /** The answer to the app itself. */
    synchronized Reply reply(Request request, String path, String jwt, String repository) {
        Optional<String> wrong = wrongWith(jwt);
        if (wrong.isPresent()) return GitHubLookAlike.words(401, wrong.get());
        return switch (request.method() + " " + path) {
            case "GET /app/installations/678" -> Reply.of(200, installation());
            case "POST /app/installations/678/access_tokens" -> make(request.body(), repository);
            default ->
                path.equals("/repos/" + repository + "/installation") || path.equals("/repositories/7/installation")
                        ? Reply.of(200, installation())
                        : GitHubLookAlike.words(404, "Not Found");
        };
    }

    private ObjectNode installation() {
        ObjectNode node = MAPPER.createObjectNode()
                .put("id", INSTALLATION)
                .put("app_slug", "landfall")
                .put("repository_selection", "selected")
                .put("suspended_at", suspended ? "2026-01-01T00:00:00Z" : null);
        ObjectNode permissions = node.putObject("permissions");
        granted.forEach(permissions::put);
        return node;
    }

    private Reply make(JsonNode body, String repository) {
        asked.add(body);
        Map<String, String> permissions = new TreeMap<>();
        body.path("permissions")
                .properties()
                .forEach(each -> permissions.put(each.getKey(), each.getValue().asString("")));
        for (var each : permissions.entrySet())
            if (!each.getValue().equals(granted.get(each.getKey())) && !"write".equals(granted.get(each.getKey())))
                return GitHubLookAlike.words(422, "The permissions requested are not granted to this installation.");
        boolean unknown = false;
        for (JsonNode name : body.path("repositories")) unknown |= !repository.endsWith("/" + name.asString(""));
        for (JsonNode id : body.path("repository_ids")) unknown |= id.asLong() != 7;
        if (unknown)
            return GitHubLookAlike.words(
                    422,
                    "There is at least one repository that does not exist or is not accessible to the parent"
                            + " installation.");
        permissions.put("metadata", "read");
        Instant expires = clock.instant().plus(Duration.ofHours(1));
        String token = "ghs_" + ID + "_canary-7f3e-installation-token-" + tokens.size();
        tokens.put(token, new Made(expires, permissions));
        return Reply.of(201, MAPPER.createObjectNode().put("token", token).put("expires_at", expires.toString()));
    }

    private Optional<String> wrongWith(String jwt) {
        String[] parts = jwt.split("\\.", -1);
        if (parts.length != 3 || !isSigned(parts)) return Optional.of("A JSON web token could not be decoded");
        JsonNode header = MAPPER.readTree(Base64.getUrlDecoder().decode(parts[0]));
        JsonNode claims = MAPPER.readTree(Base64.getUrlDecoder().decode(parts[1]));
        Instant now = clock.instant();
        if (!header.path("alg").asString("").equals("RS256")) return Optional.of("wrong algorithm");
        if (!claims.path("iss").asString("").equals(ID)) return Optional.of("Integration not found");
        if (claims.path("iat").asLong() > now.getEpochSecond())
            return Optional.of(
                    "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was"
                            + " issued");
        if (claims.path("exp").asLong() <= now.getEpochSecond())
            return Optional.of("'Expiration time' claim ('exp') must be a numeric value representing the future time at"
                    + " which the assertion expires");
        if (claims.path("exp").asLong() > now.plus(LONGEST_JWT).getEpochSecond())
            return Optional.of("'Expiration time' claim ('exp') is too far in the future");
        return Optional.empty();
    }

    private static boolean isSigned(String[] parts) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(KEY.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }
}
