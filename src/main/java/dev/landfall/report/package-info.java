/** What the doors tell, as data and as text: open {@link dev.landfall.report.Report} first. */
package dev.landfall.report;
