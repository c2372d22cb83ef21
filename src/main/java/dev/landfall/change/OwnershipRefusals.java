package dev.landfall.change;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Ownership;
import dev.landfall.gitops.Proof;
import dev.landfall.placement.Affected;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.stream.Collectors;

/** The words for what an object's owner, or the lack of one, means for a change. */
final class OwnershipRefusals {
    private OwnershipRefusals() {}

    static Reason contested(ObjectRef object, Ownership.Contested contested) {
        String owners = contested.owners().stream()
                .map(owner -> owner.object().toString())
                .collect(Collectors.joining(" and "));
        return Reason.lasting(
                "contested", object + " is owned by " + owners + " at once", "take it out of all but one of them");
    }

    static Reason staleOwnerIgnored(ObjectRef object, List<Proof> marks) {
        String named = marks.stream()
                .map(mark -> mark.field() + ": " + Printable.line(mark.observed()))
                .distinct()
                .collect(Collectors.joining(", "));
        return Reason.lasting(
                "stale-owner-ignored",
                object + " carries the mark of an owner that no list of owners has (" + named
                        + "), which counts for nothing as --ignore-stale-owner says; an owner on another cluster"
                        + " would undo the change",
                "");
    }

    static Reason twoTools(String namespace, String owners) {
        return Reason.lasting(
                "two-tools",
                "in the namespace " + namespace + ", " + owners + " manage objects side by side",
                "see that no object is defined for both");
    }

    static Reason switchedOff(Owner owner, String title) {
        return Reason.lasting(
                "provider-switched-off",
                owner.target() + " is owned by the " + owner.object() + " of " + title
                        + ", which the configuration switches off",
                "set gitops.enabled and gitops.provider so that " + title + " may be used");
    }

    static Reason ownedThrough(ObjectRef asked, Owner owner) {
        return Reason.lasting(
                "made-by-owned-object",
                asked + " is made by " + owner.target() + ", which is what Git defines",
                "name " + owner.target() + " instead");
    }

    static Reason alsoChanges(Affected other) {
        return Reason.lasting(
                "also-changes",
                other.owner() + " builds from the same file, and changes too: "
                        + String.join("; ", other.differences()),
                "");
    }

    /** @param decides the owner itself, or what it reads beside its source */
    static Reason ownerNotInGit(ObjectRef decides, Owner owner, String field) {
        return Reason.lasting(
                "owner-not-in-git",
                "%s of %s decides it for %s, and no repository defines that %s: nobody owns it"
                        .formatted(field, decides, owner.target(), decides.kind()),
                "say --at owner, which changes that object itself, or put it under GitOps first");
    }

    static Reason inNoRepository(Owner owner) {
        return Reason.lasting(
                "helm-rendered",
                "%s is defined in no file: %s renders it from a chart that lies in no repository"
                        .formatted(owner.target(), owner.object()),
                "plan the change: which value of the HelmRelease feeds the field is found by rendering");
    }

    static Reason releasedAlready(Owner owner) {
        return Reason.lasting(
                "helm-released-already",
                "%s has released %s as wanted: somebody has changed it since, or the release is under way"
                        .formatted(owner.object(), owner.target()),
                "see `flux get helmrelease %s -n %s`; driftDetection in its spec undoes what others change"
                        .formatted(owner.object().name(), owner.object().namespace()));
    }

    static Reason ownerIsOwned(Owner parent) {
        return Reason.lasting(
                "owner-is-owned",
                "%s is applied by %s from Git, which would undo a change of the object itself"
                        .formatted(parent.target(), parent.object()),
                "leave --at owner out: the change goes through Git then");
    }

    static Reason inSeveralSources(Owner owner, ObjectRef object, String places) {
        return Reason.lasting(
                "object-in-several-sources",
                "%s makes %s from several of its sources, of which the last wins: %s"
                        .formatted(owner.object(), object, Printable.line(places)),
                "take it out of all of them but one");
    }

    static Reason inNoSource(Owner owner, ObjectRef object, String places) {
        return Reason.lasting(
                "object-not-in-git",
                "none of the sources of %s makes %s: %s".formatted(owner.object(), object, Printable.line(places)),
                "check the namespace and the name");
    }

    static Reason sourcesOfObjects(Owner owner, String places) {
        return Reason.lasting(
                "several-sources",
                "the objects come from several sources of %s: %s".formatted(owner.object(), Printable.line(places)),
                "plan each of them as a change of its own");
    }

    static Reason sourceUnseen(Owner owner, Reason why) {
        return Reason.lasting(
                "source-unseen",
                "%s has another source, which may say the same: %s".formatted(owner.object(), why.message()),
                "look whether it does");
    }

    static Reason ownerInOtherCluster(Owner owner, String field) {
        return Reason.lasting(
                "owner-in-other-cluster",
                "%s of %s decides it for %s, and that owner lives in another cluster"
                        .formatted(field, owner.object(), owner.target()),
                "change it by hand, where that owner is defined");
    }

    static Reason ownerIsGenerated(Owner owner, String field, ObjectRef generator) {
        return Reason.lasting(
                "owner-is-generated",
                "%s of %s decides it for %s, and %s generates that owner"
                        .formatted(field, owner.object(), owner.target(), generator),
                "change it by hand, in the template or the inputs of " + generator);
    }

    static Reason tooManyOwners(Owner owner) {
        return Reason.lasting(
                "too-many-owners",
                "owners apply each other up to " + owner.object() + ", and each decides what the one below says",
                "change it by hand, where it is defined first");
    }

    static Reason neverOverOwned(Owner owner) {
        return Reason.lasting(
                "direct-over-owned",
                owner.target() + " is owned by " + owner.object() + ", which would undo a direct change",
                "leave --direct out: the change goes through Git then");
    }

    static Reason ownedByAnother(Owner owner, Destination.Into into) {
        return Reason.lasting(
                "owned-by-another",
                owner.target() + " is owned by " + owner.object() + ", not by " + into.kind() + " " + into.namespace()
                        + "/" + into.name(),
                "leave --owner out: the owner is known");
    }

    static Reason notInGit(ObjectRef target, String place) {
        return Reason.lasting(
                "not-in-git",
                target + " is owned by nobody, so that no file of " + place + " defines it",
                "bring its whole manifest with landfall operate apply -f FILE --owner, or say --direct");
    }

    static Reason noSuchOwner(Destination.Into into, List<ObjectRef> owners) {
        return Reason.lasting(
                "no-such-owner",
                "there is no Application or Kustomization " + into.kind() + "/" + into.namespace() + "/" + into.name(),
                owners.isEmpty() ? "the cluster has none" : "there are: " + Questions.list(owners));
    }

    static Reason secondOwnerUnseen(Access unread) {
        return Reason.lasting(
                "second-owner-unseen",
                "a second owner could have been overlooked, since you may not " + unread,
                "grant it by " + unread.rule());
    }

    static Reason refreshNotAllowed(ObjectRef owner) {
        return Reason.lasting(
                "refresh-not-allowed",
                "you may not patch " + owner + ", so it is not asked to look at Git; it will by itself at its interval",
                "");
    }
}
