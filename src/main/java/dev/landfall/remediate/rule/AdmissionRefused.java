package dev.landfall.remediate.rule;

import dev.landfall.cluster.LiveObject;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Finding.Remedy;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Pods are missing, since an admission webhook does not answer, or a policy refuses them (failure 46). */
final class AdmissionRefused implements Analyzer.OfWorkloads {
    private static final Pattern BROKEN = Pattern.compile("failed calling webhook \"([^\"]+)\"");

    /** @param of the configuration in which it stands */
    private record Webhook(LiveObject of, JsonNode service) {}

    @Override
    public String rule() {
        return "admission-refused";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        return CreationFailure.of(workload, snapshot).flatMap(failure -> {
            Matcher broken = BROKEN.matcher(failure.message());
            if (broken.find()) return Optional.of(broken(failure, broken.group(1), snapshot));
            boolean denied = failure.says("denied the request") || failure.says("denied request");
            return denied ? Optional.of(denied(failure)) : Optional.empty();
        });
    }

    private Finding broken(CreationFailure failure, String name, Snapshot snapshot) {
        Optional<Webhook> webhook = webhook(name, snapshot);
        List<Clue> clues = new ArrayList<>(failure.clues());
        webhook.ifPresent(one -> clues.add(new Clue(Clue.Source.SPEC, one.of().ref(), "it has the webhook " + name)));
        Optional<String> service = webhook.map(Webhook::service)
                .filter(JsonNode::isObject)
                .map(place -> "service/" + place.path("name").asString("") + " -n "
                        + place.path("namespace").asString(""));
        Reason reason = Reason.lasting(
                "webhook-broken",
                "the API server asks webhook " + name + " before it takes pods, and that one does not answer",
                service.map(place -> "mend what answers for it: landfall remediate " + place)
                        .orElse("mend what answers for it; `kubectl get validatingwebhookconfigurations,"
                                + "mutatingwebhookconfigurations` shows where"));
        return finding(failure, "webhook " + name + " does not answer", clues, reason);
    }

    private static Optional<Webhook> webhook(String name, Snapshot snapshot) {
        return Stream.of("ValidatingWebhookConfiguration", "MutatingWebhookConfiguration")
                .flatMap(kind -> snapshot.all("admissionregistration.k8s.io", kind).stream())
                .flatMap(configuration -> configuration
                        .at("/webhooks")
                        .valueStream()
                        .filter(one -> one.path("name").asString("").equals(name))
                        .map(one -> new Webhook(configuration, one.at("/clientConfig/service"))))
                .findFirst();
    }

    private Finding denied(CreationFailure failure) {
        Reason reason = Reason.lasting(
                "policy-denies",
                "a policy of the cluster does not let the pods of "
                        + failure.workload().ref() + " in: " + failure.message(),
                "do as the message says where the workload is defined, or ask whoever keeps the policy");
        return finding(failure, "a policy of the cluster refuses its pods", failure.clues(), reason);
    }

    private Finding finding(CreationFailure failure, String cause, List<Clue> clues, Reason reason) {
        return new Finding(
                rule(),
                failure.workload().ref(),
                failure.sign(),
                cause,
                clues,
                new Remedy.PersonDecides(reason),
                Finding.LEAST_SETTLE);
    }
}
