package dev.landfall.githost;

import dev.landfall.reason.Printable;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests of one host's API in JSON, each with an end. What changes nothing is asked again where the host stumbles; what
 * may change something is sent once, unless the host says that it did nothing with it yet. Redirects lead to another page
 * of the same host, or nowhere.
 */
public final class HostConnection {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int REDIRECTS = 3;
    /** Also where a host says to come back at once, so that the wait has an end. */
    private static final Duration LEAST = Duration.ofMillis(50);

    private final URI api;
    private final Authorization authorization;
    private final Map<String, String> headers;
    private final HostLimits limits;
    private final HttpClient client;
    private final HostFailures failures;

    /** @param headers besides those of every request, such as a version of the API */
    public HostConnection(Site site, Authorization authorization, Map<String, String> headers, HostLimits limits) {
        this.api = site.api();
        this.authorization = authorization;
        this.headers = Map.copyOf(headers);
        this.limits = limits;
        this.failures = new HostFailures(api, authorization);
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(limits.connect())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER);
        site.proxy().ifPresent(proxy -> proxy.applyTo(builder));
        site.authorities().ifPresent(authorities -> authorities.applyTo(builder));
        this.client = builder.build();
    }

    /** One segment of a path, or a value of a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** An empty object to be filled and sent. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * The answer to a request that must succeed.
     *
     * @param path below the API, with a slash in front; or the whole address of a page of it
     */
    public JsonNode get(String path) {
        return required(ask("GET", path, Optional.empty())).json();
    }

    /** The answer to one that changes something and must succeed. */
    public JsonNode send(String method, String path, JsonNode body) {
        return required(ask(method, path, Optional.of(body))).json();
    }

    /** The answer itself, or else what it means that it is no success. */
    public Answer required(Answer answer) {
        if (answer.isSuccess()) return answer;
        throw failures.ofStatus(answer.status(), answer.words());
    }

    /**
     * The entries of a list whose header {@code Link} names the next page.
     *
     * @param entries of one page's body
     */
    public List<JsonNode> list(String path, Function<JsonNode, JsonNode> entries) {
        return list(path, entries, Answer::nextPage);
    }

    /**
     * The entries of a list, as far as the limits go.
     *
     * @param entries of one page's body
     * @param next where the list goes on after a page, in a form that {@link #get} takes
     */
    public List<JsonNode> list(
            String path, Function<JsonNode, JsonNode> entries, Function<Answer, Optional<String>> next) {
        List<JsonNode> all = new ArrayList<>();
        Optional<String> at = Optional.of(path);
        while (at.isPresent() && all.size() < limits.entries()) {
            Answer page = required(ask("GET", at.get(), Optional.empty()));
            entries.apply(page.json()).forEach(all::add);
            at = next.apply(page);
        }
        return all;
    }

    /**
     * The answer, whatever its status: only where the host does not accept us, stumbles (5xx), or wants us to come back
     * later than we wait, there is none.
     *
     * @throws GitHostException in those cases
     */
    public Answer ask(String method, String path, Optional<JsonNode> body) {
        URI target = path.startsWith("/") ? URI.create(api + path) : sameHost(URI.create(path));
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            HttpResponse<byte[]> response = exchange(method, target, body);
            if (response.statusCode() / 100 != 3) return answer(response);
            if (SignIn.isLedTo(response)) throw failures.signIn();
            if (!method.equals("GET")) throw failures.moved(response.headers());
            target = sameHost(
                    target.resolve(response.headers().firstValue("Location").orElse("")));
        }
        throw failures.strange("redirects without end", null);
    }

    private URI sameHost(URI target) {
        boolean same = api.getScheme().equals(target.getScheme())
                && api.getAuthority().equalsIgnoreCase(target.getAuthority());
        if (same) return target;
        throw failures.elsewhere(target);
    }

    private HttpResponse<byte[]> exchange(String method, URI target, Optional<JsonNode> body) {
        Duration waited = Duration.ZERO;
        for (int attempt = 1; ; attempt++) {
            boolean again = method.equals("GET") && attempt < limits.attempts();
            try {
                HttpResponse<byte[]> response = client.send(
                        request(method, target, body),
                        BodyHandlers.limiting(BodyHandlers.ofByteArray(), limits.answerBytes()));
                Optional<Duration> later = Throttle.of(response.statusCode(), response.headers(), response.body());
                if (later.isPresent()) {
                    waited = waited.plus(later.get()).plus(LEAST);
                    if (waited.compareTo(limits.pause()) > 0) throw failures.limited(later.get());
                    sleep(later.get().plus(LEAST));
                    attempt--; // it has not tried yet
                } else if (response.statusCode() < 500 || !again) {
                    return response;
                }
            } catch (IOException e) {
                if (!again) throw failures.ofConnection(e);
            } catch (InterruptedException _) {
                throw interrupted();
            }
            sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(100, 300L * attempt + 300)));
        }
    }

    private HttpRequest request(String method, URI target, Optional<JsonNode> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(limits.answer())
                .header("Accept", "application/json")
                .header("User-Agent", "landfall")
                .header("Authorization", authorization.header());
        headers.forEach(request::setHeader);
        body.ifPresent(_ -> request.header("Content-Type", "application/json"));
        return request.method(
                        method,
                        body.map(json -> BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(json)))
                                .orElseGet(BodyPublishers::noBody))
                .build();
    }

    private Answer answer(HttpResponse<byte[]> response) {
        int status = status(response);
        Optional<JsonNode> json = json(response.body());
        String words =
                json.map(Answer::wordsIn).filter(found -> !found.isEmpty()).orElseGet(() -> plainWords(response));
        String harmless = authorization.redact(words);
        if (status == 401 || status == 407 || status >= 500) throw failures.ofStatus(status, harmless);
        if (json.isEmpty() && SignIn.isShown(response)) throw failures.signIn();
        if (json.isEmpty() && status < 300) throw failures.strange("answers with something that is no JSON", null);
        return new Answer(status, response.headers(), json.orElseGet(MAPPER::missingNode), harmless);
    }

    /** Bitbucket Data Center says 401 for 403 too, then with whom it knows us as: it accepts us, but not what we ask. */
    private static int status(HttpResponse<byte[]> response) {
        boolean known = response.headers().firstValue("X-AUSERNAME").isPresent();
        return response.statusCode() == 401 && known ? 403 : response.statusCode();
    }

    /** A page for a browser says nothing in its beginning, and Bitbucket Cloud's has data of the user in it. */
    private static String plainWords(HttpResponse<byte[]> response) {
        boolean page = response.headers().firstValue("Content-Type").orElse("").contains("html");
        return page ? "" : Printable.line(new String(response.body(), StandardCharsets.UTF_8), 200);
    }

    /** Empty where it is none. */
    private static Optional<JsonNode> json(byte[] body) {
        try {
            return Optional.of(body.length == 0 ? MAPPER.missingNode() : MAPPER.readTree(body));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException _) {
            throw interrupted();
        }
    }

    private static IllegalStateException interrupted() {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while a host was asked");
    }
}
