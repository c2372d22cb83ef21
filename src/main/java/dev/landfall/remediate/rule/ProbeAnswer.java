package dev.landfall.remediate.rule;

import dev.landfall.cluster.EventNote;
import dev.landfall.cluster.LiveObject;
import dev.landfall.remediate.Snapshot;
import java.util.List;
import java.util.Locale;

/**
 * What a probe got, as far as an event still tells.
 *
 * @param words of the kubelet, in lower case; empty where no event is left
 */
record ProbeAnswer(What what, String words) {

    enum What {
        WRONG_PATH,
        NOT_ALLOWED,
        FAULT,
        REFUSED,
        SLOW,
        NO_TLS,
        TLS,
        OTHER,
        UNKNOWN
    }

    /** The newest about this probe. */
    static ProbeAnswer of(Probe probe, LiveObject pod, Snapshot snapshot) {
        List<String> told = Clues.warnings(pod, snapshot, fragments(probe.kind()))
                .map(EventNote::message)
                .toList();
        if (told.isEmpty()) return new ProbeAnswer(What.UNKNOWN, "");
        String words = told.getLast().toLowerCase(Locale.ROOT);
        return new ProbeAnswer(what(words), words);
    }

    static String[] fragments(Probe.Kind kind) {
        return new String[] {kind.word() + " probe failed", kind.word() + " probe errored"};
    }

    private static What what(String words) {
        if (words.contains("statuscode: 404")) return What.WRONG_PATH;
        if (words.contains("statuscode: 401") || words.contains("statuscode: 403")) return What.NOT_ALLOWED;
        if (words.contains("statuscode: 5")) return What.FAULT;
        if (words.contains("http response to https client") || words.contains("first record does not look like a tls"))
            return What.NO_TLS;
        if (words.contains("malformed http response") || words.contains("http request to an https server"))
            return What.TLS;
        if (words.contains("connection refused")) return What.REFUSED;
        if (words.contains("deadline exceeded") || words.contains("timeout") || words.contains("timed out"))
            return What.SLOW;
        return What.OTHER;
    }
}
