/** Sets one scalar of a YAML file and leaves every other byte as it was: open {@code YamlFile} first. */
package dev.landfall.manifest.yaml;
