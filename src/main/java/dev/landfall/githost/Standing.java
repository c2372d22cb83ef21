package dev.landfall.githost;

import dev.landfall.reason.Printable;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * What a host says of a repository and of what our credential may do there.
 *
 * @param name as the host calls it today, such as {@code team/shop}: another than in the URL where it was renamed or moved
 * @param page where a person looks at it
 * @param archived whether it takes no changes any more
 * @param lacking what the credential lacks, as the host names it and what for: {@code the scope write:issue, for comments}
 * @param styles that the host lets one choose; empty where it does not say
 */
public record Standing(String name, URI page, boolean archived, List<String> lacking, Set<MergeStyle> styles) {
    public Standing {
        name = Printable.line(name, 300);
        lacking = List.copyOf(lacking);
        styles = Set.copyOf(styles);
    }
}
