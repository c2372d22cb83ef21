package dev.landfall.remediate;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.reason.Printable;
import java.util.List;

/**
 * One way to mend what was found. Its texts may quote the cluster, and are made printable here; its changes are exact.
 *
 * @param what in a few words, such as {@code set image of web to registry.example.com/web:1.0}; becomes the commit's subject
 * @param because where the new value comes from
 * @param risk what may go wrong by it, the least first; 1 for a value that ran before, 3 for one that nothing here has used
 */
public record Repair(String what, List<DesiredChange> changes, Confidence confidence, String because, int risk) {
    private static final int LONGEST = 300;

    public Repair {
        what = Printable.line(what, LONGEST);
        because = Printable.line(because, LONGEST);
        changes = List.copyOf(changes);
        if (changes.isEmpty()) throw new IllegalStateException("a repair that changes nothing: " + what);
    }
}
