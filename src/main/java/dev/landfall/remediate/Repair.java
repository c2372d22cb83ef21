package dev.landfall.remediate;

import dev.landfall.manifest.DesiredChange;
import java.util.List;

/**
 * One way to mend what was found.
 *
 * @param what in a few words, such as {@code set image of web to registry.example.com/web:1.0}; becomes the commit's subject
 * @param because where the new value comes from
 * @param risk what may go wrong by it, the least first; 1 for a value that ran before, 3 for one that nothing here has used
 */
public record Repair(String what, List<DesiredChange> changes, Confidence confidence, String because, int risk) {
    public Repair {
        changes = List.copyOf(changes);
        if (changes.isEmpty()) throw new IllegalStateException("a repair that changes nothing: " + what);
    }
}
