package dev.landfall.change;

/**
 * How a change is to be made, besides what it is.
 *
 * @param reason of the user, or empty; untrusted text
 * @param syncAsked whether to start a sync where an owner does not sync by itself
 * @param destination of what no owner lists yet
 */
public record Manner(String reason, boolean syncAsked, Destination destination) {}
