package dev.landfall.gitops;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Files in an owner's folder by which it changes its own spec before it renders. */
public interface SpecFiles {

    /** Their names in the folder; the last one wins. */
    List<String> names();

    /**
     * The owner's source as they make it.
     *
     * @param contents by name, of those that are there
     */
    Layers with(Map<String, JsonNode> contents);
}
