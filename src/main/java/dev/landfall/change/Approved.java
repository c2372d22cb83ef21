package dev.landfall.change;

/**
 * A person, or a policy that a person wrote, said yes to exactly this plan.
 *
 * @param by how: {@code prompt}, {@code --yes}, {@code --digest}
 */
public record Approved(ChangePlan plan, String by) {}
