package dev.landfall.remediate.rule;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.NearMatch;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** The registry refuses the credentials that the pod has for it, or it has none (failure 3). */
final class RegistryCredentials implements Analyzer.OfWorkloads {
    private static final String TYPE = "kubernetes.io/dockerconfigjson";

    @Override
    public String rule() {
        return "registry-credentials";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        return PullFailure.of(workload, snapshot)
                .filter(failure -> failure.cause() == PullFailure.Cause.UNAUTHORIZED)
                .map(failure -> finding(failure, snapshot));
    }

    private Finding finding(PullFailure failure, Snapshot snapshot) {
        Workload workload = failure.workload();
        List<String> named = named(workload);
        List<String> there = snapshot.keys("Secret", workload.ref().namespace()).stream()
                .filter(secret -> secret.type().equals(TYPE))
                .map(secret -> secret.object().name())
                .toList();
        List<String> missing = snapshot.isComplete("", "Secret")
                ? named.stream().filter(name -> !there.contains(name)).toList()
                : List.of();
        String cause = named.isEmpty()
                ? "the pods name no secret for pulling"
                : missing.isEmpty()
                        ? "the registry does not accept what is in " + String.join(", ", named)
                        : "the secret " + String.join(", ", missing) + " for pulling does not exist";
        return new Finding(
                rule(),
                workload.ref(),
                failure.sign(),
                cause,
                failure.clues(),
                Repairs.orPerson(repairs(workload, named, missing, there), person(failure)),
                Finding.LEAST_SETTLE);
    }

    private static List<String> named(Workload workload) {
        return workload.podSpec()
                .path("imagePullSecrets")
                .valueStream()
                .map(secret -> secret.path("name").asString(""))
                .toList();
    }

    /** Which registry a secret is for stands in its value, which is not read: the only one there is likely, not certain. */
    private static List<Repair> repairs(
            Workload workload, List<String> named, List<String> missing, List<String> there) {
        List<Repair> repairs = new ArrayList<>();
        FieldPath list = workload.template()
                .map(template -> template.spec().to(new FieldPath.Key("imagePullSecrets")))
                .orElseThrow();
        for (String wrong : missing) {
            List<String> near = NearMatch.among(wrong, there);
            if (near.size() != 1) continue;
            repairs.add(new Repair(
                    "pull with secret " + near.getFirst(),
                    List.of(
                            pulling(workload, list, near.getFirst()),
                            new DesiredChange.RemoveListItem(
                                    workload.ref(), list.to(new FieldPath.Item("name", wrong)))),
                    Confidence.CERTAIN,
                    "it is the only secret for pulling with a name like " + wrong,
                    Repairs.FITS));
        }
        if (named.isEmpty() && there.size() == 1) repairs.add(added(workload, list, there.getFirst()));
        return repairs;
    }

    private static DesiredChange pulling(Workload workload, FieldPath list, String secret) {
        return new DesiredChange.AddListItem(
                workload.ref(),
                list.to(new FieldPath.Item("name", secret)),
                JsonNodeFactory.instance.objectNode().put("name", secret));
    }

    private static Repair added(Workload workload, FieldPath list, String secret) {
        return new Repair(
                "pull with secret " + secret,
                List.of(pulling(workload, list, secret)),
                Confidence.LIKELY,
                "it is the only secret for pulling in the namespace",
                Repairs.FITS);
    }

    private static Reason person(PullFailure failure) {
        String host = ImageName.of(failure.image()).host();
        return Reason.lasting(
                "credentials-needed",
                "only a person can give credentials for " + (host.isEmpty() ? "the registry" : host),
                "put them into a secret of type " + TYPE + " that the pods name in imagePullSecrets");
    }
}
