package dev.landfall.change;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.LayoutRule;
import dev.landfall.git.PushResult;
import dev.landfall.githost.PullRequest;
import dev.landfall.githost.Standing;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Owner;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words for what stands in the way of a change, each with what to do about it. */
final class Refusals {
    private Refusals() {}

    static Reason repositoryUnknown(String repository) {
        return Reason.lasting(
                "repository-unknown",
                "no owner in the cluster applies from " + Printable.line(repository, 200)
                        + ", and gitops.defaultRepo does not name it",
                "choose a repository that an owner applies from, or configure gitops.defaultRepo");
    }

    static Reason landsAfter(PlanPart later, PlanPart earlier, Trace.Link owners) {
        return Reason.lasting(
                "lands-after",
                later.place() + " gets its commit after " + earlier.place() + ", and only once that has its own: "
                        + owners.child() + " depends on " + owners.parent(),
                "");
    }

    static Reason noWayThere(ObjectRef object, String field) {
        return Reason.lasting(
                "field-not-there",
                "the way to " + field + " is not there in " + object,
                "name a list item and fields that the object has, or bring the whole manifest with apply -f");
    }

    static Reason fileOfTwoOwners(String path) {
        return Reason.lasting(
                "file-of-two-owners",
                path + " would be edited for two owners at once",
                "change their objects one after the other");
    }

    static Reason mayNotRehearse(Access missing) {
        return Reason.lasting(
                "not-rehearsed",
                "you may not " + missing + ", so the API server was not asked beforehand whether it takes the change",
                "");
    }

    static Reason notRehearsed(Reason why) {
        return Reason.lasting("not-rehearsed", "the change could not be tried out: " + why.message(), "");
    }

    static Reason branchGone(GitSource source, String branch) {
        return Reason.lasting(
                "branch-gone",
                "the repository " + source.repository() + " has no branch " + branch + ", which " + source.definedBy()
                        + " applies from",
                "restore the branch, or let the owner apply from another");
    }

    static Reason pinnedToTag(GitSource source, String tag) {
        return Reason.lasting(
                "pinned-revision",
                source.definedBy() + " follows the tag " + tag + " of " + source.repository() + ": no push moves it",
                "let it follow a branch, or change what it follows where it is defined");
    }

    static Reason otherBranch(Owner owner, String branch, String configured) {
        return Reason.lasting(
                "other-branch",
                owner.object() + " applies from branch " + branch + ", but the configuration allows " + configured,
                "change repositories[].branch, or the owner");
    }

    static Reason folderClosed(String path, LayoutRule.ClosedFolder rule) {
        String remedy = rule.instead();
        return switch (rule.why()) {
            case GENERATED ->
                Reason.lasting(
                        "folder-generated",
                        path + " is generated, as " + rule.named() + " says: an edit would be overwritten",
                        remedy.isEmpty() ? "change by hand what it is generated from" : remedy);
            case FORBIDDEN ->
                Reason.lasting(
                        "folder-forbidden",
                        path + " is not to be edited, as " + rule.named() + " says",
                        remedy.isEmpty() ? "ask whoever keeps that folder" : remedy);
        };
    }

    static Reason pathNotAllowed(String path) {
        return Reason.lasting(
                "path-not-allowed",
                "the file " + path + " is outside of the allowedPaths of its repository",
                "widen repositories[].allowedPaths");
    }

    static Reason revertConflict(List<String> conflicts) {
        return Reason.lasting(
                "revert-conflict",
                "others have edited the same since: " + String.join("; ", conflicts),
                "set the value that you want now by a new change");
    }

    static Reason parametersTouched(Owner generator, GitSource source) {
        return revertConflict(List.of("the files in \"" + source.path() + "\" of " + source.repository() + " that "
                + generator.object() + " takes parameters from"));
    }

    static Reason nothingLanded(Change change) {
        return Reason.lasting(
                "nothing-landed",
                "of change " + change.id() + " nothing has arrived in "
                        + change.plan().parts().stream().map(PlanPart::place).collect(Collectors.joining(" and ")),
                "landfall apply " + change.plan().id() + " --digest "
                        + change.plan().digest() + " lands it");
    }

