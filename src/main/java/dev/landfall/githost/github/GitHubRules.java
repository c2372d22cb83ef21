package dev.landfall.githost.github;

import dev.landfall.githost.GitHostException;
import dev.landfall.githost.GitHostException.Fault;
import dev.landfall.githost.HostConnection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * What a branch asks of pull requests into it, as far as it is told to who is no administrator: the rules of all rulesets
 * by {@code GET /rules/branches/BRANCH}, and of the older protection {@code GET /branches/BRANCH}. An old
 * Enterprise Server knows no rulesets, and some plans have none.
 */
final class GitHubRules {
    private final HostConnection connection;
    private final Paths paths;

    GitHubRules(HostConnection connection, Paths paths) {
        this.connection = connection;
        this.paths = paths;
    }

    /**
     * @param checks by their contexts
     * @param queue whether it takes changes through a merge queue only
     */
    record Asked(Set<String> checks, int approvals, boolean queue) {}

    Asked of(String branch) {
        Set<String> checks = new LinkedHashSet<>();
        int approvals = 0;
        boolean queue = false;
        for (JsonNode rule :
                asFarAsVisible(() -> connection.list(paths.rules(branch) + "?per_page=100", Function.identity()))) {
            rule.at("/parameters/required_status_checks")
                    .forEach(check -> checks.add(check.path("context").asString("")));
            queue |= rule.path("type").asString("").equals("merge_queue");
            approvals = Math.max(
                    approvals,
                    rule.at("/parameters/required_approving_review_count").asInt(0));
        }
        for (JsonNode protectedOne : asFarAsVisible(() -> List.of(connection.get(paths.branch(branch))))) {
            JsonNode status = protectedOne.at("/protection/required_status_checks");
            if (!status.path("enforcement_level").asString("off").equals("off"))
                status.path("contexts").forEach(context -> checks.add(context.asString("")));
            approvals = Math.max(
                    approvals,
                    protectedOne.path("required_approving_review_count").asInt(0));
        }
        return new Asked(checks, approvals, queue);
    }

    /** Nothing where the credential may not see it. */
    static List<JsonNode> asFarAsVisible(Supplier<List<JsonNode>> reading) {
        try {
            return reading.get();
        } catch (GitHostException hidden) {
            if (hidden.fault() != Fault.RIGHTS) throw hidden;
            return List.of();
        }
    }
}
