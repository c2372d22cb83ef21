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
    private final List<GitOpsProvider> besides;

    public OwnershipFinder(Cluster cluster, List<GitOpsProvider> providers) {
        this(cluster, providers, List.of());
    }

    /**
     * @param cluster of the objects
     * @param besides the same tools in the cluster of the objects, where the others look for owners elsewhere: what is
     *     owned there is not for the others, and not for nobody
     */
    public OwnershipFinder(Cluster cluster, List<GitOpsProvider> providers, List<GitOpsProvider> besides) {
        this.cluster = cluster;
        this.providers = List.copyOf(providers);
        this.besides = List.copyOf(besides);
    }

    /**
     * An answer and how sure it is.
     *
     * @param scanned whether every owner of every provider was looked at, so that a second one cannot exist
     * @param unread rights without which a second owner could have been overlooked
     */
    public record Finding(Ownership ownership, boolean scanned, List<Access> unread) {}

    /**
     * @param scan whether to look for a second owner too, at the price of one list of each kind of owner; without it they
     *     are listed only where the marks on the object lead to no owner of any tool
     */
    public Finding find(ObjectRef ref, boolean scan) {
        Optional<LiveObject> asked = cluster.get(ref);
        if (asked.isEmpty() && !scan) return new Finding(new Ownership.Absent(ref), false, List.of());
        Lineage lineage = asked.map(new LineageReader(cluster)::read).orElseGet(() -> missing(ref));
        Finding found = find(ref, asked, lineage, scan);
        boolean isEnough = scan || hasOwners(found.ownership());
        return isEnough ? found : find(ref, asked, lineage, true);
    }

    private static boolean hasOwners(Ownership ownership) {
        return switch (ownership) {
            case Ownership.Owned _, Ownership.Contested _ -> true;
            case Ownership.Unmanaged _,
                    Ownership.Claimed _,
                    Ownership.Elsewhere _,
                    Ownership.Undetermined _,
                    Ownership.Absent _ -> false;
        };
    }

    private Finding find(ObjectRef ref, Optional<LiveObject> asked, Lineage lineage, boolean scan) {
        List<Claims> claims = claims(providers, lineage, scan);
        List<Claims> local = claims(besides, lineage, scan);
        List<Claims> all = new ArrayList<>(claims);
        local.forEach(each -> all.add(withoutGone(each)));
        boolean scanned = all.stream().allMatch(Claims::scanned);
        Ownership ownership = here(judge(lineage, all), lineage, all(local, Claims::owners));
        boolean absent = asked.isEmpty() && ownership instanceof Ownership.Unmanaged;
        return new Finding(absent ? new Ownership.Absent(ref) : ownership, scanned, all(all, Claims::missing));
    }

    private static List<Claims> claims(List<GitOpsProvider> of, Lineage lineage, boolean scan) {
        return of.stream().map(provider -> provider.claimsOn(lineage, scan)).toList();
    }

    /** An owner that is not in the cluster of the objects is looked for elsewhere, which tells whether it is gone. */
    private static Claims withoutGone(Claims claims) {
        List<Claims.Mark> unproven =
                claims.unproven().stream().filter(mark -> !mark.ownerGone()).toList();
        return new Claims(claims.owners(), unproven, List.of(), claims.missing(), claims.scanned());
    }

    /** What an owner in the cluster of the objects owns is elsewhere for whoever looks in another one. */
    private static Ownership here(Ownership found, Lineage lineage, List<Owner> local) {
        if (!(found instanceof Ownership.Owned owned) || !local.contains(owned.owner())) return found;
        Owner owner = owned.owner();
        Reason reason = Reason.lasting(
                "owned-beside-owner-context",
                owner.target() + " is owned by " + owner.object() + " in its own cluster",
                "leave --owner-context out");
        return new Ownership.Elsewhere(
                lineage.asked().ref(), owner.chain(), owner.evidence(), reason, Optional.empty());
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
