package dev.landfall.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Evidence;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SymptomWatchTest {
    private static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");
    private static final Symptom PULL =
            new Symptom("image-not-found", WEB, "container web does not get its image", Duration.ofSeconds(60));

    private Optional<String> seen = Optional.empty();
    private int looks;

    private final SymptomWatch watch = new SymptomWatch(
            List.of(PULL),
            symptom -> {
                looks++;
                return seen;
            },
            Duration.ofMinutes(10));

    private Optional<String> at(int seconds) {
        assertThat(watch.look(Duration.ofSeconds(seconds))).isEmpty();
        return watch.phase();
    }

    @Test
    void a_symptom_must_stay_gone_for_its_window() {
        assertThat(at(0)).hasValue("the symptom is gone, and stays so for 0 s of 60 s");
        assertThat(at(59)).hasValue("the symptom is gone, and stays so for 59 s of 60 s");
        assertThat(at(65)).isEmpty();
        assertThat(watch.evidence())
                .extracting(Evidence::toString)
                .singleElement()
                .asString()
                .contains("not seen for 60 s: container web does not get its image");
    }

    @Test
    void one_that_comes_back_begins_the_window_anew() {
        at(0);
        seen = Optional.of("ErrImagePull");
        assertThat(at(50)).hasValue("the symptom is still there: ErrImagePull");
        seen = Optional.empty();
        at(55);
        assertThat(at(110)).hasValue("the symptom is gone, and stays so for 55 s of 60 s");
        assertThat(at(115)).isEmpty();
    }

    @Test
    void what_is_seen_before_the_change_is_live_says_nothing_of_it() {
        at(0);
        watch.isNotLive();
        assertThat(at(100)).hasValue("the symptom is gone, and stays so for 0 s of 60 s");
    }

    @Test
    void one_that_never_goes_ends_the_wait_with_its_words() {
        seen = Optional.of("ErrImagePull");
        at(0);
        at(599);
        Optional<Reason> remains = watch.look(Duration.ofSeconds(605));

        assertThat(remains).hasValueSatisfying(reason -> {
            assertThat(reason.code()).isEqualTo("symptom-remains");
            assertThat(reason.message()).contains("Deployment shop/web", "ErrImagePull");
        });
    }

    /** A look reads several kinds of a namespace. */
    @Test
    void it_does_not_look_more_often_than_every_four_seconds() {
        at(0);
        at(1);
        at(3);
        assertThat(looks).isEqualTo(1);
        at(4);
        assertThat(looks).isEqualTo(2);
    }

    @Test
    void without_symptoms_there_is_nothing_to_wait_for() {
        SymptomWatch none = new SymptomWatch(List.of(), SymptomCheck.none(), Duration.ofMinutes(10));

        assertThat(none.look(Duration.ZERO)).isEmpty();
        assertThat(none.phase()).isEmpty();
    }
}
