package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Owner;
import dev.landfall.placement.BuiltObjects;
import dev.landfall.placement.Checkout;
import dev.landfall.placement.SourceContents;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.Collection;
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

    /** One of an owner's sources. */
    sealed interface Source {
        /** For people. */
        String place();

        record InGit(Checkout checkout) implements Source {
            @Override
            public String place() {
                GitSource source = checkout.source();
                return source.chart()
                        .map(chart -> "the " + chart.named())
                        .orElseGet(() -> "the folder \"" + source.path() + "\" of " + source.repository());
            }
        }

        /** A published chart that nothing in Git goes into. */
        record Alone(Layers.ChartAlone chart) implements Source {
            @Override
            public String place() {
                return "the " + chart.source().chart().orElseThrow().named();
            }
        }
    }

    /**
     * The source of the objects.
     *
     * @param others of the same owner, in Git, that can be looked into
     * @param notes which cannot be
     */
    record Chosen(Source source, List<Checkout> others, List<Reason> notes) {}

    /** @throws ImpossibleChange where not one source alone makes all of them */
    Chosen of(Owner owner, Layers.Folders folders, List<Share.Assigned> objects) {
        List<Checkout> inGit = folders.sources().stream().map(checkouts::of).toList();
        Set<Source> holding = new LinkedHashSet<>();
        Set<Reason> unseen = new LinkedHashSet<>(folders.unread());
        for (Share.Assigned object : objects)
            holding.add(holder(owner, inGit, folders, object.owner().target(), unseen));
        if (holding.size() > 1) throw new ImpossibleChange(OwnershipRefusals.sourcesOfObjects(owner, places(holding)));
        Source source = holding.iterator().next();
        List<Checkout> others = inGit.stream()
                .filter(each -> !source.equals(new Source.InGit(each)))
                .toList();
        return new Chosen(
                source,
                others,
                unseen.stream()
                        .map(reason -> OwnershipRefusals.sourceUnseen(owner, reason))
                        .toList());
    }

    /** @param unseen why sources cannot be looked into; those that cannot be rendered are added */
    private Source holder(
            Owner owner, List<Checkout> inGit, Layers.Folders folders, ObjectRef target, Set<Reason> unseen) {
        SourceContents.Holders holders = contents.holders(inGit, target);
        List<Source> holding = new ArrayList<>();
        holders.holding().forEach(each -> holding.add(new Source.InGit(each)));
        List<Reason> why = new ArrayList<>(holders.unclear());
        for (GitSource chart : folders.charts()) {
            Layers.ChartAlone alone = new Layers.ChartAlone(chart);
            switch (contents.built(alone)) {
                case BuiltObjects.Failing(Reason reason) -> {
                    why.add(reason);
                    unseen.add(reason);
                }
                case BuiltObjects.NotBuilt _ -> {}
                case BuiltObjects.Built built -> {
                    if (built.object(target).isPresent()) holding.add(new Source.Alone(alone));
                }
            }
        }
        if (holding.size() == 1) return holding.getFirst();
        if (!holding.isEmpty())
            throw new ImpossibleChange(OwnershipRefusals.inSeveralSources(owner, target, places(holding)));
        if (why.isEmpty()) why.addAll(folders.unread());
        throw new ImpossibleChange(
                why.isEmpty()
                        ? OwnershipRefusals.inNoSource(owner, target, places(all(inGit, folders)))
                        : why.getFirst());
    }

    private static List<Source> all(List<Checkout> inGit, Layers.Folders folders) {
        List<Source> all = new ArrayList<>();
        inGit.forEach(each -> all.add(new Source.InGit(each)));
        folders.charts().forEach(chart -> all.add(new Source.Alone(new Layers.ChartAlone(chart))));
        return all;
    }

    private static String places(Collection<Source> sources) {
        return sources.stream().map(Source::place).collect(Collectors.joining(", "));
    }
}
