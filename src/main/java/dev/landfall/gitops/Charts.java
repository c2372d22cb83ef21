package dev.landfall.gitops;

import dev.landfall.reason.Reason;
import java.util.Map;

/** Where charts come from that lie in no Git repository. */
public interface Charts {

    /** Whether a chart could be had. */
    sealed interface Answer {

        /** @param files by path from the chart's folder */
        record Files(Map<String, byte[]> files) implements Answer {
            public Files {
                files = Map.copyOf(files);
            }
        }

        record Refused(Reason reason) implements Answer {}
    }

    /** The files of one version, each time the same. */
    Answer of(PublishedChart chart);

    /** None at all. */
    static Charts none() {
        return chart -> new Answer.Refused(Reason.lasting(
                "chart-not-fetched", "the " + chart.named() + " is not fetched here", "make this change by hand"));
    }
}
