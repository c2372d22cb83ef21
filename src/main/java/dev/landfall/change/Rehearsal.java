package dev.landfall.change;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ObjectWriter.Written;
import dev.landfall.gitops.DirectWriter;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Has the API server say beforehand what it will say when the owner applies the change: a field that is immutable, a
 * webhook that refuses. Only where the user may write the object; the plan says where not.
 */
final class Rehearsal {
    private final Cluster cluster;
    private final DirectWriter writer;

    Rehearsal(Cluster cluster, DirectWriter writer) {
        this.cluster = cluster;
        this.writer = writer;
    }

    /** What is worth knowing. @throws ImpossibleChange where the API server would refuse it */
    List<Reason> of(ObjectRef target, List<DesiredChange> changes) {
        Optional<LiveObject> live = cluster.get(target);
        Optional<JsonNode> before = live.map(LiveObject::json);
        Optional<JsonNode> after = before;
        try {
            for (DesiredChange change : changes) after = change.appliedTo(after);
        } catch (IllegalArgumentException notInTheLiveObject) {
            // Git may define what the live object does not have yet.
            return List.of();
        }
        if (after.isEmpty() || after.equals(before)) return List.of();
        String verb = live.isPresent() ? "patch" : "create";
        Optional<Access> missing = WriteRights.missing(cluster, verb, target);
        if (missing.isPresent()) return List.of(Refusals.mayNotRehearse(missing.get()));
        Written written = live.isPresent()
                ? writer.rehearse(live.get(), JsonPatchWriting.between(before.get(), after.get()))
                : writer.rehearse(target, after.get());
        return ofOwner(written);
    }

    private static List<Reason> ofOwner(Written written) {
        // The owner may make the namespace, as Argo CD does with CreateNamespace, or another change may.
        if (written instanceof Written.Refused refused
                && refused.reason().code().equals("namespace-missing")) return List.of(refused.reason());
        return judge(written);
    }

    /**
     * What is worth knowing of a dry run.
     *
     * @throws ImpossibleChange where the API server would refuse the write
     */
    static List<Reason> judge(Written written) {
        return switch (written) {
            case Written.Done done -> List.of();
            // Something moves right now; a write is guarded, and landing looks again.
            case Written.Changed changed -> List.of();
            case Written.Refused refused
            when isOnlyTheDryRun(refused) -> List.of(Refusals.notRehearsed(refused.reason()));
            case Written.Refused refused -> throw new ImpossibleChange(refused.reason());
        };
    }

    /** A webhook with side effects does not let itself be tried out (kube-apiserver, admission/plugin/webhook/errors). */
    private static boolean isOnlyTheDryRun(Written.Refused refused) {
        return refused.reason().message().contains("does not support dry run");
    }
}
