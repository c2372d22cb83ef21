package dev.landfall.change;

/**
 * How a change is to be made, besides what it is.
 *
 * @param reason of the user, or empty; untrusted text
 * @param syncAsked whether to start a sync where an owner does not sync by itself
 * @param destination of what no owner lists yet
 * @param ignoreStaleOwner whether the mark of an owner that is proven to be gone counts for nothing
 * @param acceptUnproven whether to go on where what is rendered is not what the owner has made live
 * @param at on which level
 */
public record Manner(
        String reason,
        boolean syncAsked,
        Destination destination,
        boolean ignoreStaleOwner,
        boolean acceptUnproven,
        At at) {
    public Manner(
            String reason,
            boolean syncAsked,
            Destination destination,
            boolean ignoreStaleOwner,
            boolean acceptUnproven) {
        this(reason, syncAsked, destination, ignoreStaleOwner, acceptUnproven, At.UNSAID);
    }

    public Manner(String reason, boolean syncAsked, Destination destination) {
        this(reason, syncAsked, destination, false, false);
    }

    /**
     * In which what was done so is taken back: over a mark that is left over, where it was written over that, and for all
     * whom it concerned.
     */
    Manner takingBack(String why, boolean sync) {
        return new Manner(why, sync, new Destination.Unsaid(), ignoreStaleOwner, false, at);
    }

    /** The same to another place. */
    public Manner to(Destination other) {
        return new Manner(reason, syncAsked, other, ignoreStaleOwner, acceptUnproven, at);
    }
}
