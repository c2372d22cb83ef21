package dev.landfall.soak;

import java.util.Set;

/**
 * The truth about a change at one moment, as far as it can change without Git.
 *
 * @param live whether the object has the wanted value, or is gone where it shall be
 * @param well whether as many pods as it wants run from its template of now, all ready and no other is left
 * @param applied every commit that the owner says it applied or is applying
 */
record Sight(boolean live, boolean well, Set<String> applied) {

    Sight {
        applied = Set.copyOf(applied);
    }

    boolean isLiveAndWell() {
        return live && well;
    }
}
