package dev.landfall.change;

import dev.landfall.cluster.Cluster;
import dev.landfall.git.CommitId;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FileEdit;
import dev.landfall.placement.Placement;
import dev.landfall.placement.Proof;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Drafts what goes through Git: one part for each branch of each repository, whichever owners apply from it. */
final class GitDrafting {
    private final Providers providers;
    private final RepositoryAccess access;
    private final Reverting reverting;
    private final Rehearsal rehearsal;
    private final Placement placement;
    private final OwnerWays ways;
    private final ProofTrust trust;

    GitDrafting(
            Providers providers,
            RepositoryAccess access,
            Placement placement,
            OwnerWays ways,
            Reverting reverting,
            Rehearsal rehearsal,
            ProofTrust trust) {
        this.placement = placement;
        this.ways = ways;
        this.providers = providers;
        this.access = access;
        this.reverting = reverting;
        this.rehearsal = rehearsal;
        this.trust = trust;
    }

    /** @throws ImpossibleChange where one of them cannot be done */
    Drafted parts(ChangeRequest request, List<Share.Assigned> assigned, List<Reason> warnings) {
        PlaceSearch search = new PlaceSearch(providers, access, placement, ways, trust, reverting, request);
        search.find(assigned);
        assigned.forEach(each -> warnings.addAll(rivals(each)));
        Map<String, List<PlacedShare>> byPlace = search.shares().stream()
                .collect(Collectors.groupingBy(
                        placed -> placed.share().place(), LinkedHashMap::new, Collectors.toList()));
        List<Reason> ofParts = new ArrayList<>();
        List<Draft.GitPart> parts = byPlace.values().stream()
                .map(shares -> part(request, shares, ofParts))
                .toList();
        assigned.stream()
                .filter(each -> parts.stream()
                        .noneMatch(part -> part.planned().renames(each.owner().target())))
                .forEach(each -> warnings.addAll(rehearsal.of(each.owner().target(), each.changes())));
        warnings.addAll(ofParts);
        List<String> byWrites = new ArrayList<>();
        search.broughtAboutByWrites().forEach(brought -> addBrought(request, brought, byWrites, warnings));
        warnings.addAll(search.notes());
        return new Drafted(parts, search.writes(), byWrites, search.ownerChanges(reverting.broughtBack(request)));
    }

    private List<Reason> rivals(Share.Assigned object) {
        List<String> images = object.changes().stream()
                .filter(change -> change instanceof DesiredChange.SetField set
                        && set.path().last().equals(new FieldPath.Key("image")))
                .map(change -> ((DesiredChange.SetField) change).value().asString(""))
                .toList();
        return providers.named(object.owner().provider()).rivalsOf(object.owner(), images);
    }

    /**
     * @param writes of owners that nobody applies
     * @param renderedByWrites what changes of what these owners make
     */
    record Drafted(
            List<Draft.GitPart> parts,
            List<DirectDrafting.Writing> writes,
            List<String> renderedByWrites,
            List<OwnerChange> ownerChanges) {}

    private Draft.GitPart part(ChangeRequest request, List<PlacedShare> shares, List<Reason> warnings) {
        Map<String, FileEdit> files = new LinkedHashMap<>();
        List<String> rendered = new ArrayList<>();
        List<OwnerShare> owners = new ArrayList<>();
        for (PlacedShare each : shares) {
            warnings.addAll(unasked(each.share()));
            owners.add(each.share()
                    .planned(
                            providers.named(each.share().owner().provider()),
                            each.placed().proof().renamed()));
            addProof(request, each, rendered, warnings);
            List<FileEdit> edited = each.files();
            if (!edited.isEmpty()) foresee(each.share(), edited, warnings);
            for (FileEdit file : edited) {
                FileEdit there = files.put(file.path(), file);
                // Two owners of one base may want the same of it.
                if (there != null
                        && !Arrays.equals(
                                there.after().orElse(null), file.after().orElse(null)))
                    throw new ImpossibleChange(Refusals.fileOfTwoOwners(file.path()));
            }
        }
        return part(
                request,
                shares.stream().map(PlacedShare::share).toList(),
                owners,
                shares.getFirst().share().head(),
                List.copyOf(files.values()),
                rendered,
                shares.stream()
                        .flatMap(each -> each.placed().proof().former().stream())
                        .toList());
    }

    /** Of the share, and of those that come about by a change of an owner that goes with it. */
    private void addProof(ChangeRequest request, PlacedShare placed, List<String> rendered, List<Reason> warnings) {
        addProof(placed.placed().proof(), rendered, warnings);
        warnings.addAll(trust.in(placed, request));
        placed.broughtAbout().forEach(below -> addBrought(request, below, rendered, warnings));
    }

