package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Applied;
import dev.landfall.gitops.AppliesTo;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Owner;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.placement.Proof;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a proof by rendering holds: for the owner whose source is edited, and for the others of which it says that
 * nothing changes for them.
 */
final class ProofTrust {
    /** Of a base that more owners build from, the others are not compared: each takes several reads. */
    static final int MOST_OTHERS = 20;

    private final Providers providers;
    private final RenderTrust trust;

    ProofTrust(Providers providers, RenderTrust trust) {
        this.providers = providers;
        this.trust = trust;
    }

    /**
     * What a person should know of it.
     *
     * @throws ImpossibleChange where it does not hold, unless that is accepted
     */
    List<Reason> in(PlacedShare placed, ChangeRequest request) {
        Proof proof = placed.placed().proof();
        List<Reason> notes = new ArrayList<>();
        if (proof.isByRendering()) notes.addAll(ofShare(placed.share(), request));
        proof.unchanged().stream().limit(MOST_OTHERS).forEach(other -> notes.addAll(ofOther(other, request)));
        int more = proof.unchanged().size() - MOST_OTHERS;
        if (more > 0) notes.add(RenderReasons.moreOthers(more));
        return notes;
    }

    /** The same of a published chart that nothing in Git goes into. */
    List<Reason> in(Owner owner, Layers.ChartAlone chart, Set<ObjectRef> targets, boolean acceptUnproven) {
        List<Applied> applied = providers.named(owner.provider()).appliedBy(owner);
        return accepted(trust.of(owner.object(), applied, chart, targets), acceptUnproven);
    }

    private List<Reason> ofShare(Share share, ChangeRequest request) {
        Owner owner = share.owner();
        // Whoever does not exist yet has made nothing live.
        if (owner.live().uid().isEmpty()) return List.of();
        Set<ObjectRef> targets =
                share.changes().stream().map(DesiredChange::object).collect(Collectors.toSet());
        List<Applied> applied = providers.named(owner.provider()).appliedBy(owner);
        return accepted(trust.of(owner.object(), applied, share.checkout(), targets), request);
    }

    private List<Reason> ofOther(Proof.Unchanged other, ChangeRequest request) {
        Optional<Owner> found = providers.named(other.owner());
        if (found.isEmpty()) return List.of(RenderReasons.ownerNotFound(other.owner()));
        Owner owner = found.get();
        GitOpsProvider provider = providers.named(owner.provider());
        return switch (provider.appliesTo(owner)) {
            case AppliesTo.AnotherCluster(Reason why) -> List.of(RenderReasons.appliedElsewhere(why));
            case AppliesTo.Untold(Reason why) -> List.of(RenderReasons.appliedElsewhere(why));
            case AppliesTo.TheTarget _ ->
                accepted(trust.of(other.owner(), provider.appliedBy(owner), other.before(), Set.of()), request);
        };
    }

    /** Our own bytes are taken back whatever is made of them. */
    private static List<Reason> accepted(RenderTrust.Found found, ChangeRequest request) {
        return accepted(found, request.manner().acceptUnproven() || request.isRevert());
    }

    private static List<Reason> accepted(RenderTrust.Found found, boolean acceptUnproven) {
        if (found.unproven().isPresent() && !acceptUnproven)
            throw new ImpossibleChange(found.unproven().get());
        return Stream.concat(found.unproven().stream(), found.notes().stream()).toList();
    }
}
