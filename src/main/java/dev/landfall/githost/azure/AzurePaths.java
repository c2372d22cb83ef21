package dev.landfall.githost.azure;

import static dev.landfall.githost.HostConnection.encoded;

import dev.landfall.git.CommitId;

/** The API's paths of one repository, with the version that each is asked for in; some exist as previews only. */
record AzurePaths(String project, String repository) {
    private static final String VERSION = "?api-version=6.0";
    private static final String PREVIEW = "?api-version=6.0-preview.1";

    static AzurePaths of(AzureName name) {
        String project = "/" + encoded(name.project()) + "/_apis";
        return new AzurePaths(project, project + "/git/repositories/" + encoded(name.repository()));
    }

    static String branch(String name) {
        return "refs/heads/" + name;
    }

    String itself() {
        return repository + VERSION;
    }

    String pulls() {
        return repository + "/pullrequests" + VERSION;
    }

    String pullsFrom(String head, String base, int skip, int top) {
        return pulls() + "&searchCriteria.status=all&searchCriteria.sourceRefName=" + encoded(branch(head))
                + "&searchCriteria.targetRefName=" + encoded(branch(base)) + "&$top=" + top + "&$skip=" + skip;
    }

    String pull(long number) {
        return repository + "/pullrequests/" + number + VERSION;
    }

    String labels(long number) {
        return repository + "/pullRequests/" + number + "/labels" + PREVIEW;
    }

    String reviewer(long number, String id) {
        return repository + "/pullRequests/" + number + "/reviewers/" + encoded(id) + VERSION;
    }

    String threads(long number) {
        return repository + "/pullRequests/" + number + "/threads" + VERSION;
    }

    String comment(long number, long thread, long comment) {
        return repository + "/pullRequests/" + number + "/threads/" + thread + "/comments/" + comment + VERSION;
    }

    String statuses(CommitId commit) {
        return repository + "/commits/" + commit.hex() + "/statuses" + VERSION;
    }

    String statusesOfPull(long number) {
        return repository + "/pullRequests/" + number + "/statuses" + PREVIEW;
    }

    String branchesLike(String name) {
        return repository + "/refs" + VERSION + "&filter=" + encoded("heads/" + name);
    }

    /** @param projectId the project's GUID */
    String policies(String projectId, long number) {
        String artifact = "vstfs:///CodeReview/CodeReviewId/" + projectId + "/" + number;
        return project + "/policy/evaluations" + PREVIEW + "&artifactId=" + encoded(artifact);
    }
}
