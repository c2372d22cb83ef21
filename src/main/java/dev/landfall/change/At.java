package dev.landfall.change;

/** On which level a change is made, where the user says so. */
public enum At {
    /** Nobody said: where it concerns nobody else. */
    UNSAID,
    /** In the file that decides it, also for others who build from that. */
    BASE,
    /** In the owner's own object, which no repository defines. */
    OWNER
}
