package dev.landfall.gitops;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.Lineage;
import dev.landfall.cluster.LineageReader;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Asks every provider who owns an object, and makes one answer of theirs. */
public final class OwnershipFinder {
    private final Cluster cluster;
    private final List<GitOpsProvider> providers;

    public OwnershipFinder(Cluster cluster, List<GitOpsProvider> providers) {
        this.cluster = cluster;
        this.providers = List.copyOf(providers);
    }

    /**
     * An answer and how sure it is.
     *
     * @param scanned whether every owner of every provider was looked at, so that a second one cannot exist
     * @param unread rights without which a second owner could have been overlooked
     */
    public record Finding(Ownership ownership, boolean scanned, List<Access> unread) {}

    /** @param scan whether to look for a second owner too, at the price of one list of each kind of owner */
    public Finding find(ObjectRef ref, boolean scan) {
        Optional<LiveObject> asked = cluster.get(ref);
        if (asked.isEmpty() && !scan) return new Finding(new Ownership.Absent(ref), false, List.of());
        Lineage lineage = asked.map(new LineageReader(cluster)::read).orElseGet(() -> missing(ref));
        List<Claims> claims = providers.stream()
                .map(provider -> provider.claimsOn(lineage, scan))
                .toList();
        boolean scanned = claims.stream().allMatch(Claims::scanned);
        Ownership ownership = judge(lineage, claims);
        boolean absent = asked.isEmpty() && ownership instanceof Ownership.Unmanaged;
        return new Finding(absent ? new Ownership.Absent(ref) : ownership, scanned, all(claims, Claims::missing));
    }

    /** An object that is not there has no lineage and no marks, but an owner may list it all the same. */
    private static Lineage missing(ObjectRef ref) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("apiVersion", ref.apiVersion()).put("kind", ref.kind());
        json.putObject("metadata").put("namespace", ref.namespace()).put("name", ref.name());
        return new Lineage(List.of(new LiveObject(json)), "");
    }

    private static Ownership judge(Lineage lineage, List<Claims> claims) {
        List<Owner> owners = nearest(lineage, all(claims, Claims::owners));
        if (owners.size() > 1) return new Ownership.Contested(owners);
        if (owners.size() == 1) return new Ownership.Owned(owners.getFirst());
        return withoutOwner(lineage, claims);
    }

    private static Ownership withoutOwner(Lineage lineage, List<Claims> claims) {
        ObjectRef asked = lineage.asked().ref();
        List<ObjectRef> chain = lineage.objects().stream().map(LiveObject::ref).toList();
        List<Access> missing = all(claims, Claims::missing);
        // What could not be read outranks marks: the owner may be among it.
        if (!missing.isEmpty()) return new Ownership.Undetermined(asked, chain, missing);
        List<Claims.Mark> elsewhere = all(claims, Claims::elsewhere);
        List<Claims.Mark> unproven = all(claims, Claims::unproven);
        Ownership.Unmanaged nobodys = new Ownership.Unmanaged(lineage.asked(), lineage.root(), chain);
        Optional<Ownership.Unmanaged> withoutMarks = Optional.of(nobodys)
                .filter(_ -> claims.stream().allMatch(Claims::scanned)
                        && Stream.concat(elsewhere.stream(), unproven.stream()).allMatch(Claims.Mark::ownerGone));
        if (!elsewhere.isEmpty()) {
            Reason reason = elsewhere.getFirst().reason();
            return new Ownership.Elsewhere(asked, chain, proofs(elsewhere), reason, withoutMarks);
        }
        if (!unproven.isEmpty()) {
            Reason reason = unproven.getFirst().reason();
            return new Ownership.Claimed(asked, chain, proofs(unproven), reason, withoutMarks);
        }
        return nobodys;
    }

    /** Of owners at different heights of the lineage the nearest counts: it applies the object itself. */
    private static List<Owner> nearest(Lineage lineage, List<Owner> owners) {
        for (LiveObject object : lineage.objects()) {
            List<Owner> here = owners.stream()
                    .filter(owner -> owner.target().isSameObjectAs(object.ref()))
                    .toList();
            if (!here.isEmpty()) return here;
        }
        return List.of();
    }

    private static List<Proof> proofs(List<Claims.Mark> marks) {
        return marks.stream().map(Claims.Mark::proof).toList();
    }

    private static <T> List<T> all(List<Claims> claims, Function<Claims, List<T>> part) {
        List<T> together = new ArrayList<>();
        claims.forEach(claim -> together.addAll(part.apply(claim)));
        return List.copyOf(together);
    }
}
