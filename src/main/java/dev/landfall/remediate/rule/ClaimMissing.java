package dev.landfall.remediate.rule;

import dev.landfall.cluster.LiveObject;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A pod finds no node, since the claim that it mounts does not exist (failure 26). */
final class ClaimMissing implements Analyzer.OfWorkloads {
    private static final String POINTER = "/persistentVolumeClaim/claimName";

    @Override
    public String rule() {
        return "claim-missing";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        boolean waiting = workload.pods().stream().anyMatch(ClaimMissing::isWithoutNode);
        if (!waiting || workload.template().isEmpty()) return Optional.empty();
        List<LiveObject> claims =
                snapshot.all("", "PersistentVolumeClaim", workload.ref().namespace());
        if (!snapshot.isComplete("", "PersistentVolumeClaim")) return Optional.empty();
        return workload.podSpec()
                .path("volumes")
                .valueStream()
                .filter(volume -> volume.at(POINTER).isString())
                .filter(volume -> claims.stream()
                        .noneMatch(claim ->
                                claim.ref().name().equals(volume.at(POINTER).asString(""))))
                .findFirst()
                .map(volume -> finding(missing(workload, volume, claims, snapshot)));
    }

    static boolean isWithoutNode(LiveObject pod) {
        return pod.at("/status/phase").asString("").equals("Pending")
                && !pod.at("/spec/nodeName").isString();
    }

    private static MissingName missing(Workload workload, JsonNode volume, List<LiveObject> claims, Snapshot snapshot) {
        FieldPath field = workload.template()
                .orElseThrow()
                .spec()
                .to(new FieldPath.Key("volumes"))
                .to(new FieldPath.Item("name", volume.path("name").asString("")))
                .to(new FieldPath.Key("persistentVolumeClaim"))
                .to(new FieldPath.Key("claimName"));
        List<String> free = claims.stream()
                .filter(claim -> isShared(claim)
                        || users(claim, snapshot).noneMatch(user -> !user.ref().isSameObjectAs(workload.ref())))
                .map(claim -> claim.ref().name())
                .toList();
        return new MissingName(
                workload, "PersistentVolumeClaim", volume.at(POINTER).asString(""), field, free);
    }

    private static boolean isShared(LiveObject claim) {
        return claim.at("/spec/accessModes")
                .valueStream()
                .anyMatch(mode -> mode.asString("").endsWith("Many"));
    }

    private static Stream<Workload> users(LiveObject claim, Snapshot snapshot) {
        return snapshot.workloads().stream()
                .filter(workload ->
                        workload.ref().namespace().equals(claim.ref().namespace()))
                .filter(workload -> workload.podSpec()
                        .path("volumes")
                        .valueStream()
                        .anyMatch(volume -> volume.at(POINTER)
                                .asString("")
                                .equals(claim.ref().name())));
    }

    private Finding finding(MissingName missing) {
        Workload workload = missing.workload();
        return new Finding(
                rule(),
                workload.ref(),
                "its pods find no node: there is no PersistentVolumeClaim " + missing.name(),
                "PersistentVolumeClaim " + missing.name() + " does not exist in namespace "
                        + workload.ref().namespace(),
                List.of(new Clue(
                        Clue.Source.SPEC,
                        workload.ref(),
                        missing.field() + " is " + missing.name() + ", which does not exist")),
                Repairs.orPerson(missing.repairs(), person(missing)),
                Finding.LEAST_SETTLE);
    }

    private static Reason person(MissingName missing) {
        return Reason.lasting(
                "claim-missing",
                "no free PersistentVolumeClaim there has a name like " + missing.name(),
                "add the claim where " + missing.workload().ref() + " is defined, or name another one");
    }
}
