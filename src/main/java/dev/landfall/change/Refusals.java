package dev.landfall.change;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.PushResult;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Ownership;
import dev.landfall.reason.Reason;
import java.util.stream.Collectors;

/** The words for what stands in the way of a change, each with what to do about it. */
final class Refusals {
    private Refusals() {}

    static Reason unmanaged(Ownership.Unmanaged unmanaged) {
        return Reason.lasting(
                "unmanaged",
                "no Application, Kustomization or HelmRelease owns "
                        + unmanaged.root().ref(),
                "Landfall changes only what is delivered from Git so far; direct changes come next");
    }

    static Reason contested(ObjectRef object, Ownership.Contested contested) {
        String owners = contested.owners().stream()
                .map(owner -> owner.object().toString())
                .collect(Collectors.joining(" and "));
        return Reason.lasting(
                "contested", object + " is owned by " + owners + " at once", "take it out of all but one of them");
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

    static Reason kindNotJudged(ObjectRef target) {
        return Reason.lasting(
                "kind-not-supported",
                "Landfall cannot tell yet whether a " + target.kind() + " is healthy, so it could not prove the result",
                "so far it changes Deployments");
    }

    static Reason branchGone(GitSource source, String branch) {
        return Reason.lasting(
                "branch-gone",
                "the repository " + source.repository() + " has no branch " + branch + ", which " + source.definedBy()
                        + " applies from",
                "restore the branch, or let the owner apply from another");
    }

    static Reason otherBranch(Owner owner, String branch, String configured) {
        return Reason.lasting(
                "other-branch",
                owner.object() + " applies from branch " + branch + ", but the configuration allows " + configured,
                "change repositories[].branch, or the owner");
    }

    static Reason pathNotAllowed(String path) {
        return Reason.lasting(
                "path-not-allowed",
                "the file " + path + " is outside of the allowedPaths of its repository",
                "widen repositories[].allowedPaths");
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

    static Reason revertConflict(String what) {
        return Reason.lasting(
                "revert-conflict",
                "others have edited the same field since: " + what,
                "set the value that you want now by a new change");
    }

    static Reason nothingLanded(Change change) {
        return Reason.lasting(
                "nothing-landed",
                "change " + change.id() + " has no commit in "
                        + change.plan().part().repository(),
                "landfall apply " + change.plan().id() + " --digest "
                        + change.plan().digest() + " lands it");
    }

    static Reason outdated(String what) {
        return Reason.lasting("outdated", what, "plan it again and look at the new plan");
    }

    static Reason pushRefused(PlanPart part, PushResult.Refused refused) {
        String host = "the host of " + part.repository() + " refused the push to " + part.branch() + ": ";
        return switch (refused.demand()) {
            case UNKNOWN ->
                Reason.lasting(
                        "push-refused",
                        host + refused.message(),
                        "let the credentials push to this branch; pull requests come later");
            case SIGNATURE ->
                Reason.lasting(
                        "push-refused-unsigned",
                        host + refused.message() + "; the commit is not signed",
                        "set commit.signing to a key that the host knows");
            case KNOWN_SIGNATURE ->
                Reason.lasting(
                        "push-refused-signature",
                        host + refused.message() + "; the commit is signed, but not by a key that it accepts",
                        "add the public key of commit.signing to the host, for the account of commit.author");
        };
    }
}
