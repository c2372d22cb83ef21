package dev.landfall.change;

/**
 * How a change is to be made, besides what it is.
 *
 * @param reason of the user, or empty; untrusted text
 * @param syncAsked whether to start a sync where an owner does not sync by itself
 * @param destination of what no owner lists yet
 * @param ignoreStaleOwner whether the mark of an owner that is proven to be gone counts for nothing
 * @param at on which level
 */
public record Manner(String reason, boolean syncAsked, Destination destination, boolean ignoreStaleOwner, At at) {
    public Manner(String reason, boolean syncAsked, Destination destination, boolean ignoreStaleOwner) {
        this(reason, syncAsked, destination, ignoreStaleOwner, At.UNSAID);
    }

    public Manner(String reason, boolean syncAsked, Destination destination) {
        this(reason, syncAsked, destination, false);
    }
}
