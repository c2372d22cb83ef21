package dev.landfall.charts;

import dev.landfall.git.Credentials;
import dev.landfall.git.HttpProxy;
import dev.landfall.git.RepositoryUrl;
import dev.landfall.git.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Downloads for one chart. Credentials go to the host of the chart repository alone; other hosts, to which an index or a
 * redirect leads, must be allowed as any is.
 */
record ChartDownload(WantedChart chart, ChartWays ways, ChartLimits limits) {
    private static final int REDIRECTS = 5;

    /** @param most bytes that are taken */
    byte[] get(URI address, int most) {
        URI target = address;
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            HttpResponse<byte[]> answer = once(target, most);
            if (answer.statusCode() == 200) return answer.body();
            if (answer.statusCode() / 100 != 3) throw failed(target, answer.statusCode());
            target = located(target, answer.headers().firstValue("Location").orElse(""));
        }
        throw chart.broken(address.getHost() + " redirects without end");
    }

    private ChartException failed(URI target, int status) {
        String host = target.getAuthority();
        return switch (status) {
            case 401, 403 -> chart.noLogin(host, status);
            case 404, 410 -> chart.absent("%s has no %s (status %d)".formatted(host, target.getPath(), status));
            default -> chart.unreachable("%s answers with status %d".formatted(host, status));
        };
    }

    /** Where an address leads that stands in an index or an answer. */
    URI located(URI from, String address) {
        try {
            URI target = from.resolve(address.strip());
            String scheme = target.getScheme() == null ? "" : target.getScheme().toLowerCase(Locale.ROOT);
            boolean isWeb = scheme.equals("https") || scheme.equals("http");
            if (isWeb && !address.isBlank() && target.getHost() != null && target.getUserInfo() == null) return target;
            throw chart.broken("%s leads to an address that is not fetched: %s".formatted(from.getAuthority(), scheme));
        } catch (IllegalArgumentException unreadable) {
            throw chart.broken(from.getAuthority() + " leads to an address that cannot be read");
        }
    }

    private HttpResponse<byte[]> once(URI target, int most) {
        boolean isOwn = isSameHost(target, URI.create(chart.repository()));
        Route route = isOwn ? ways.own() : ways.elsewhere(target);
        refuseNearby(target, route);
        HttpProxy.letProxiesAskForPasswords();
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(limits.connect())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER);
        route.proxy().ifPresent(proxy -> proxy.applyTo(builder));
        route.authorities().ifPresent(authorities -> authorities.applyTo(builder));
        try (HttpClient client = builder.build()) {
            return once(client, request(target, route), most);
        }
    }

    private static boolean isSameHost(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getAuthority().equalsIgnoreCase(other.getAuthority());
    }

    /** Whatever a name says, services of this machine trust whoever can reach them. */
    private void refuseNearby(URI target, Route route) {
        if (ways.mayBeNearby() || route.proxy().isPresent()) return;
        try {
            for (InetAddress address : InetAddress.getAllByName(target.getHost()))
                if (RepositoryUrl.isNearby(address))
                    throw chart.broken(target.getHost() + " is this machine or its own link");
        } catch (UnknownHostException unknown) {
            throw chart.unreachable(target.getHost() + " has no address");
        }
    }

    private static HttpRequest request(URI target, Route route) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target).header("User-Agent", "landfall");
        login(route.credentials()).ifPresent(login -> request.header("Authorization", login));
        route.proxy()
                .flatMap(HttpProxy::authorization)
                .ifPresent(login -> request.header("Proxy-Authorization", login));
        return request.build();
    }

    private static Optional<String> login(Credentials credentials) {
        if (credentials instanceof Credentials.Bearer bearer)
            return Optional.of("Bearer " + bearer.token().reveal());
        return credentials.asBasic().map(Credentials.Basic::header);
    }

    /** The deadline is ours, since Java's own ends with the headers of an answer, not with its body. */
    private HttpResponse<byte[]> once(HttpClient client, HttpRequest request, int most) {
        String host = request.uri().getAuthority();
        var asked = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), most));
        try {
            return asked.get(limits.answer().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException silent) {
            throw chart.unreachable(
                    host + " has not answered within " + limits.answer().toSeconds() + " s");
        } catch (ExecutionException failed) {
            throw broken(host, failed.getCause(), most);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a chart was fetched", stopped);
        } finally {
            asked.cancel(true);
            client.shutdownNow();
        }
    }

    private ChartException broken(String host, Throwable failure, int most) {
        // Java names no class of its own for it.
        boolean isTooMuch = failure instanceof IOException
                && String.valueOf(failure.getMessage()).contains("capacity");
        if (isTooMuch) return chart.broken("%s sends more than %d MiB".formatted(host, most >> 20));
        String said = failure.getMessage() == null ? "" : ": " + failure.getMessage();
        return chart.unreachable("%s cannot be reached%s".formatted(host, said));
    }
}
