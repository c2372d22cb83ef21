package dev.landfall.charts;

import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;

/**
 * One version of a chart.
 *
 * @param repository without a slash at its end
 */
record WantedChart(String repository, String name, String version) {

    @Override
    public String toString() {
        return Printable.line("the chart %s %s of %s".formatted(name, version, repository));
    }

    /** It is there at another time, maybe. */
    ChartException unreachable(String why) {
        return new ChartException(Reason.passing(
                "chart-repository-unreachable",
                this + " cannot be fetched: " + Printable.line(why, 300),
                "try again later, or see that the address is reached from here"));
    }

    ChartException noLogin(String host, int status) {
        return new ChartException(Reason.lasting(
                "chart-repository-login",
                "%s cannot be fetched: %s answers with status %d".formatted(this, host, status),
                "give the rule under repositories that matches the chart repository credentials that may read it"));
    }

    ChartException absent(String why) {
        return new ChartException(Reason.lasting(
                "chart-not-found",
                "%s cannot be fetched: %s".formatted(this, Printable.line(why, 300)),
                "mend the chart's name, its version or the URL where the owner is defined"));
    }

    ChartException broken(String why) {
        return new ChartException(Reason.lasting(
                "chart-broken",
                "%s cannot be used: %s".formatted(this, Printable.line(why, 300)),
                "see what the chart repository holds, and publish the chart anew"));
    }
}
