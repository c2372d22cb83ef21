package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Owner;
import dev.landfall.placement.Checkout;
import dev.landfall.placement.SourceContents;
import dev.landfall.reason.Reason;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out which of an owner's several sources makes the objects of a change, by what each of them renders. */
final class RenderedSources {
    private final Checkouts checkouts;
    private final SourceContents contents;

    RenderedSources(Checkouts checkouts, SourceContents contents) {
        this.checkouts = checkouts;
        this.contents = contents;
    }

    /**
     * The source of the objects.
     *
     * @param others of the same owner that can be looked into
     * @param notes which cannot be
     */
    record Chosen(Checkout source, List<Checkout> others, List<Reason> notes) {}

    /** @throws ImpossibleChange where not one source alone makes all of them */
    Chosen of(Owner owner, Layers.Folders folders, List<Share.Assigned> objects) {
        List<Checkout> all = folders.sources().stream().map(checkouts::of).toList();
        Set<Checkout> holding = new LinkedHashSet<>();
        for (Share.Assigned object : objects)
            holding.add(holder(owner, all, folders, object.owner().target()));
        if (holding.size() > 1)
            throw new ImpossibleChange(OwnershipRefusals.sourcesOfObjects(owner, places(List.copyOf(holding))));
        Checkout source = holding.iterator().next();
        List<Checkout> others =
                all.stream().filter(each -> !each.equals(source)).toList();
        return new Chosen(
                source,
                others,
                folders.unread().stream()
                        .map(reason -> OwnershipRefusals.sourceUnseen(owner, reason))
                        .toList());
    }

    private Checkout holder(Owner owner, List<Checkout> all, Layers.Folders folders, ObjectRef target) {
        SourceContents.Holders holders = contents.holders(all, target);
        if (holders.holding().size() == 1) return holders.holding().getFirst();
        if (!holders.holding().isEmpty())
            throw new ImpossibleChange(OwnershipRefusals.inSeveralSources(owner, target, places(holders.holding())));
        List<Reason> why = holders.unclear().isEmpty() ? folders.unread() : holders.unclear();
        throw new ImpossibleChange(
                why.isEmpty() ? OwnershipRefusals.inNoSource(owner, target, places(all)) : why.getFirst());
    }

    private static String places(List<Checkout> sources) {
        return sources.stream()
                .map(each -> "the folder \"" + each.source().path() + "\" of "
                        + each.source().repository())
                .collect(Collectors.joining(", "));
    }
}
