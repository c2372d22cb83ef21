/** Fetches charts from chart repositories: open {@link dev.landfall.charts.ChartFetching} first. */
package dev.landfall.charts;
