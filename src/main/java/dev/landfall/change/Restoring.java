package dev.landfall.change;

import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Lender;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Readers;
import dev.landfall.manifest.EditPlan;
import dev.landfall.placement.Checkout;
import dev.landfall.placement.Placed;
import dev.landfall.placement.Placement;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Brings files back as they were before a change, where nobody has touched them since: no place has to be found then, and
 * none that the change went to can be missed.
 */
final class Restoring {
    private final Placement placement;
    private final Reverting reverting;
    private final ChangeRequest request;
    private final Function<String, Readers> readersOf;

    Restoring(Placement placement, Reverting reverting, ChangeRequest request, Function<String, Readers> readersOf) {
        this.placement = placement;
        this.reverting = reverting;
        this.request = request;
        this.readersOf = readersOf;
    }

    /**
     * Empty for what takes nothing back, where others have touched the files, and where these alone do not bring back what
     * was.
     *
     * @throws ImpossibleChange where others have touched a file with parameters: what stood there is not looked for
     */
    Optional<Placed> of(Share share) {
        if (!request.isRevert()) return Optional.empty();
        if (reverting.isOfParameters(request, share.owner().object(), share.source()))
            return Optional.of(parameters(share));
        Stream<Optional<Lender>> places = Stream.concat(
                Stream.of(Optional.empty()), share.source().lenders().stream().map(Optional::of));
        return places.flatMap(lender -> restored(share, lender).stream()).findFirst();
    }

    /** Of the sources of a generator of owners, the one with the parameters that the change went to. */
    Optional<GitSource> parameters(Owner generator, Layers.Folders folders) {
        return folders.sources().stream()
                .filter(source -> reverting.isOfParameters(request, generator.object(), source))
                .findFirst();
    }

    private Optional<EditPlan.Edits> old(Checkout checkout) {
        return reverting
                .files()
                .untouched(
                        request,
                        Checkouts.branch(checkout.source(), checkout.repository()),
                        checkout.repository(),
                        checkout.commit());
    }

    private Optional<Placed> restored(Share share, Optional<Lender> lender) {
        Checkout checkout = share.checkout();
        Checkout edited =
                lender.map(each -> checkout.lenders().get(each.name())).orElse(checkout);
        return old(edited)
                .flatMap(edits -> placement.restored(
                        share.owner().object(),
                        checkout,
                        lender,
                        share.changes(),
                        edits,
                        readersOf,
                        request.manner().at() == At.BASE));
    }

    private Placed parameters(Share share) {
        EditPlan.Edits edits = old(share.checkout())
                .orElseThrow(() -> new ImpossibleChange(Refusals.parametersTouched(
                        share.owner(), share.checkout().source())));
        return placement.proven(share.owner().object(), share.checkout(), edits, readersOf);
    }
}
