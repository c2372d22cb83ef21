package dev.landfall.githost.azure;

import dev.landfall.githost.Readiness.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The branch policies as they stand for one pull request: {@code GET …/policy/evaluations}, whose {@code status} is
 * {@code queued, running, approved, rejected, notApplicable} or {@code broken}. The types' ids are those of Azure's own
 * command line, azure-devops-cli-extension, {@code dev/repos/policy.py}.
 */
record Policies(List<JsonNode> evaluations) {
    private static final String REVIEWERS = "fa4e907d-c16b-4a4c-9dfa-4906e5d171dd";
    private static final String BUILD = "0609b952-1397-4640-95ec-e00a01b2c241";
    private static final String STATUS = "cbdc66da-9728-4af8-aada-9a5a32e4a226";
    /** Judged when the pull request is completed, and rejected until then. */
    private static final String MERGE_STRATEGY = "fa4e907d-c16b-4a4c-9dfa-4916e5d171ab";

    private static final Set<String> MET = Set.of("approved", "notApplicable");

    Policies {
        evaluations = evaluations.stream()
                .filter(each -> each.at("/configuration/isEnabled").asBoolean(false))
                .filter(each -> !each.at("/configuration/isDeleted").asBoolean(false))
                .toList();
    }

    static Policies in(JsonNode answer) {
        List<JsonNode> all = new ArrayList<>();
        answer.path("value").forEach(all::add);
        return new Policies(all);
    }

    private static boolean isBlocking(JsonNode evaluation) {
        return evaluation.at("/configuration/isBlocking").asBoolean(false);
    }

    private static String type(JsonNode evaluation) {
        return evaluation.at("/configuration/type/id").asString("");
    }

    private static String status(JsonNode evaluation) {
        return evaluation.path("status").asString("");
    }

    /** The names of those that keep it from being completed. */
    List<String> unmet() {
        return evaluations.stream()
                .filter(Policies::isBlocking)
                .filter(each -> !type(each).equals(MERGE_STRATEGY) && !MET.contains(status(each)))
                .map(Policies::name)
                .distinct()
                .toList();
    }

    /** Builds, and statuses that are asked for. */
    List<Check> checks() {
        return evaluations.stream()
                .filter(each -> Set.of(BUILD, STATUS).contains(type(each)))
                .map(each -> new Check(name(each), state(status(each))))
                .toList();
    }

    int approvals() {
        return evaluations.stream()
                .filter(each -> isBlocking(each) && type(each).equals(REVIEWERS))
                .mapToInt(each -> settings(each).path("minimumApproverCount").asInt(0))
                .max()
                .orElse(0);
    }

    private static JsonNode settings(JsonNode evaluation) {
        return evaluation.at("/configuration/settings");
    }

    private static String name(JsonNode evaluation) {
        JsonNode settings = settings(evaluation);
        String status = settings.path("statusName").asString("");
        return Stream.of(
                        status.isEmpty()
                                ? ""
                                : context(settings.path("statusGenre").asString(""), status),
                        settings.path("displayName").asString(""),
                        evaluation.at("/configuration/type/displayName").asString(""))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("a policy");
    }

    /** How people see the context of a status. */
    static String context(String genre, String name) {
        return genre.isEmpty() ? name : genre + "/" + name;
    }

    private static Check.State state(String status) {
        return switch (status) {
            case "approved", "notApplicable" -> Check.State.PASSED;
            case "rejected", "broken" -> Check.State.FAILED;
            default -> Check.State.PENDING;
        };
    }
}
