package dev.landfall.mcp;

import dev.landfall.change.ChangePlan;
import dev.landfall.change.PlanPart;
import dev.landfall.config.McpApply;
import java.util.Optional;

/**
 * Which plans need no other approval than that they are applied through MCP. A model can say yes to anything and say
 * that a person did, so what counts is only what a person wrote into the configuration.
 */
record ApplyPolicy(McpApply policy) {

    /** Why a person must land it; empty where nobody must. */
    Optional<String> objectionTo(ChangePlan plan) {
        return switch (policy) {
            case ALL -> Optional.empty();
            case PLAN_ONLY -> Optional.of("the configuration (mcp.apply) lets nothing be landed through MCP");
            case PULL_REQUEST ->
                plan.parts().stream()
                        .filter(part -> !isReviewed(part))
                        .findFirst()
                        .map(part ->
                                part.place() + " would be written without a pull request, and a person must approve"
                                        + " that; the configuration (mcp.apply) can allow it");
        };
    }

    private static boolean isReviewed(PlanPart part) {
        return switch (part) {
            case PlanPart.InGit git -> git.edits().isEmpty() || git.way() == PlanPart.Way.PULL_REQUEST;
            case PlanPart.Direct _ -> false;
        };
    }
}
