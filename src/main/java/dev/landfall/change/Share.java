package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Owner;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.placement.Checkout;
import dev.landfall.placement.Renamed;
import java.util.List;
import java.util.Optional;

/**
 * An owner, the source of its that makes the objects as it is now, and all changes that go through it.
 *
 * @param others sources of the same owner
 * @param lender whose files are edited; empty where they are those of the source itself
 */
record Share(Owner owner, Checkout checkout, List<Checkout> others, Optional<String> lender, List<Assigned> objects) {

    /** One object's changes and who applies them. */
    record Assigned(Owner owner, List<DesiredChange> changes) {}

    Share inLender(String name) {
        return new Share(owner, checkout, others, Optional.of(name), objects);
    }

    GitSource source() {
        return checkout.source();
    }

    /** What is edited. */
    Checkout edited() {
        return lender.map(checkout.lenders()::get).orElse(checkout);
    }

    GitRepository repository() {
        return edited().repository();
    }

    /** As the owner has it. */
    String url() {
        return edited().source().repository();
    }

    String branch() {
        return Checkouts.branch(edited().source(), repository());
    }

    CommitId head() {
        return edited().commit();
    }

    String place() {
        return branch() + " " + url();
    }

    List<DesiredChange> changes() {
        return objects.stream().flatMap(object -> object.changes().stream()).toList();
    }

    List<ObjectRef> targets() {
        return objects.stream().map(object -> object.owner().target()).toList();
    }

    /** @param renamed what other objects are called by it afterwards */
    OwnerShare planned(GitOpsProvider provider, List<Renamed> renamed) {
        return new OwnerShare(
                owner.provider(),
                owner.object(),
                owner.live().uid(),
                source().definedBy(),
                source().path(),
                targets(),
                objects.stream()
                        .flatMap(object -> object.owner().evidence().stream())
                        .map(proof -> proof.object() + " " + proof.field() + ": " + proof.observed())
                        .distinct()
                        .toList(),
                owner.live().uid().isEmpty() ? List.of() : provider.troublesIn(owner),
                renamed);
    }
}
