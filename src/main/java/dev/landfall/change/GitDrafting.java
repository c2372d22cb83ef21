package dev.landfall.change;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Readers;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.FileEdit;
import dev.landfall.placement.Placed;
import dev.landfall.placement.Placement;
import dev.landfall.placement.Renamed;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
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

    GitDrafting(
            Providers providers,
            RepositoryAccess access,
            Placement placement,
            Reverting reverting,
            Rehearsal rehearsal) {
        this.placement = placement;
        this.providers = providers;
        this.access = access;
        this.reverting = reverting;
        this.rehearsal = rehearsal;
    }

    /** One object's changes and who applies them. */
    record Assigned(Owner owner, List<DesiredChange> changes) {}

    /** An owner, its source as it is now, and all changes that go through it. */
    private record Share(
            Owner owner, GitSource source, String branch, GitRepository repository, List<Assigned> objects) {
        String place() {
            return branch + " " + source.repository();
        }

        List<DesiredChange> changes() {
            return objects.stream().flatMap(object -> object.changes().stream()).toList();
        }

        OwnerShare planned(GitOpsProvider provider, List<Renamed> renamed) {
            return new OwnerShare(
                    owner.provider(),
                    owner.object(),
                    owner.live().uid(),
                    source.definedBy(),
                    source.path(),
                    objects.stream().map(object -> object.owner().target()).toList(),
                    objects.stream()
                            .flatMap(object -> object.owner().evidence().stream())
                            .map(proof -> proof.object() + " " + proof.field() + ": " + proof.observed())
                            .distinct()
                            .toList(),
                    owner.live().uid().isEmpty() ? List.of() : provider.troublesIn(owner),
                    renamed);
        }
    }

    /** @throws ImpossibleChange where one of them cannot be done */
    List<Draft.GitPart> parts(ChangeRequest request, List<Assigned> assigned, List<Reason> warnings) {
        Map<ObjectRef, List<Assigned>> byOwner = assigned.stream()
                .collect(Collectors.groupingBy(each -> each.owner().object(), LinkedHashMap::new, Collectors.toList()));
        Map<String, List<Share>> byPlace = byOwner.values().stream()
                .map(this::share)
                .collect(Collectors.groupingBy(Share::place, LinkedHashMap::new, Collectors.toList()));
        List<Reason> ofParts = new ArrayList<>();
        List<Draft.GitPart> parts = byPlace.values().stream()
                .map(shares -> part(request, shares, ofParts))
                .toList();
        assigned.stream()
                .filter(each -> parts.stream()
                        .noneMatch(part -> part.planned().renames(each.owner().target())))
                .forEach(each -> warnings.addAll(rehearsal.of(each.owner().target(), each.changes())));
        warnings.addAll(ofParts);
        return parts;
    }

    private Share share(List<Assigned> objects) {
        Owner owner = objects.getFirst().owner();
        return switch (providers.named(owner.provider()).layersOf(owner)) {
            case Layers.CannotPlace cannot -> throw new ImpossibleChange(cannot.reason());
            case Layers.PlainFolder folder -> share(owner, folder.source(), objects);
        };
    }

    private Share share(Owner owner, GitSource source, List<Assigned> objects) {
        GitRepository repository = access.open(source);
        String branch = source.branch().isEmpty() ? repository.defaultBranch() : source.branch();
        access.ruleFor(source.repository())
                .flatMap(rule -> rule.branch())
                .filter(configured -> !configured.equals(branch))
                .ifPresent(configured -> {
                    throw new ImpossibleChange(Refusals.otherBranch(owner, branch, configured));
                });
        return new Share(owner, source, branch, repository, objects);
    }

    private Draft.GitPart part(ChangeRequest request, List<Share> shares, List<Reason> warnings) {
        Share first = shares.getFirst();
        CommitId head =
                first.repository().fetch(first.branch()).orElseThrow(() -> new ImpossibleChange(noBranch(first)));
        Map<String, FileEdit> files = new LinkedHashMap<>();
        List<String> rendered = new ArrayList<>();
        List<OwnerShare> owners = new ArrayList<>();
        Readers readers = providers.readersOf(first.source().repository());
        for (Share share : shares) {
            warnings.addAll(unasked(share));
            Placed placed = placement.place(
                    share.owner().object(), share.source(), share.repository(), head, share.changes(), readers);
            warnings.addAll(placed.proof().warnings());
            rendered.addAll(placed.proof().renderedDifferences());
            owners.add(share.planned(
                    providers.named(share.owner().provider()), placed.proof().renamed()));
            List<FileEdit> edited = files(placed);
            if (!edited.isEmpty()) foresee(share, edited, warnings);
            for (FileEdit file : edited) {
                if (files.put(file.path(), file) != null)
                    throw new ImpossibleChange(Refusals.fileOfTwoOwners(file.path()));
            }
        }
        return part(request, shares, owners, head, List.copyOf(files.values()), rendered);
    }

    /** What the owner would do with the commit, as far as that is certain now. */
    private void foresee(Share share, List<FileEdit> edited, List<Reason> warnings) {
        GitOpsProvider provider = providers.named(share.owner().provider());
        List<String> paths = edited.stream().map(FileEdit::path).toList();
        for (Assigned object : share.objects()) {
            provider.obstacleIn(object.owner(), fields(object), paths).ifPresent(obstacle -> {
                throw new ImpossibleChange(obstacle);
            });
        }
        warnings.addAll(provider.delaysOf(share.owner()));
    }

    private static Reason noBranch(Share share) {
        return share.repository().hasTag(share.branch())
                ? Refusals.pinnedToTag(share.source(), share.branch())
                : Refusals.branchGone(share.source(), share.branch());
    }

    private static List<String> fields(Assigned object) {
        return object.changes().stream()
                .filter(DesiredChange.FieldChange.class::isInstance)
                .map(DesiredChange::field)
                .toList();
    }

    private static List<FileEdit> files(Placed placed) {
        return switch (placed.plan()) {
            case EditPlan.CannotPlace cannot -> throw new ImpossibleChange(cannot.reason());
            case EditPlan.AlreadyAsDesired already -> List.of();
            case EditPlan.Edits edits -> edits.files();
        };
    }

    private Draft.GitPart part(
            ChangeRequest request,
            List<Share> shares,
            List<OwnerShare> owners,
            CommitId head,
            List<FileEdit> files,
            List<String> rendered) {
        Share first = shares.getFirst();
        Map<String, Optional<byte[]>> contents = files.isEmpty()
                ? Map.of()
                : reverting.contents(request, files, first.branch(), first.repository(), head);
        List<PlannedEdit> edits = files.stream()
                .flatMap(file -> file.fields().stream().map(field -> PlannedEdit.of(file.path(), field)))
                .map(edit -> reverting.inItsFile(request, edit, contents.keySet()))
                .toList();
        Map<String, byte[]> before = first.repository().read(head, contents.keySet());
        StringBuilder diff = new StringBuilder();
        contents.forEach(
                (path, after) -> diff.append(SecretValues.shown(path, Optional.ofNullable(before.get(path)), after)));
        refusePaths(first.source().repository(), contents);
        refuseConflicts(request, shares, head, edits);
        PlanPart.InGit planned = new PlanPart.InGit(
                first.source().repository(),
                first.branch(),
                access.hosting().wayTo(first.source().repository()),
                head.hex(),
                owners,
                edits,
                diff.toString(),
                rendered,
                contents.keySet().stream()
                        .filter(path ->
                                edits.stream().noneMatch(edit -> edit.file().equals(path)))
                        .toList());
        return new Draft.GitPart(planned, first.repository(), head, contents);
    }

    private void refusePaths(String repository, Map<String, Optional<byte[]>> contents) {
        for (String path : contents.keySet()) {
            boolean allowed = access.ruleFor(repository)
                    .map(rule -> rule.allowsPath(path))
                    .orElse(true);
            if (!allowed) throw new ImpossibleChange(Refusals.pathNotAllowed(path));
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
                        (commit, wanted) -> placement.isAsDesired(share.source(), share.repository(), commit, wanted)))
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