    static Reason takenBack(Change change) {
        return Reason.lasting(
                "taken-back",
                "change " + change.id() + ", which this plan became, had landed in part and was taken back",
                "plan it anew; landfall track " + change.id() + " shows how that ended");
    }

    static Reason noSuchPart(Change change, int part) {
        return Reason.lasting(
                "no-such-part",
                "change " + change.id() + " has no part " + part + ", for there are "
                        + change.plan().parts().size(),
                "count them from 1, in the order in which landfall track " + change.id() + " shows them");
    }

    static Reason outdated(String what) {
        return Reason.lasting("outdated", what, "plan it again and look at the new plan");
    }

    static Reason pushRefused(PlanPart.InGit part, PushResult.Refused refused) {
        String host = "the host of " + part.repository() + " refused the push to " + part.branch() + ": ";
        return switch (refused.demand()) {
            case UNKNOWN ->
                Reason.lasting(
                        "push-refused",
                        host + refused.message(),
                        "let the credentials push to this branch, or configure repositories[].pullRequests");
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

    static Reason declinedBefore(PullRequest pullRequest, PullRequest.State.Closed closed) {
        return Reason.lasting(
                "declined-before",
                "pull request " + PullRequestLink.to(pullRequest) + " of this very change was closed"
                        + (closed.by().isEmpty() ? "" : " by " + closed.by()) + " without a merge",
                "reopen it there and ask again, or give a --reason of its own for asking anew");
    }

    static Reason repositoryMoved(String url, Standing standing) {
        return Reason.lasting(
                "repository-moved",
                url + " is called " + standing.name() + " today (" + standing.page() + ")",
                "have the owner name it by its new URL, and match that in the configuration");
    }

    static Reason repositoryArchived(String url) {
        return Reason.lasting(
                "repository-archived", url + " is archived and takes no changes", "have somebody unarchive it");
    }

    static Reason credentialLacks(String url, Standing standing) {
        return Reason.lasting(
                "credential-lacks",
                "the credential for pull requests of " + url + " lacks " + String.join("; ", standing.lacking()),
                "give it that, or name another under repositories[].pullRequests");
    }

    static Reason branchTaken(String branch, String url) {
        return Reason.lasting(
                "branch-taken",
                "the branch " + branch + " of " + url + " ends in a commit that is not ours",
                "propose that branch yourself, or delete it and ask again");
    }

    static Reason ownBranchRefused(PlanPart.InGit part, String branch, PushResult.Refused refused) {
        return Reason.lasting(
                "push-refused",
                "the host of " + part.repository() + " refused the push to the branch " + branch + ": "
                        + refused.message(),
                "let the credentials push branches to the repository; forks are not used");
    }

    static Reason othersPushed(String branch, PullRequestLink link) {
        return Reason.lasting(
                "others-pushed",
                "others have pushed to the branch " + branch + " of pull request " + link
                        + ": Landfall leaves it as it is, and follows what gets merged",
                "");
    }

    static Reason fallsOver(PlanPart.InGit part, PushResult.Refused refused) {
        return Reason.lasting(
                "falls-over",
                "the branch " + part.branch() + " takes no push (" + refused.message()
                        + "): the same change is proposed",
                "");
    }

    static Reason openIt(String branch, PlanPart.InGit part, Optional<URI> page) {
        return Reason.lasting(
                "open-pull-request",
                "the branch " + branch
                        + " is pushed, and no credential is configured to open a pull request from it into "
                        + part.branch(),
                page.map(to -> "open it at " + to).orElse("open it on the host")
                        + "; with repositories[].pullRequests Landfall does it itself");
    }

    static Reason notMergedYet(Change change) {
        String where =
                change.pullRequests().stream().map(PullRequestLink::toString).collect(Collectors.joining(", "));
        return Reason.lasting(
                "not-merged-yet",
                "change " + change.id() + " is proposed only" + (where.isEmpty() ? "" : ", by pull request " + where)
                        + ", so that there is nothing to take back",
                where.isEmpty() ? "delete its branch" : "close it there");
    }

    static Reason baseGone(PlanPart.InGit part) {
        return Reason.lasting(
                "branch-gone",
                "the branch " + part.branch() + " is gone, into which the pull request was to be merged",
                "restore the branch; or let the owner apply from another one, close the pull request and plan anew");
    }
}
