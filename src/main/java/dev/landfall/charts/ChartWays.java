package dev.landfall.charts;

import dev.landfall.git.Route;
import java.net.URI;

/** As whom and by which way what a chart is made of is fetched, as far as the configuration allows. */
public interface ChartWays {

    /** To the chart repository itself, and whatever lies on its host. */
    Route own();

    /**
     * To another host, to which an index or a redirect leads; nobody logs in there.
     *
     * @throws RuntimeException of whoever knows the configuration, where that does not allow the host
     */
    Route elsewhere(URI address);

    /** Whether a name may turn out to be this machine. */
    boolean mayBeNearby();
}
