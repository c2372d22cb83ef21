/**
 * The one configuration file: read, validated with every fault named, each value's origin kept; open
 * {@link dev.landfall.config.ConfigurationLoader} first.
 */
package dev.landfall.config;
