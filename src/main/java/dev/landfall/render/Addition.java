package dev.landfall.render;

import tools.jackson.databind.JsonNode;

/**
 * What an owner puts into the kustomization of its folder.
 *
 * @param value one entry of the field's list, or the whole of the field
 */
public record Addition(String field, JsonNode value) {}
