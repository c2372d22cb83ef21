package dev.landfall.change;

import dev.landfall.gitops.Evidence;
import dev.landfall.gitops.EvidenceClass;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether what a change is to mend is gone, and for how long; time is what has passed since the wait began. */
final class SymptomWatch {
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(4);

    private final SymptomCheck check;
    private final Duration patience;
    private final Map<Symptom, Since> gone = new LinkedHashMap<>();
    private final Since live = new Since();
    private Optional<Duration> last = Optional.empty();
    private Optional<String> phase;

    /** @param patience how long it may take from when the change is live until a symptom is gone */
    SymptomWatch(List<Symptom> symptoms, SymptomCheck check, Duration patience) {
        this.check = check;
        this.patience = patience;
        symptoms.forEach(symptom -> gone.put(symptom, new Since()));
        this.phase = symptoms.isEmpty() ? Optional.empty() : Optional.of("the symptom has not been looked for yet");
    }

    /** The longest time for which one must stay gone. */
    static Duration settle(List<Symptom> symptoms) {
        return symptoms.stream().map(Symptom::settle).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /**
     * One look, unless the last one is young; to be asked only while the change is live.
     *
     * @return why the change is not what was hoped for, once it is clear
     */
    Optional<Reason> look(Duration now) {
        if (gone.isEmpty() || isYoung(now)) return Optional.empty();
        last = Optional.of(now);
        Duration sinceLive = live.yes(now);
        List<String> waited = new ArrayList<>();
        for (Map.Entry<Symptom, Since> each : gone.entrySet()) {
            Symptom symptom = each.getKey();
            Optional<String> seen = check.seen(symptom);
            if (seen.isPresent()) {
                each.getValue().no();
                if (sinceLive.compareTo(patience) >= 0) return Optional.of(remains(symptom, seen.get()));
                waited.add("the symptom is still there: " + seen.get());
            } else if (each.getValue().yes(now).compareTo(symptom.settle()) < 0) {
                waited.add("the symptom is gone, and stays so for "
                        + words(each.getValue().yes(now)) + " of " + words(symptom.settle()));
            }
        }
        phase = waited.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", waited));
        return Optional.empty();
    }

    private boolean isYoung(Duration now) {
        return last.map(then -> now.minus(then).compareTo(AT_MOST_EVERY) < 0).orElse(false);
    }

    /** The change is not live any more, or not yet: what is seen now says nothing of it. */
    void isNotLive() {
        live.no();
        gone.values().forEach(Since::no);
    }

    /** What is still waited for, for a person; empty where every symptom is gone for long enough. */
    Optional<String> phase() {
        return phase;
    }

    /** What proves that they are gone. */
    List<Evidence> evidence() {
        return gone.keySet().stream()
                .map(symptom -> new Evidence(
                        EvidenceClass.OBJECT_ONLY,
                        "",
                        symptom.object(),
                        "not seen for " + words(symptom.settle()) + ": " + symptom.sign()))
                .toList();
    }

    private static Reason remains(Symptom symptom, String seen) {
        return Reason.lasting(
                "symptom-remains",
                "the change is live, and what it was to mend is still there at " + symptom.object() + ": " + seen,
                "look at it again with landfall remediate, or take the change back");
    }

    private static String words(Duration duration) {
        return duration.toSeconds() + " s";
    }
}
