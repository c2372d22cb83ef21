package dev.landfall.change;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.gitops.Evidence;
import dev.landfall.gitops.EvidenceClass;
import dev.landfall.gitops.FormerTroubles;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Hop;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Lender;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.OwnerTracker;
import dev.landfall.gitops.Progress;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.placement.SourceContents;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes of each part of a plan what is to be followed: one following for each owner, one for all direct writes. */
final class Followings {
    private final Providers providers;
    private final RepositoryAccess access;
    private final SourceContents contents;

    Followings(Providers providers, RepositoryAccess access, SourceContents contents) {
        this.contents = contents;
        this.providers = providers;
        this.access = access;
    }

    /** @param asMade whether our files there are as we had made them */
    private record At(CommitId commit, boolean asMade) {
        static At of(Change.Arrival.Committed ours) {
            return new At(
                    new CommitId(ours.commit()),
                    ours.merged().map(Change.Merged::asMade).orElse(true));
        }
    }

    List<Following> of(ChangePlan plan, List<Change.Arrival> arrivals, Map<Integer, Outcome> ended, Patience patience) {
        List<Following> all = new ArrayList<>();
        for (int part = 0; part < plan.parts().size(); part++) {
            if (ended.containsKey(part)) {
                all.add(Following.ended(part, ended.get(part)));
                continue;
            }
            Following none = Following.ended(part, notLanded(plan, plan.parts().get(part)));
            switch (arrivals.get(part)) {
                case Change.Arrival.NotYet notYet -> all.add(none);
                case Change.Arrival.PartlyWritten some -> all.add(none);
                case Change.Arrival.Proposed proposed -> all.add(none);
                case Change.Arrival.Committed committed -> all.addAll(of(plan, part, Optional.of(committed), patience));
                case Change.Arrival.Written written -> all.addAll(of(plan, part, Optional.empty(), patience));
                case Change.Arrival.Needless needless -> all.addAll(of(plan, part, Optional.empty(), patience));
            }
        }
        return all;
    }

    /** @param ours empty where the head that the plan was made on has the values */
    private List<Following> of(ChangePlan plan, int part, Optional<Change.Arrival.Committed> ours, Patience patience) {
        return switch (plan.parts().get(part)) {
            case PlanPart.Direct direct -> List.of(direct(plan, part, direct, patience));
            case PlanPart.InGit git -> {
                At at = ours.map(At::of).orElseGet(() -> new At(new CommitId(git.base()), true));
                yield git.owners().stream()
                        .map(share -> inGit(plan, part, git, share, at, patience))
                        .toList();
            }
        };
    }

    private Following direct(ChangePlan plan, int part, PlanPart.Direct direct, Patience patience) {
        String observed = "the API server took the change";
        Evidence evidence =
                new Evidence(EvidenceClass.OBJECT_ONLY, "", direct.targets().getFirst(), observed);
        Progress written = new Progress.Succeeded(evidence, List.of());
        return new Following(
                part,
                () -> written,
                List.of(),
                directJudges(plan, direct.targets(), patience),
                plan::broughtBy,
                passes(plan));
    }

    private Following inGit(ChangePlan plan, int part, PlanPart.InGit git, OwnerShare share, At at, Patience patience) {
        GitOpsProvider provider = providers.named(share.provider());
        Optional<LiveObject> live = provider.ownerCluster().get(share.owner());
        if (share.isPromised() && live.isEmpty()) return awaited(plan, part, git, share, at, patience);
        if (live.isEmpty() || (!share.isPromised() && !live.get().uid().equals(share.ownerUid()))) {
            return Following.ended(
                    part,
                    failed("owner-gone", share.owner() + " was deleted or made anew since the change was planned"));
        }
        ObjectRef first = share.targets().getFirst();
        Owner owner = new Owner(share.provider(), live.get(), first, List.of(first), List.of());
        Optional<Edited> found = edited(provider.layersOf(owner), git, share);
        if (found.isEmpty()) return Following.ended(part, retargeted(git, share));
        Edited edited = found.get();
        if (!at.asMade() && !holds(plan, share, edited, at.commit()))
            return Following.ended(part, editedBeforeMerge(git, at.commit()));
        OwnerTracker tracker = provider.track(hop(plan, git, share, owner, edited, at.commit()));
        return new Following(
                part,
                tracker::observe,
                tracker.watched().stream()
                        .map(object -> new Following.Watched(provider.ownerCluster(), object))
                        .toList(),
                judges(plan, share, patience.longerForSync(tracker.busyWithOlder())),
                plan::broughtBy,
                passes(plan));
    }

    /**
     * The source of an owner that a part is for.
     *
     * @param branch the source whose branch the commit lies on: itself, or one that lends files to it
     */
    private record Edited(GitSource source, GitSource branch) {}

    private static Optional<Edited> edited(Layers layers, PlanPart.InGit git, OwnerShare share) {
        return layers.sources().stream()
                .filter(source -> source.path().equals(share.path()))
                .flatMap(source -> Stream.concat(
                                Stream.of(source), source.lenders().stream().map(Lender::source))
                        .filter(each -> isOn(each, git))
                        .map(each -> new Edited(source, each)))
                .findFirst();
    }

    private static boolean isOn(GitSource source, PlanPart.InGit part) {
        return source.repository().equals(part.repository())
                && (source.branch().isEmpty() || source.branch().equals(part.branch()));
    }

