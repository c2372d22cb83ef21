package dev.landfall.change;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.Configuration;
import dev.landfall.gitops.DirectWriter;
import dev.landfall.placement.Placement;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out what a request comes to now: who owns the objects, where in Git they are, and what changes. */
final class Drafting {
    private final Routing routing;
    private final GitDrafting git;
    private final DirectDrafting direct;
    private final SecretMakers secretMakers;
    private final Conflicts conflicts;
    private final PartOrder order;

    Drafting(
            Cluster cluster,
            Providers providers,
            Configuration configuration,
            RepositoryAccess access,
            Placement placement,
            DirectWriter writer,
            Reverting reverting) {
        this.routing = new Routing(cluster, providers, configuration);
        this.git = new GitDrafting(
                providers,
                access,
                placement,
                new OwnerWays(cluster, providers, configuration.gitops()),
                reverting,
                new Rehearsal(cluster, writer),
                new ProofTrust(providers, new RenderTrust(cluster, placement.contents(), writer)));
        this.direct = new DirectDrafting(cluster, writer, reverting);
        this.secretMakers = new SecretMakers(cluster);
        this.conflicts = new Conflicts(cluster);
        this.order = new PartOrder(providers);
    }

    Draft draft(ChangeRequest request) {
        Optional<Reason> objection = secretMakers
                .objectionTo(request)
                .or(() -> SecretValues.objectionTo(request))
                .or(() -> conflicts.objectionTo(request));
        if (objection.isPresent()) return new Draft.Impossible(objection.get());
        try {
            return draft(request, routing.of(request));
        } catch (ImpossibleChange impossible) {
            return new Draft.Impossible(impossible.reason());
        }
    }

    private Draft draft(ChangeRequest request, List<Routing.Way> ways) {
        List<Share.Assigned> assigned = new ArrayList<>();
        List<DirectDrafting.Assigned> writes = new ArrayList<>();
        List<Reason> warnings = new ArrayList<>(conflicts.warnings(request));
        for (int i = 0; i < ways.size(); i++) {
            ObjectRef target = request.targets().get(i);
            warnings.addAll(ways.get(i).warnings());
            switch (ways.get(i).route()) {
                case Routing.Route.Closed closed -> throw new ImpossibleChange(closed.reason());
                case Routing.Route.Unclear unclear -> {
                    return new Draft.Unclear(unclear.question());
                }
                case Routing.Route.ThroughOwner through -> {
                    assigned.add(new Share.Assigned(through.owner(), request.changesOf(target)));
                    through.unread().stream()
                            .map(OwnershipRefusals::secondOwnerUnseen)
                            .forEach(warnings::add);
                }
                case Routing.Route.Creating creating ->
                    writes.add(new DirectDrafting.Creating(creating.absent(), request.changesOf(target)));
                case Routing.Route.Writing writing ->
                    writes.add(new DirectDrafting.Writing(writing.unmanaged(), request.changesOf(target)));
                case Routing.Route.Gone gone -> writes.add(new DirectDrafting.Gone(target));
            }
        }
        GitDrafting.Drafted drafted = git.parts(request, assigned, warnings);
        writes.addAll(drafted.writes());
        List<Draft.Part> parts = new ArrayList<>(order.sorted(drafted.parts(), warnings));
        if (!writes.isEmpty()) parts.add(direct.part(request, writes, drafted.renderedByWrites(), warnings));
        return new Draft.Possible(
                parts, drafted.ownerChanges(), warnings.stream().distinct().toList());
    }
}
