package dev.landfall.remediate.rule;

import dev.landfall.cluster.LiveObject;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.NearMatch;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import java.util.List;
import java.util.Optional;

/**
 * No controller takes up an Ingress, since the class that it names does not exist, or it names none and there is no
 * default (failure 32). One that has an address is served, by whatever means.
 */
final class IngressClassWrong implements Analyzer {
    private static final String GROUP = "networking.k8s.io";
    private static final String LEGACY = "kubernetes.io/ingress.class";
    private static final String DEFAULT = "ingressclass.kubernetes.io/is-default-class";
    private static final FieldPath FIELD = FieldPath.parse("spec.ingressClassName");

    @Override
    public String rule() {
        return "ingress-class-wrong";
    }

    @Override
    public List<Finding> findings(Snapshot snapshot) {
        List<LiveObject> unserved = snapshot.all(GROUP, "Ingress").stream()
                .filter(ingress -> !ingress.isBeingDeleted()
                        && ingress.at("/status/loadBalancer/ingress").isEmpty())
                .filter(ingress -> !ingress.annotations().containsKey(LEGACY))
                .toList();
        if (unserved.isEmpty() || !snapshot.isComplete(GROUP, "IngressClass")) return List.of();
        List<LiveObject> classes = snapshot.all(GROUP, "IngressClass");
        return unserved.stream()
                .flatMap(ingress -> look(ingress, classes).stream())
                .toList();
    }

    private Optional<Finding> look(LiveObject ingress, List<LiveObject> classes) {
        String named = ingress.at("/spec/ingressClassName").asString("");
        List<String> names = classes.stream().map(each -> each.ref().name()).toList();
        List<String> defaults = classes.stream()
                .filter(each -> each.annotations().getOrDefault(DEFAULT, "").equals("true"))
                .map(each -> each.ref().name())
                .toList();
        // With several classes controllers are there that may look at one without a class; with none at all, too.
        if (named.isEmpty() && (names.size() != 1 || !defaults.isEmpty())) return Optional.empty();
        if (names.contains(named)) return Optional.empty();
        return Optional.of(finding(ingress, named, names, defaults));
    }

    private Finding finding(LiveObject ingress, String named, List<String> names, List<String> defaults) {
        List<String> near = named.isEmpty() ? List.of() : NearMatch.among(named, names);
        List<String> right =
                !near.isEmpty() ? near : !defaults.isEmpty() ? defaults : names.size() == 1 ? names : List.of();
        Confidence confidence = right.size() == 1 ? Confidence.CERTAIN : Confidence.LIKELY;
        List<Repair> repairs = right.stream()
                .map(name -> new Repair(
                        "take IngressClass " + name,
                        List.of(Repairs.set(ingress.ref(), FIELD, name)),
                        confidence,
                        near.isEmpty() ? "it is the only or the default one" : "it has a name like the missing one",
                        Repairs.FITS))
                .toList();
        return new Finding(
                rule(),
                ingress.ref(),
                named.isEmpty()
                        ? "no controller serves it: it names no IngressClass, and none is the default"
                        : "no controller serves it: there is no IngressClass " + named,
                "there "
                        + (names.isEmpty()
                                ? "is no IngressClass at all"
                                : "are the classes " + String.join(", ", names)),
                List.of(
                        new Clue(
                                Clue.Source.SPEC,
                                ingress.ref(),
                                FIELD + " is " + (named.isEmpty() ? "not set" : named)),
                        new Clue(Clue.Source.STATUS, ingress.ref(), "it has no address")),
                Repairs.orPerson(repairs, person(named)),
                Finding.LEAST_SETTLE);
    }

    private static Reason person(String named) {
        return Reason.lasting(
                "no-ingress-class",
                "no IngressClass is like " + named,
                "name one that `kubectl get ingressclasses` shows, or have an ingress controller installed");
    }
}
