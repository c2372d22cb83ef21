package dev.landfall.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.placement.TextPart.Texts;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextPartTest {
    @Test
    void aPartIsTakenByItsIndexAndPutBackBesideTheOthers() {
        TextPart tag = new TextPart(":", 1);

        assertThat(tag.in("web:1.0")).hasValue("1.0");
        assertThat(tag.with("web:1.0", "2.0")).hasValue("web:2.0");
        assertThat(tag.in("web")).isEmpty();
        assertThat(tag.with("web:1.0", "a:b")).isEmpty();
        assertThat(new TextPart(":", -1).in("web:1.0")).isEmpty();
    }

    /** A text of its own, the value in its part, what comes of it, what is wanted, and the value and text for that. */
    @ParameterizedTest
    @CsvSource({
        "1, web:TAG, 1.0, web:1.0, web:2.0, 2.0, web:TAG",
        "1, web:TAG, 1.0, web:1.0, api:1.0, 1.0, api:TAG",
        "1, web:TAG, 1.0, web:1.0, api:2.0, 2.0, api:TAG",
        "0, HOST:80, web, web:80, api:80, api, HOST:80",
        "0, HOST:80, web, web:80, web:81, web, HOST:81",
        "9, web, 1.0, web:1.0, web:2.0, 2.0, web",
        "9, web, 1.0, web:1.0, api:1.0, 1.0, api",
        "-1, 80, web, web:80, api:80, api, 80",
        "-1, 80, web, web:80, web:81, web, 81",
        "1, a:X:c, b:b, a:b:b:c, a:b:c, b, a:X:c",
    })
    void aWantedTextIsTakenApart(
            int index, String own, String value, String rendered, String wanted, String thenValue, String thenOwn) {
        assertThat(new TextPart(":", index).forWanted(wanted, rendered, new Texts(value, own)))
                .isEqualTo(Optional.of(new Texts(thenValue, thenOwn)));
    }

    @Test
    void aTextOfOtherPartsIsNotTakenApart() {
        assertThat(new TextPart(":", 1).forWanted("registry:5000/api:2.0", "web:1.0", new Texts("1.0", "web:TAG")))
                .isEmpty();
    }
}
