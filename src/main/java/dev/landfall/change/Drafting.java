package dev.landfall.change;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.Configuration;
import dev.landfall.config.ProviderChoice;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.git.UnifiedDiff;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Ownership;
import dev.landfall.gitops.OwnershipFinder;
import dev.landfall.health.HealthReader;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.FileEdit;
import dev.landfall.placement.Placement;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out what a request comes to now: who owns the object, where in Git it is, and which bytes change. */
final class Drafting {
    private final Cluster cluster;
    private final OwnershipFinder finder;
    private final Providers providers;
    private final Configuration configuration;
    private final RepositoryAccess access;
    private final Reverting reverting;
    private final HealthReader health;
    private final Placement placement = new Placement();

    Drafting(
            Cluster cluster,
            Providers providers,
            Configuration configuration,
            RepositoryAccess access,
            Reverting reverting) {
        this.cluster = cluster;
        this.finder = new OwnershipFinder(cluster, providers.all());
        this.providers = providers;
        this.configuration = configuration;
        this.access = access;
        this.reverting = reverting;
        this.health = new HealthReader(cluster);
    }

    Draft draft(ChangeRequest request) {
        OwnershipFinder.Finding finding = finder.find(request.object(), true);
        return switch (finding.ownership()) {
            case Ownership.Owned owned -> draftOwned(request, owned.owner(), finding.unread());
            case Ownership.Unmanaged unmanaged -> new Draft.Impossible(Refusals.unmanaged(unmanaged));
            case Ownership.Claimed claimed -> new Draft.Impossible(claimed.reason());
            case Ownership.Contested contested -> new Draft.Impossible(Refusals.contested(request.object(), contested));
            case Ownership.Elsewhere elsewhere -> new Draft.Impossible(elsewhere.reason());
            case Ownership.Undetermined undetermined -> throw undetermined(undetermined);
            case Ownership.Absent absent -> throw absent(absent.object());
        };
    }

    private Draft draftOwned(ChangeRequest request, Owner owner, List<Access> unread) {
        GitOpsProvider provider = providers.named(owner.provider());
        Optional<Reason> objection = objectionTo(request, owner, provider);
        if (objection.isPresent()) return new Draft.Impossible(objection.get());
        return switch (provider.layersOf(owner)) {
            case Layers.CannotPlace cannot -> new Draft.Impossible(cannot.reason());
            case Layers.PlainFolder folder ->
                draftIn(request, owner, folder.source(), warnings(owner, folder.source(), unread));
        };
    }

    private Optional<Reason> objectionTo(ChangeRequest request, Owner owner, GitOpsProvider provider) {
        if (!isSwitchedOn(owner.provider())) return Optional.of(Refusals.switchedOff(owner, provider.title()));
        if (!owner.target().isSameObjectAs(request.object())) {
            return Optional.of(Refusals.ownedThrough(request.object(), owner));
        }
        if (!health.canJudge(owner.target())) return Optional.of(Refusals.kindNotJudged(owner.target()));
        return provider.obstacleTo(owner, request.syncAsked());
    }

    private boolean isSwitchedOn(String provider) {
        ProviderChoice choice = configuration.gitops().provider();
        return configuration.gitops().enabled()
                && (choice == ProviderChoice.AUTO
                        || choice.name().toLowerCase(Locale.ROOT).equals(provider));
    }

