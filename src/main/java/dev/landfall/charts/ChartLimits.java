package dev.landfall.charts;

import java.time.Duration;

/**
 * How long a chart repository is waited for, and how much is taken from it.
 *
 * @param answer from the request to the last byte
 * @param indexBytes large repositories list every version of hundreds of charts
 */
public record ChartLimits(Duration connect, Duration answer, int indexBytes, int chartBytes) {

    public static ChartLimits standard() {
        return new ChartLimits(Duration.ofSeconds(10), Duration.ofSeconds(60), 48 << 20, 16 << 20);
    }
}