    private void addBrought(
            ChangeRequest request, PlacedShare.Brought brought, List<String> rendered, List<Reason> warnings) {
        if (brought.source().isPresent()) addProof(request, brought.source().get(), rendered, warnings);
        else addProof(brought.proof(), rendered, warnings);
    }

    private static void addProof(Proof proof, List<String> rendered, List<Reason> warnings) {
        warnings.addAll(proof.warnings());
        rendered.addAll(proof.renderedDifferences());
    }

    /** What the owner would do with the commit, as far as that is certain now. */
    private void foresee(Share share, List<FileEdit> edited, List<Reason> warnings) {
        GitOpsProvider provider = providers.named(share.owner().provider());
        List<String> paths = edited.stream().map(FileEdit::path).toList();
        for (Share.Assigned object : share.objects()) {
            provider.obstacleIn(object.owner(), fields(object), paths).ifPresent(obstacle -> {
                throw new ImpossibleChange(obstacle);
            });
        }
        warnings.addAll(provider.delaysOf(share.owner()));
    }

    private static List<String> fields(Share.Assigned object) {
        return object.changes().stream()
                .filter(DesiredChange.FieldChange.class::isInstance)
                .map(DesiredChange::field)
                .toList();
    }

    private Draft.GitPart part(
            ChangeRequest request,
            List<Share> shares,
            List<OwnerShare> owners,
            CommitId head,
            List<FileEdit> files,
            List<String> rendered,
            List<DesiredChange> former) {
        Share first = shares.getFirst();
        Map<String, Optional<byte[]>> contents = files.isEmpty()
                ? Map.of()
                : reverting.files().contents(request, files, first.branch(), first.repository(), head);
        List<PlannedEdit> edits = files.stream()
                .flatMap(file -> file.fields().stream().map(field -> PlannedEdit.of(file.path(), field)))
                .map(edit -> reverting.inItsFile(request, edit, contents.keySet()))
                .toList();
        Map<String, byte[]> before = first.repository().read(head, contents.keySet());
        StringBuilder diff = new StringBuilder();
        contents.forEach(
                (path, after) -> diff.append(SecretValues.shown(path, Optional.ofNullable(before.get(path)), after)));
        refusePaths(first.url(), contents);
        refuseConflicts(request, shares, head, edits);
        PlanPart.InGit planned = new PlanPart.InGit(
                first.url(),
                first.branch(),
                access.hosting().wayTo(first.url()),
                head.hex(),
                owners,
                edits,
                diff.toString(),
                rendered,
                contents.keySet().stream()
                        .filter(path ->
                                edits.stream().noneMatch(edit -> edit.file().equals(path)))
                        .toList(),
                Inverse.inOtherWords(edits, former));
        return new Draft.GitPart(planned, first.repository(), head, contents);
    }

    private void refusePaths(String repository, Map<String, Optional<byte[]>> contents) {
        for (String path : contents.keySet()) {
            boolean allowed = access.ruleFor(repository)
                    .map(rule -> rule.allowsPath(path))
                    .orElse(true);
            if (!allowed) throw new ImpossibleChange(Refusals.pathNotAllowed(path));
            access.layoutOf(repository).closing(path).ifPresent(rule -> {
                throw new ImpossibleChange(Refusals.folderClosed(path, rule));
            });
        }
    }

    private void refuseConflicts(ChangeRequest request, List<Share> shares, CommitId head, List<PlannedEdit> edits) {
        List<String> conflicts = reverting.conflicts(request, edits).stream()
                .map(conflict -> conflict.told(whoEdited(request, shares, head, conflict)))
                .toList();
        if (!conflicts.isEmpty()) throw new ImpossibleChange(Refusals.revertConflict(conflicts));
    }

    private String whoEdited(ChangeRequest request, List<Share> shares, CommitId head, Reverting.Conflict conflict) {
        return shares.stream()
                .filter(share -> share.objects().stream()
                        .anyMatch(each -> each.owner()
                                .target()
                                .isSameObjectAs(conflict.now().object())))
                .findFirst()
                .map(share -> reverting.whoEdited(
                        request,
                        conflict,
                        share.branch(),
                        share.repository(),
                        head,
                        (commit, wanted) -> placement
                                .contents()
                                .isAsDesired(
                                        share.checkout().with(share.edited().source(), commit), wanted)))
                .orElse("");
    }

    private List<Reason> unasked(Share share) {
        Cluster owners = providers.named(share.owner().provider()).ownerCluster();
        return Stream.of(share.owner().object(), share.source().definedBy())
                .distinct()
                .filter(object -> WriteRights.missing(owners, "patch", object).isPresent())
                .map(OwnershipRefusals::refreshNotAllowed)
                .toList();
    }
}