    /** Of an owner that another one makes by the same change: first it must be there. */
    private Following awaited(
            ChangePlan plan, int part, PlanPart.InGit git, OwnerShare share, At at, Patience patience) {
        GitOpsProvider provider = providers.named(share.provider());
        PromisedOwner promised = new PromisedOwner(
                share.owner(), provider.ownerCluster(), owner -> tracker(plan, git, share, owner, at));
        return new Following(
                part,
                promised::observe,
                List.of(new Following.Watched(provider.ownerCluster(), share.owner())),
                judges(plan, share, patience),
                plan::broughtBy,
                passes(plan));
    }

    /** Empty where the owner was made otherwise than the change says. */
    private Optional<OwnerTracker> tracker(
            ChangePlan plan, PlanPart.InGit git, OwnerShare share, LiveObject live, At at) {
        GitOpsProvider provider = providers.named(share.provider());
        ObjectRef first = share.targets().getFirst();
        Owner owner = new Owner(share.provider(), live, first, List.of(first), List.of());
        return edited(provider.layersOf(owner), git, share)
                .map(edited -> provider.track(hop(plan, git, share, owner, edited, at.commit())));
    }

    private Hop hop(
            ChangePlan plan, PlanPart.InGit git, OwnerShare share, Owner owner, Edited edited, CommitId commit) {
        GitRepository repository = access.open(edited.branch());
        repository.fetch(git.branch());
        ChangeRequest request = plan.request();
        List<DesiredChange> changes = changes(plan, share);
        return new Hop(
                owner,
                edited.branch(),
                new PushedCommit(
                        new Checkouts(access).at(edited.source(), edited.branch(), commit),
                        edited.branch(),
                        repository,
                        git.branch(),
                        commit,
                        changes,
                        git.files(),
                        contents),
                share.effects(plan).keySet().stream()
                        .filter(Predicate.not(plan::removes))
                        .toList(),
                share.targets().stream().filter(plan::removes).toList(),
                new FormerTroubles(share.troubles()),
                request.manner().syncAsked());
    }

    private static List<DesiredChange> changes(ChangePlan plan, OwnerShare share) {
        return share.targets().stream()
                .flatMap(target -> plan.wantedOf(target).stream())
                .toList();
    }

    /** What people merge need not be what was proposed. */
    private boolean holds(ChangePlan plan, OwnerShare share, Edited edited, CommitId commit) {
        return contents.isAsDesired(
                new Checkouts(access).at(edited.source(), edited.branch(), commit), changes(plan, share));
    }

    private static Outcome editedBeforeMerge(PlanPart.InGit git, CommitId commit) {
        return new Outcome.Superseded(Reason.lasting(
                "merged-with-edits",
                "the commit " + commit.abbreviated() + ", by which it was merged into " + git.branch()
                        + ", does not say what was asked for: it was edited before",
                "look at what was merged, and plan what you want now"));
    }

    /** Of the owners that only read what is changed. */
    private Map<ObjectRef, OwnerTracker> passes(ChangePlan plan) {
        Map<ObjectRef, OwnerTracker> passes = new LinkedHashMap<>();
        plan.ownerChanges().stream()
                .filter(OwnerChange::isOfWhatIsRead)
                .flatMap(change -> change.targets().stream())
                .distinct()
                .forEach(owner -> providers.all().stream()
                        .flatMap(provider -> provider.pass(owner).stream())
                        .findFirst()
                        .ifPresent(pass -> passes.put(owner, pass)));
        return passes;
    }

    private static Map<ObjectRef, Judge> judges(ChangePlan plan, OwnerShare share, Patience patience) {
        Map<ObjectRef, Judge> judges = new LinkedHashMap<>();
        share.effects(plan).forEach((object, wanted) -> addJudges(judges, plan, object, wanted, false, patience));
        return judges;
    }

    private static Map<ObjectRef, Judge> directJudges(ChangePlan plan, List<ObjectRef> targets, Patience patience) {
        Map<ObjectRef, Judge> judges = new LinkedHashMap<>();
        targets.forEach(target -> addJudges(judges, plan, target, plan.wantedOf(target), true, patience));
        return judges;
    }

    /** An owner stands before what it brings about, and need not stay as it is for a while: its objects must. */
    private static void addJudges(
            Map<ObjectRef, Judge> judges,
            ChangePlan plan,
            ObjectRef object,
            List<DesiredChange> wanted,
            boolean direct,
            Patience patience) {
        List<ObjectRef> brings = plan.broughtBy(object);
        Patience own = brings.isEmpty() ? patience : patience.withoutSettling();
        judges.put(
                object,
                plan.isGenerated(object)
                        ? Judge.ofGenerated(wanted, object, own)
                        : new Judge(wanted, object, direct, own));
        brings.stream()
                .filter(next -> !judges.containsKey(next))
                .forEach(next -> addJudges(judges, plan, next, plan.wantedOf(next), false, patience));
    }

    private static Outcome retargeted(PlanPart.InGit part, OwnerShare share) {
        return failed(
                "target-changed",
                share.owner() + " no longer applies from folder \"" + share.path() + "\" of branch " + part.branch()
                        + " of " + part.repository());
    }

    private static Outcome notLanded(ChangePlan plan, PlanPart part) {
        Reason reason = Reason.lasting(
                "part-not-landed",
                "what goes to " + part.place() + " has not landed",
                "landfall apply " + plan.id() + " --digest " + plan.digest() + " tries the rest again");
        return new Outcome.Failed(reason, List.of());
    }

    private static Outcome failed(String code, String message) {
        return new Outcome.Failed(Reason.lasting(code, message, "plan the change again"), List.of());
    }
}
