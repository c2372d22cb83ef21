/** Edits YAML and JSON text and leaves every other byte as it was, proven for each edit: open {@code YamlFile} first. */
package dev.landfall.manifest.yaml;
