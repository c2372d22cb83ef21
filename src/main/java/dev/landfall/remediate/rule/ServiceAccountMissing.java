package dev.landfall.remediate.rule;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Pods are missing, since the account that they should run as does not exist (failure 30). */
final class ServiceAccountMissing implements Analyzer.OfWorkloads {
    private static final String FIELD = "serviceAccountName";

    @Override
    public String rule() {
        return "service-account-missing";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        String name = workload.podSpec().path(FIELD).asString("");
        if (name.isEmpty() || !CreationFailure.lacksPods(workload)) return Optional.empty();
        List<String> there = snapshot.all("", "ServiceAccount", workload.ref().namespace()).stream()
                .map(account -> account.ref().name())
                .toList();
        if (there.contains(name) || !snapshot.isComplete("", "ServiceAccount")) return Optional.empty();
        FieldPath field = workload.template().orElseThrow().spec().to(new FieldPath.Key(FIELD));
        return Optional.of(finding(new MissingName(workload, "ServiceAccount", name, field, there), snapshot));
    }

    private Finding finding(MissingName missing, Snapshot snapshot) {
        Workload workload = missing.workload();
        Optional<LiveObject> binding = binding(missing, snapshot);
        List<Clue> clues = new ArrayList<>();
        clues.add(new Clue(
                Clue.Source.SPEC,
                workload.ref(),
                missing.field() + " is " + missing.name() + ", which does not exist"));
        CreationFailure.of(workload, snapshot).ifPresent(failure -> clues.addAll(failure.clues()));
        binding.ifPresent(
                one -> clues.add(new Clue(Clue.Source.SPEC, one.ref(), "it has " + missing.name() + " as subject")));
        List<Repair> repairs = new ArrayList<>(missing.repairs());
        if (repairs.isEmpty()) binding.ifPresent(one -> repairs.add(created(missing, one)));
        return new Finding(
                rule(),
                workload.ref(),
                "its pods are not made: there is no ServiceAccount " + missing.name(),
                "ServiceAccount " + missing.name() + " does not exist in namespace "
                        + workload.ref().namespace(),
                clues,
                Repairs.orPerson(repairs, person(missing)),
                Finding.LEAST_SETTLE);
    }

    /** Who binds rights to it meant it to be there. */
    private static Optional<LiveObject> binding(MissingName missing, Snapshot snapshot) {
        String namespace = missing.workload().ref().namespace();
        return snapshot.all("rbac.authorization.k8s.io", "RoleBinding", namespace).stream()
                .filter(binding -> binding.at("/subjects")
                        .valueStream()
                        .anyMatch(subject -> subject.path("kind").asString("").equals("ServiceAccount")
                                && subject.path("name").asString("").equals(missing.name())
                                && subject.path("namespace").asString(namespace).equals(namespace)))
                .findFirst();
    }

    private static Repair created(MissingName missing, LiveObject binding) {
        String namespace = missing.workload().ref().namespace();
        ObjectNode account = JsonNodeFactory.instance.objectNode();
        account.put("apiVersion", "v1").put("kind", "ServiceAccount");
        account.putObject("metadata").put("name", missing.name()).put("namespace", namespace);
        return new Repair(
                "create ServiceAccount " + missing.name(),
                List.of(new DesiredChange.CreateObject(
                        new ObjectRef("", "v1", "ServiceAccount", namespace, missing.name()), account)),
                Confidence.LIKELY,
                binding.ref() + " binds rights to it",
                Repairs.UNTRIED);
    }

    private static Reason person(MissingName missing) {
        return Reason.lasting(
                "account-missing",
                "no ServiceAccount there has a name like " + missing.name() + ", and nothing binds rights to it",
                "add the account where " + missing.workload().ref() + " is defined, or name another one");
    }
}
