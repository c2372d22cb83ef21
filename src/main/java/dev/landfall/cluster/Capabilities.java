package dev.landfall.cluster;

import java.util.List;

/**
 * What a chart may ask of a cluster.
 *
 * @param kubernetes its version without what a vendor adds, such as {@code v1.37.2}
 * @param apis each {@code group/version}, and with {@code /Kind} each kind in it
 */
public record Capabilities(String kubernetes, List<String> apis) {
    public Capabilities {
        apis = List.copyOf(apis);
    }
}
