package dev.landfall.recommend;

import dev.landfall.change.RequestException;
import dev.landfall.recommend.Questionnaire.Suggestion;
import dev.landfall.recommend.WorkloadIntent.Door;
import dev.landfall.recommend.WorkloadIntent.Exposure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Settles by what name, and through what, requests from outside reach a workload. */
record Exposures(Questionnaire questions, ClusterFacts facts, String namespace) {
    private static final Pattern HOST =
            Pattern.compile("(\\*\\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]");
    private static final String INGRESS = "Ingress";
    private static final String ROUTE = "HTTPRoute";

    /** Empty where no host is named, or questions are open. */
    Optional<Exposure> of() {
        Optional<String> host = questions.told(
                "host",
                value -> HOST.matcher(value).matches()
                        ? Optional.empty()
                        : Optional.of("is no host name such as shop.example.org"));
        Optional<String> path = questions.told("url-path", WorkloadQuestions::noPath);
        if (host.isEmpty()) {
            tellIdle("exposed-by", "ingress-class", "gateway", "tls", "tls-secret");
            return Optional.empty();
        }
        return door().map(door -> new Exposure(host.get(), path.orElse("/"), door));
    }

    private void tellIdle(String... keys) {
        for (String key : keys) {
            if (!questions.says(key)) continue;
            questions.words(
                    "host",
                    "Under which host name is it to be reached?",
                    "shop.example.org",
                    Optional.empty(),
                    value -> HOST.matcher(value).matches() ? Optional.empty() : Optional.of("is no host name"));
            return;
        }
    }

    private Optional<Door> door() {
        List<String> classes = facts.ingressClasses().orElse(List.of());
        List<String> gateways = facts.gateways();
        boolean classNamed = questions.says("ingress-class");
        if (classes.isEmpty()
                && gateways.isEmpty()
                && !classNamed
                && facts.ingressClasses().isPresent())
            throw RequestException.because(
                    "nothing-lets-in",
                    "the cluster has no IngressClass and no Gateway, so that nothing would let requests in for a host",
                    "leave the host out, or install an ingress controller or a Gateway first");
        List<String> ways = new ArrayList<>();
        if (!classes.isEmpty() || classNamed || facts.ingressClasses().isEmpty()) ways.add(INGRESS);
        if (!gateways.isEmpty()) ways.add(ROUTE);
        return by(ways).flatMap(way -> way.equals(ROUTE) ? route(gateways) : ingress(classes));
    }

    private Optional<String> by(List<String> ways) {
        Optional<Suggestion> suggestion = Optional.empty();
        if (questions.says("gateway") && ways.contains(ROUTE)) suggestion = Suggestion.of(ROUTE, "a Gateway is named");
        else if (questions.says("ingress-class")) suggestion = Suggestion.of(INGRESS, "an IngressClass is named");
        else if (ways.size() == 1) suggestion = Suggestion.of(ways.getFirst(), "the only way that the cluster has");
        if (suggestion.isPresent() && !questions.says("exposed-by")) {
            questions.note(
                    "exposed-by", suggestion.get().value(), suggestion.get().why());
            return suggestion.map(Suggestion::value);
        }
        return questions.choice(
                "exposed-by",
                "By what is it to be reached?",
                ways,
                Suggestion.of(ways.getFirst(), "the older of both"));
    }

    private Optional<Door> ingress(List<String> classes) {
        Optional<Suggestion> byDefault = facts.defaultIngressClass()
                .map(name -> new Suggestion(name, "the default IngressClass of the cluster"))
                .or(() -> classes.size() == 1
                        ? Suggestion.of(classes.getFirst(), "the only IngressClass of the cluster")
                        : Optional.empty());
        Optional<String> ingressClass = classes.isEmpty()
                ? questions.told("ingress-class", Naming.subdomain())
                : questions.choice("ingress-class", "Which IngressClass?", classes, byDefault);
        boolean tls = questions
                .yesOrNo(
                        "tls",
                        "Is it to be reached over TLS?",
                        Suggestion.of(
                                questions.says("tls-secret") ? "yes" : "no",
                                "whether a Secret with a certificate is named"))
                .orElse(false);
        Optional<String> secret = tls
                ? questions.words(
                        "tls-secret",
                        "Which Secret holds the certificate? It is named only, never made.",
                        "shop-tls",
                        Optional.empty(),
                        Naming.subdomain())
                : questions.told("tls-secret", Naming.subdomain());
        return Optional.of(new Door.IngressOf(ingressClass, tls ? secret : Optional.empty()));
    }

    private Optional<Door> route(List<String> gateways) {
        Optional<Suggestion> only = gateways.size() == 1
                ? Suggestion.of(gateways.getFirst(), "the only Gateway of the cluster")
                : Optional.empty();
        Optional<String> gateway = questions.choice("gateway", "Which Gateway?", gateways, only);
        return gateway.map(name -> name.split("/", 2)).map(parts -> new Door.RouteOf(parts[0], parts[1]));
    }
}
