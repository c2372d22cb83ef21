package dev.landfall.remediate;

/** How sure it is that a repair is the right one; the surest first. */
public enum Confidence {
    /** One candidate, which the objects of the cluster determine. */
    CERTAIN("certain"),

    /** A sound default, or the best of several candidates: a person looks before it is applied. */
    LIKELY("likely");

    private final String word;

    Confidence(String word) {
        this.word = word;
    }

    /** As output says it. */
    public String word() {
        return word;
    }
}
