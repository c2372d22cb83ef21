package dev.landfall.render;

import tools.jackson.databind.JsonNode;

/**
 * What an owner puts into the kustomization of its folder.
 *
 * @param value one entry of the field's list, or the whole of the field; a missing node adds nothing, and has its number
 *     among the others all the same
 */
public record Addition(String field, JsonNode value) {}
