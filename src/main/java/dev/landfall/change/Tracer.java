package dev.landfall.change;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.ConfigurationException;
import dev.landfall.git.GitException;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Lender;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Ownership;
import dev.landfall.gitops.OwnershipFinder;
import dev.landfall.manifest.FoundObject;
import dev.landfall.manifest.Search;
import dev.landfall.placement.Checkout;
import dev.landfall.placement.Placement;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows an object to its owner and on to the file. Git may be out of reach: who owns the object is known all the same. */
public final class Tracer {
    private final OwnershipFinder finder;
    private final Providers providers;
    private final RepositoryAccess access;
    private final Placement placement;
    private final Parents parents;

    public Tracer(Cluster cluster, Providers providers, RepositoryAccess access, Placement placement) {
        this.finder = providers.finder(cluster);
        this.providers = providers;
        this.access = access;
        this.placement = placement;
        this.parents = new Parents(providers);
    }

    /** @param scan whether to look for a second owner too */
    public Trace trace(ObjectRef object, boolean scan) {
        OwnershipFinder.Finding finding = finder.find(object, scan);
        Trace owner = new Trace(
                object,
                finding.ownership(),
                finding.scanned(),
                finding.unread(),
                List.of(),
                Optional.empty(),
                "",
                List.of(),
                List.of());
        return finding.ownership() instanceof Ownership.Owned owned
                ? below(parents.of(owned.owner()), inGit(owner, owned.owner()))
                : owner;
    }

    /** What delivers an object; empty where nothing does, as far as is known. Git is not asked. */
    public Optional<ObjectRef> ownerOf(ObjectRef object) {
        return finder.find(object, false).ownership() instanceof Ownership.Owned owned
                ? Optional.of(owned.owner().object())
                : Optional.empty();
    }

    private static Trace below(Parents.Line parents, Trace trace) {
        List<Reason> notes = new ArrayList<>(trace.notes());
        parents.cut().ifPresent(notes::add);
        return new Trace(
                trace.object(),
                trace.ownership(),
                trace.scanned(),
                trace.unread(),
                parents.links(),
                trace.source(),
                trace.branch(),
                trace.files(),
                notes);
    }

    private Trace inGit(Trace trace, Owner owner) {
        return switch (providers.named(owner.provider()).layersOf(owner)) {
            case Layers.CannotPlace cannot -> with(trace, Optional.empty(), "", List.of(), List.of(cannot.reason()));
            case Layers.PlainFolder folder -> inRepository(trace, owner, folder.source());
            case Layers.Folders folders -> inOneOf(trace, owner, folders);
            case Layers.ChartAlone(GitSource source) ->
                with(trace, Optional.empty(), "", List.of(), List.of(fromChart(owner, source)));
            case Layers.ReleasedChart _ ->
                with(trace, Optional.empty(), "", List.of(), List.of(OwnershipRefusals.inNoRepository(owner)));
        };
    }

    /** The first that has it in a file; else the first at all, with what stands in the way. */
    private Trace inOneOf(Trace trace, Owner owner, Layers.Folders folders) {
        List<Trace> traces = folders.sources().stream()
                .map(source -> inRepository(trace, owner, source))
                .toList();
        return traces.stream()
                .filter(each -> !each.files().isEmpty())
                .findFirst()
                .or(() -> traces.stream().findFirst())
                .orElseGet(() -> inNoFolder(trace, owner, folders));
    }

    private static Trace inNoFolder(Trace trace, Owner owner, Layers.Folders folders) {
        List<Reason> notes = new ArrayList<>(folders.unread());
        folders.charts().forEach(chart -> notes.add(fromChart(owner, chart)));
        return with(trace, Optional.empty(), "", List.of(), notes);
    }

    private static Reason fromChart(Owner owner, GitSource source) {
        return OwnershipRefusals.fromChart(owner, source.chart().orElseThrow().named());
    }

    private Trace inRepository(Trace trace, Owner owner, GitSource source) {
        try {
            return find(trace, owner, source);
        } catch (RequestException notAllowed) {
            return unread(trace, source, notAllowed.reason());
        } catch (GitException outOfReach) {
            return unread(trace, source, outOfReach.reason());
        } catch (ConfigurationException noCredentials) {
            return unread(trace, source, noCredentials.reason());
        }
    }

    private Trace find(Trace trace, Owner owner, GitSource source) {
        try {
            Checkout checkout = new Checkouts(access).of(source);
            Search search = placement.contents().find(checkout, owner.target());
            return lender(source, search.found())
                    .map(lender ->
                            found(trace, owner, checkout.lenders().get(lender.name()), inRepository(lender, search)))
                    .orElseGet(() -> found(trace, owner, checkout, search));
        } catch (ImpossibleChange noBranch) {
            return unread(trace, source, noBranch.reason());
        }
    }

    /** That the files lie in the repository of another one, which lends them to the source. */
    private static Optional<Lender> lender(GitSource source, List<FoundObject> files) {
        return files.stream()
                .findFirst()
                .flatMap(file -> source.lenders().stream()
                        .filter(lender -> lender.lends(file.path()))
                        .findFirst());
    }

    private static Search inRepository(Lender lender, Search search) {
        List<FoundObject> there = search.found().stream()
                .filter(file -> lender.lends(file.path()))
                .map(file -> new FoundObject(lender.inRepository(file.path()), file.document(), file.line()))
                .toList();
        return new Search(there, search.unreadable());
    }

    private Trace found(Trace trace, Owner owner, Checkout checkout, Search search) {
        GitSource source = checkout.source();
        List<Reason> notes = new ArrayList<>(search.unreadable());
        notes.addAll(new LayoutNotes(access.layoutOf(source.repository()), owner).of(search.found()));
        String branch = Checkouts.branch(source, checkout.repository());
        return with(trace, Optional.of(source), branch, search.found(), notes);
    }

    private static Trace unread(Trace trace, GitSource source, Reason why) {
        return with(trace, Optional.of(source), source.branch(), List.of(), List.of(why));
    }

    private static Trace with(
            Trace trace, Optional<GitSource> source, String branch, List<FoundObject> files, List<Reason> notes) {
        return new Trace(
                trace.object(),
                trace.ownership(),
                trace.scanned(),
                trace.unread(),
                trace.parents(),
                source,
                branch,
                files,
                notes);
    }
}
