package dev.landfall.soak;

/** What befalls a change besides faults of connections. */
public enum Circumstance {
    NOTHING(When.NEVER),
    /** The change itself names an image that no registry has. */
    BROKEN_IMAGE(When.NEVER),
    /** The change itself makes an object that the API server does not take. */
    REFUSED_BY_SERVER(When.NEVER),
    /** Somebody commits other lines of the same file, between plan and landing. */
    OTHER_LINES_BEFORE(When.BEFORE_LANDING),
    /** Somebody changes the same value, between plan and landing. */
    SAME_LINE_BEFORE(When.BEFORE_LANDING),
    OTHER_LINES_AFTER(When.AFTER_LANDING),
    SAME_LINE_AFTER(When.AFTER_LANDING),
    /** Somebody commits a file to the folder that is no manifest. */
    BROKEN_FILE_AFTER(When.AFTER_LANDING),
    /** Somebody sets the branch back to where it was before our commit. */
    FORCE_PUSH_AFTER(When.AFTER_LANDING),
    /** The owner is suspended, or syncs only by hand, before anybody plans anything. */
    IDLE_BEFORE(When.BEFORE_PLAN),
    IDLE_BETWEEN(When.BEFORE_LANDING),
    IDLE_AFTER(When.AFTER_LANDING),
    /** The owner syncs only by hand, and the change asks for that. */
    SYNC_ASKED(When.BEFORE_PLAN),
    /** Another Deployment of the same owner has not been well for long. */
    NEIGHBOUR_BROKEN(When.BEFORE_PLAN),
    NEIGHBOUR_BREAKS(When.AFTER_LANDING),
    /** Somebody changes the value in the cluster. */
    BY_HAND_AFTER(When.AFTER_LANDING),
    /** Somebody deletes the object in the cluster. */
    DELETED_BY_HAND_AFTER(When.AFTER_LANDING),
    POD_DELETED_AFTER(When.AFTER_LANDING),
    /** The controllers stop before the change lands, and start again after a while. */
    CONTROLLER_STOPPED(When.BEFORE_LANDING),
    CONTROLLER_RESTARTED(When.AFTER_LANDING),
    /** The change deletes what the owner does not prune. */
    PRUNING_OFF(When.BEFORE_PLAN);

    /** At which point of a change. */
    enum When {
        NEVER,
        BEFORE_PLAN,
        BEFORE_LANDING,
        AFTER_LANDING
    }

    private final When when;

    Circumstance(When when) {
        this.when = when;
    }

    When when() {
        return when;
    }

    /** Whether it can befall such a change at all. */
    boolean befalls(Tool tool, Wish wish) {
        boolean owned = tool.hasOwner();
        return switch (this) {
            case NOTHING -> true;
            case BROKEN_IMAGE -> wish == Wish.IMAGE;
            case REFUSED_BY_SERVER -> wish == Wish.LABEL;
            case OTHER_LINES_BEFORE, OTHER_LINES_AFTER -> owned && wish.isOfOneLine();
            case SAME_LINE_BEFORE, SAME_LINE_AFTER, BY_HAND_AFTER -> wish.isOfOneLine();
            case POD_DELETED_AFTER -> wish.isOfOneLine();
            case DELETED_BY_HAND_AFTER -> wish != Wish.DELETE;
            case SYNC_ASKED -> tool == Tool.ARGOCD && wish != Wish.DELETE;
            case PRUNING_OFF -> owned && wish == Wish.DELETE;
            case BROKEN_FILE_AFTER,
                    FORCE_PUSH_AFTER,
                    IDLE_BEFORE,
                    IDLE_BETWEEN,
                    IDLE_AFTER,
                    NEIGHBOUR_BROKEN,
                    NEIGHBOUR_BREAKS,
                    CONTROLLER_STOPPED,
                    CONTROLLER_RESTARTED -> owned;
        };
    }

    /** Whether it takes a person before a change goes on, who undoes what was done. */
    boolean needsPerson() {
        return switch (this) {
            case IDLE_BEFORE, IDLE_BETWEEN, IDLE_AFTER, PRUNING_OFF, BROKEN_FILE_AFTER -> true;
            case NOTHING,
                    BROKEN_IMAGE,
                    REFUSED_BY_SERVER,
                    OTHER_LINES_BEFORE,
                    SAME_LINE_BEFORE,
                    OTHER_LINES_AFTER,
                    SAME_LINE_AFTER,
                    FORCE_PUSH_AFTER,
                    SYNC_ASKED,
                    NEIGHBOUR_BROKEN,
                    NEIGHBOUR_BREAKS,
                    BY_HAND_AFTER,
                    DELETED_BY_HAND_AFTER,
                    POD_DELETED_AFTER,
                    CONTROLLER_STOPPED,
                    CONTROLLER_RESTARTED -> false;
        };
    }

    /** Whether a change in it may be turned down before it lands, so that this decides it. */
    boolean isReasonToRefuse() {
        return switch (this) {
            case REFUSED_BY_SERVER, SAME_LINE_BEFORE, IDLE_BEFORE, IDLE_BETWEEN, PRUNING_OFF -> true;
            case NOTHING,
                    BROKEN_IMAGE,
                    OTHER_LINES_BEFORE,
                    OTHER_LINES_AFTER,
                    SAME_LINE_AFTER,
                    BROKEN_FILE_AFTER,
                    FORCE_PUSH_AFTER,
                    IDLE_AFTER,
                    SYNC_ASKED,
                    NEIGHBOUR_BROKEN,
                    NEIGHBOUR_BREAKS,
                    BY_HAND_AFTER,
                    DELETED_BY_HAND_AFTER,
                    POD_DELETED_AFTER,
                    CONTROLLER_STOPPED,
                    CONTROLLER_RESTARTED -> false;
        };
    }
}