    private Draft draftIn(ChangeRequest request, Owner owner, GitSource source, List<Reason> warnings) {
        GitRepository repository = access.open(source);
        String branch = source.branch().isEmpty() ? repository.defaultBranch() : source.branch();
        Optional<Reason> wrongBranch = wrongBranch(owner, source, branch);
        if (wrongBranch.isPresent()) return new Draft.Impossible(wrongBranch.get());
        Optional<CommitId> head = repository.fetch(branch);
        if (head.isEmpty()) return new Draft.Impossible(Refusals.branchGone(source, branch));
        PlanPart nothing = new PlanPart(
                owner.provider(),
                owner.object(),
                owner.live().uid(),
                owner.target(),
                source.repository(),
                branch,
                source.path(),
                head.get().hex(),
                List.of(),
                "");
        List<DesiredChange> fields = request.changes();
        return switch (placement.place(source, repository, head.get(), fields)) {
            case EditPlan.CannotPlace cannot -> new Draft.Impossible(cannot.reason());
            case EditPlan.AlreadyAsDesired already ->
                new Draft.Possible(owner, source, repository, head.get(), nothing, Map.of(), warnings);
            case EditPlan.Edits edits ->
                withEdits(request, owner, source, repository, nothing, edits.files(), warnings);
        };
    }

    private Draft withEdits(
            ChangeRequest request,
            Owner owner,
            GitSource source,
            GitRepository repository,
            PlanPart part,
            List<FileEdit> files,
            List<Reason> warnings) {
        Map<String, Optional<byte[]>> contents = new LinkedHashMap<>();
        List<PlannedEdit> edits = new ArrayList<>();
        StringBuilder diff = new StringBuilder();
        for (FileEdit file : files) {
            Optional<byte[]> after = reverting.after(request, file, repository);
            contents.put(file.path(), after);
            file.fields().forEach(field -> edits.add(PlannedEdit.of(file.path(), field)));
            diff.append(UnifiedDiff.of(file.path(), file.before(), after));
        }
        Optional<Reason> objection = objectionTo(request, part.repository(), contents.keySet(), edits);
        if (objection.isPresent()) return new Draft.Impossible(objection.get());
        CommitId base = new CommitId(part.base());
        return new Draft.Possible(
                owner, source, repository, base, part.with(edits, diff.toString()), contents, warnings);
    }

    private Optional<Reason> objectionTo(
            ChangeRequest request, String repository, Set<String> paths, List<PlannedEdit> edits) {
        return paths.stream()
                .filter(path -> !mayChange(repository, path))
                .findFirst()
                .map(Refusals::pathNotAllowed)
                .or(() -> reverting.conflict(request, edits).map(Refusals::revertConflict));
    }

    private boolean mayChange(String repository, String path) {
        return access.ruleFor(repository).map(rule -> rule.allowsPath(path)).orElse(true);
    }

    private Optional<Reason> wrongBranch(Owner owner, GitSource source, String branch) {
        return access.ruleFor(source.repository())
                .flatMap(rule -> rule.branch())
                .filter(configured -> !configured.equals(branch))
                .map(configured -> Refusals.otherBranch(owner, branch, configured));
    }

    private List<Reason> warnings(Owner owner, GitSource source, List<Access> unread) {
        Stream<Reason> overlooked = unread.stream().map(Refusals::secondOwnerUnseen);
        Stream<Reason> unasked = Stream.of(owner.object(), source.definedBy())
                .distinct()
                .filter(object -> !mayAsk(object))
                .map(Refusals::refreshNotAllowed);
        return Stream.concat(overlooked, unasked).toList();
    }

    private boolean mayAsk(ObjectRef owner) {
        return cluster.typeOf(owner.group(), owner.kind())
                .map(type -> cluster.allows(Access.to("patch", type, owner.namespace())))
                .orElse(false);
    }

    private static ClusterException undetermined(Ownership.Undetermined undetermined) {
        String missing = undetermined.missing().stream().map(Access::toString).collect(Collectors.joining(", "));
        String rules =
                undetermined.missing().stream().map(Access::rule).distinct().collect(Collectors.joining(", "));
        Reason reason = Reason.lasting(
                "ownership-undetermined",
                "who owns " + undetermined.object() + " cannot be told: you may not " + missing,
                "grant it by a ClusterRole with " + rules);
        return new ClusterException(ClusterException.Fault.RIGHTS, reason, null);
    }

    static RequestException absent(ObjectRef object) {
        return new RequestException(
                Reason.lasting("no-such-object", "there is no " + object, "check the name and the namespace (-n)"));
    }
}
