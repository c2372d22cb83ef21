package dev.landfall.manifest.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a node is found in a file, which an edit elsewhere may leave as it is while offsets move.
 *
 * @param document counted from 0
 * @param children from the document's root down: which entry of a mapping, which item of a list, counted from 0
 */
public record NodePath(int document, List<Integer> children) {
    public NodePath {
        children = List.copyOf(children);
    }

    public static NodePath root(int document) {
        return new NodePath(document, List.of());
    }

    public NodePath to(int child) {
        List<Integer> longer = new ArrayList<>(children);
        longer.add(child);
        return new NodePath(document, longer);
    }

    public boolean isRoot() {
        return children.isEmpty();
    }

    /** @throws IllegalStateException for a root */
    public NodePath parent() {
        if (isRoot()) throw new IllegalStateException("a root has no parent");
        return new NodePath(document, children.subList(0, children.size() - 1));
    }

    /** Which child of its parent it is. */
    public int last() {
        return children.getLast();
    }
}
