package dev.landfall.manifest.yaml;

import tools.jackson.databind.JsonNode;

/** One change of one place of a file. Several are made one after the other, each proven by itself. */
public sealed interface NodeEdit {

    /** A change below the root of a document. */
    sealed interface Inside extends NodeEdit {
        /** The node that gets another value, or whose children change. */
        NodePath at();
    }

    /** The node, which is no root and has no tag, says this from now on. */
    record SetValue(NodePath at, JsonNode value) implements Inside {}

    /** The mapping, which has entries but not this one, gets it at its end. */
    record AddEntry(NodePath at, String key, JsonNode value) implements Inside {}

    /**
     * The list, which has items, gets one more.
     *
     * @param index of the new item, from 0 to the number of items
     */
    record AddItem(NodePath at, int index, JsonNode value) implements Inside {}

    /** The mapping or list, which has others, loses this entry or item. */
    record RemoveChild(NodePath at, int index) implements Inside {}

    /** The file gets one more document, at its end. */
    record AddDocument(JsonNode value) implements NodeEdit {}

    /** The file, which has others, loses this document. */
    record RemoveDocument(int document) implements NodeEdit {}
}
