package dev.landfall.githost;

import dev.landfall.git.HttpProxy;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private static final int LONGEST_WORDS = 300;

    private final URI api;
    private final Authorization authorization;
    private final Map<String, String> headers;
    private final HostLimits limits;
    private final HttpClient client;
    private final HostFailures failures;
    private final Optional<String> proxyAuthorization;

    /** @param headers besides those of every request, such as a version of the API */
    public HostConnection(Site site, Authorization authorization, Map<String, String> headers, HostLimits limits) {
        this.api = site.api();
        this.authorization = authorization;
        this.headers = Map.copyOf(headers);
        this.limits = limits;
        this.failures = new HostFailures(site, authorization);
        this.proxyAuthorization = site.proxy().flatMap(HttpProxy::authorization);
        HttpProxy.letProxiesAskForPasswords();
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
     * The entries of a list, as far as the limits go; a page counts as one entry at least.
     *
     * @param entries of one page's body
     * @param next where the list goes on after a page, in a form that {@link #get} takes
     */
    public List<JsonNode> list(
            String path, Function<JsonNode, JsonNode> entries, Function<Answer, Optional<String>> next) {
        List<JsonNode> all = new ArrayList<>();
        Optional<String> at = Optional.of(path);
        for (int pages = 0; at.isPresent() && Math.max(pages, all.size()) < limits.entries(); pages++) {
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
        URI target = path.startsWith("/") ? URI.create(api + path) : sameHost(parsed(path));
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            HttpResponse<byte[]> response = exchange(method, target, body);
            if (response.statusCode() / 100 != 3) return answer(response);
            if (SignIn.isLedTo(response)) throw failures.signIn();
            if (!method.equals("GET")) throw failures.moved(response.headers());
            target = sameHost(target.resolve(location(response.headers())));
        }
        throw failures.strange("redirects without end");
    }

    private URI location(HttpHeaders headers) {
        return headers.firstValue("Location")
                .map(this::parsed)
                .orElseThrow(() -> failures.strange("redirects without saying where"));
    }

    private URI parsed(String address) {
        try {
            return new URI(address);
        } catch (URISyntaxException _) {
            throw failures.strange("leads to an address that cannot be read");
        }
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
            Duration pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(100, 300L * attempt + 300));
            try {
                HttpResponse<byte[]> response = once(request(method, target, body));
                Optional<Duration> later = later(method, response);
                if (later.isEmpty() && (response.statusCode() < 500 || !again)) return response;
                if (later.isPresent()) {
                    if (waited.plus(later.get()).compareTo(limits.pause()) > 0) throw failures.limited(later.get());
                    pause = pause.plus(later.get());
                    waited = waited.plus(pause);
                    attempt--; // it has not tried yet
                }
            } catch (IOException e) {
                if (!again) throw failures.ofConnection(e);
            } catch (InterruptedException _) {
                throw interrupted();
            }
            sleep(pause);
        }
    }

    /** After a 503 nobody knows whether the host did nothing: it is waited for only where that does not matter. */
    private static Optional<Duration> later(String method, HttpResponse<byte[]> response) {
        if (!method.equals("GET") && response.statusCode() >= 500) return Optional.empty();
        return Throttle.of(response.statusCode(), response.headers(), response.body());
    }

    /** The deadline is ours, since Java's own ends with the headers of an answer, not with its body. */
    private HttpResponse<byte[]> once(HttpRequest request) throws IOException, InterruptedException {
        var asked = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), limits.answerBytes()));
        try {
            HttpResponse<byte[]> response = asked.get(limits.answer().toMillis(), TimeUnit.MILLISECONDS);
            // From a proxy that opens no tunnel it has no body at all, not even an empty one.
            if (response.statusCode() == 407) throw failures.ofStatus(407, "");
            return response;
        } catch (TimeoutException _) {
            throw new HttpTimeoutException("no whole answer");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException broken) throw broken;
            throw new IOException(failed.getCause()); // such as a length that is no number
        } finally {
            asked.cancel(true);
        }
    }

    private HttpRequest request(String method, URI target, Optional<JsonNode> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .header("Accept", "application/json")
                .header("User-Agent", "landfall")
                .header("Authorization", authorization.header());
        proxyAuthorization.ifPresent(login -> request.header("Proxy-Authorization", login));
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
        String harmless = authorization.told(words, LONGEST_WORDS);
        if (status == 401 || status >= 500) throw failures.ofStatus(status, harmless);
        if (json.isEmpty() && SignIn.isShown(response)) throw failures.signIn();
        if (json.isEmpty() && status < 300) throw failures.strange("answers with something that is no JSON");
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
        return page ? "" : new String(response.body(), StandardCharsets.UTF_8);
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
