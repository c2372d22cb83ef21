/** One class for each kind of failure: open {@link dev.landfall.remediate.rule.Rules} first. */
package dev.landfall.remediate.rule;
