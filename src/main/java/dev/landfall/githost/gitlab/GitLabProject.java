package dev.landfall.githost.gitlab;

import static dev.landfall.githost.HostConnection.encoded;

import dev.landfall.git.CommitId;
import dev.landfall.githost.HostConnection;
import tools.jackson.databind.JsonNode;

/**
 * The API's paths of one project. By its name a project that has moved can be read and not written to (405 {@code Non GET
 * methods are not allowed for moved projects}); by its number both, so that is asked for first: {@code GET
 * /projects/:path}.
 */
final class GitLabProject {
    private final HostConnection connection;
    private final String byName;
    private volatile long id;

    GitLabProject(HostConnection connection, ProjectName name) {
        this.connection = connection;
        this.byName = "/projects/" + encoded(name.path());
    }

    JsonNode read() {
        JsonNode project = connection.get(byName);
        id = project.path("id").asLong(0);
        return project;
    }

    long id() {
        if (id == 0) read();
        return id;
    }

    String path() {
        return "/projects/" + id();
    }

    String mergeRequests() {
        return path() + "/merge_requests";
    }

    String mergeRequest(long number) {
        return mergeRequests() + "/" + number;
    }

    String notes(long number) {
        return mergeRequest(number) + "/notes";
    }

    String statusesOf(CommitId commit) {
        return path() + "/repository/commits/" + commit.hex() + "/statuses";
    }

    String statusFor(CommitId commit) {
        return path() + "/statuses/" + commit.hex();
    }
}
