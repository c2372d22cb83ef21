package dev.landfall.change;

import dev.landfall.charts.ChartException;
import dev.landfall.charts.ChartFetching;
import dev.landfall.charts.ChartWays;
import dev.landfall.config.Configuration;
import dev.landfall.config.ConfigurationException;
import dev.landfall.git.GitException;
import dev.landfall.git.RepositoryUrl;
import dev.landfall.git.Route;
import dev.landfall.gitops.Charts;
import dev.landfall.gitops.PublishedChart;
import dev.landfall.reason.Reason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Fetches published charts, as far as the configuration allows their repositories; each version once. */
final class ChartAccess implements Charts {
    /** A repository that fails is asked again by the next plan, not by each look of the same one. */
    private static final Duration FAILURES_LAST = Duration.ofSeconds(20);

    /** Each is some hundred kilobytes as a rule. */
    private static final int MOST_KEPT = 100;

    private final Configuration configuration;
    private final Routes routes;
    private final ChartFetching fetching;
    private final InstantSource clock;
    private final Map<String, Answered> answers = new ConcurrentHashMap<>();

    ChartAccess(Configuration configuration, Routes routes, ChartFetching fetching, InstantSource clock) {
        this.configuration = configuration;
        this.routes = routes;
        this.fetching = fetching;
        this.clock = clock;
    }

    private record Answered(Answer answer, Instant at) {}

    @Override
    public Answer of(PublishedChart chart) {
        if (answers.size() > MOST_KEPT) answers.clear();
        String key = String.join(" ", chart.repository(), chart.name(), chart.version());
        return answers.compute(
                        key, (_, before) -> isGood(before) ? before : new Answered(fetched(chart), clock.instant()))
                .answer();
    }

    private boolean isGood(Answered answered) {
        if (answered == null) return false;
        return switch (answered.answer()) {
            case Answer.Files _ -> true;
            case Answer.Refused _ -> clock.instant().isBefore(answered.at().plus(FAILURES_LAST));
        };
    }

    private Answer fetched(PublishedChart chart) {
        String address = address(chart.repository());
        Optional<Reason> objection = configuration.objectionTo(address);
        if (objection.isPresent()) return refused(chart, withRule(objection.get(), address));
        try {
            return new Answer.Files(
                    fetching.files(chart.repository(), chart.name(), chart.version(), ways(chart, address)));
        } catch (ChartException failed) {
            return refusedAsTold(chart, failed.reason());
        } catch (RequestException notAllowed) {
            return refused(chart, notAllowed.reason());
        } catch (GitException noWay) {
            return refused(chart, noWay.reason());
        } catch (ConfigurationException noCredentials) {
            return refused(chart, noCredentials.reason());
        }
    }

    private static Reason withRule(Reason objection, String address) {
        if (!objection.code().equals("host-not-allowed")) return objection;
        return Reason.lasting(
                objection.code(),
                objection.message(),
                "if you trust it, add a rule under repositories with match: "
                        + address.replaceFirst("/index\\.yaml$", "/*"));
    }

    /** A repository may be all of its host, where no rule for repositories could name it. */
    private static String address(String repository) {
        String plain = repository.replaceFirst("/+$", "");
        return plain.matches("[^/]+//[^/]*") ? plain + "/index.yaml" : plain;
    }

    private static Answer refused(PublishedChart chart, Reason why) {
        return refusedAsTold(
                chart,
                new Reason(
                        why.code(),
                        "the %s cannot be fetched: %s".formatted(chart.named(), why.message()),
                        why.remedy(),
                        why.retryable()));
    }

    private static Answer refusedAsTold(PublishedChart chart, Reason why) {
        return new Answer.Refused(
                new Reason(why.code(), why.message(), why.remedy() + "; or " + chart.byHand(), why.retryable()));
    }

    private ChartWays ways(PublishedChart chart, String address) {
        RepositoryUrl url = RepositoryUrl.parse(address, configuration.allowPlainHttp());
        Route own = routes.to(url, Optional.of(chart.definedBy())).route();
        return new ChartWays() {
            @Override
            public Route own() {
                return own;
            }

            @Override
            public Route elsewhere(URI target) {
                String host = target.getScheme() + "://" + target.getAuthority() + "/index.yaml";
                configuration.objectionTo(host).ifPresent(objection -> {
                    throw new RequestException(objection);
                });
                return routes.withoutLogin(RepositoryUrl.parse(host, configuration.allowPlainHttp()));
            }

            @Override
            public boolean mayBeNearby() {
                return configuration.allowPlainHttp();
            }
        };
    }
}
