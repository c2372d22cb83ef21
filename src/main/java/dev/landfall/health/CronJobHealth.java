package dev.landfall.health;

import dev.landfall.cluster.LiveObject;

/**
 * A CronJob is healthy when it is there: how its next run ends is known only then. One that is suspended is well, too,
 * and says so.
 */
final class CronJobHealth {
    private CronJobHealth() {}

    static Health of(LiveObject cronJob) {
        String schedule =
                "CronJob is scheduled \"" + cronJob.at("/spec/schedule").asString("") + "\"";
        String zone = cronJob.at("/spec/timeZone").asString("");
        String last = cronJob.at("/status/lastScheduleTime").asString("");
        boolean suspended = cronJob.at("/spec/suspend").asBoolean(false);
        return Health.Healthy.as(schedule
                + (zone.isEmpty() ? "" : " in " + zone)
                + (last.isEmpty() ? ", not run yet" : ", last run " + last)
                + (suspended ? ", and suspended: it starts no Jobs" : ""));
    }
}
