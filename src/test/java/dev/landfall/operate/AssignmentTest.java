package dev.landfall.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.change.RequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "A=b | A | b",
                "A= | A | ''",
                "A=b=c | A | b=c",
                "containers[name=web].image=web:1 | containers[name=web].image | web:1",
                "annotations[\"a=b/c\"]=x]=y | annotations[\"a=b/c\"] | x]=y"
            })
    void splitsAtTheFirstEqualsOutsideOfBrackets(String text, String name, String value) {
        Assignment read = Assignment.parse(text);

        assertThat(read.name()).isEqualTo(name);
        assertThat(read.value()).contains(value.equals("''") ? "" : value);
    }

    @Test
    void aHyphenAtTheEndRemoves() {
        assertThat(Assignment.parse("LOG_LEVEL-").value()).isEmpty();
        assertThat(Assignment.parse("LOG_LEVEL-").name()).isEqualTo("LOG_LEVEL");
        assertThat(Assignment.parse("A=b-").value()).contains("b-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "=a", "-", "word", "a[b=c]"})
    void whatIsNeitherIsRefused(String text) {
        assertThatThrownBy(() -> Assignment.parse(text))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("neither NAME=VALUE nor NAME-");
    }

    @Test
    void objectsAreTold() {
        assertThat(Assignment.isMeant("deployment/web")).isFalse();
        assertThat(Assignment.isMeant("deployment/web-")).isFalse();
        assertThat(Assignment.isMeant("web=registry/web:1.1")).isTrue();
        assertThat(Assignment.isMeant("LOG_LEVEL-")).isTrue();
    }
}
