package dev.landfall.placement;

import dev.landfall.render.ChartBuild;

/**
 * An edit of one place, to see what comes out.
 *
 * @param build with the edit
 * @param path of the edited file, or the name of the values that the owner gives
 * @param line of the place, counted from 1
 * @param what the place is, for people: {@code replicas in charts/web/values.yaml}
 */
record Trial(ChartBuild build, String path, int line, String what) {}
