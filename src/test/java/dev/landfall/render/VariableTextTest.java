package dev.landfall.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fluxcd/pkg/envsubst 1.7 makes of a text, as far as it is made here. */
class VariableTextTest {
    private static final Map<String, String> VALUES = Map.of("name", "web", "count", "3", "nothing", "");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            plain                       | plain
            ${name}                     | web
            shop/${name}:${count}       | shop/web:3
            ${name:=lamp}               | web
            ${name:-lamp}               | web
            ${name=lamp}                | web
            ${other:=lamp}              | lamp
            ${other:-lamp}              | lamp
            ${other=lamp}               | lamp
            ${other:=a-b:c=d e}         | a-b:c=d e
            ${nothing:=lamp}            | lamp
            [${nothing}]                | []
            [${other:=}]                | []
            $name                       | $name
            $${name}                    | ${name}
            $$5 and $5                  | $5 and $5
            $$${name}                   | $web
            """)
    void aTextIsMadeOfItsVariables(String text, String made) {
        assertThat(VariableText.of(text).with(VALUES)).isEqualTo(made);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${name:0:2}",
                "${name:1}",
                "${#name}",
                "${name^}",
                "${name^^}",
                "${name,,}",
                "${name#w}",
                "${name%%b}",
                "${name/w/l}",
                "${name//w/l}",
                "${name:+lamp}",
                "${name:?lamp}",
                "${name-lamp}",
                "${other:=${name}}",
                "${name",
                "${}",
                "${a.b}",
                "$((1 + 1)) ${a b}"
            })
    void otherFormsAreRefusedByName(String text) {
        assertThatThrownBy(() -> VariableText.of(text))
                .isInstanceOfSatisfying(
                        Unbuildable.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("substitution-form"));
    }

    /** Strict, as kustomize-controller is unless a feature gate makes it lenient, it fails; else nothing stands there. */
    @Test
    void aVariableThatNobodyGivesIsRefusedByItsName() {
        assertThatThrownBy(() -> VariableText.of("a-${other}").with(VALUES))
                .isInstanceOfSatisfying(Unbuildable.class, refused -> {
                    assertThat(refused.reason().code()).isEqualTo("substitution-failed");
                    assertThat(refused.reason().message()).contains("other");
                });
    }

    @Test
    void anEscapedDollarIsWrittenAsItWas() {
        String text = "$${name} costs $$5, ${name:=lamp} ${count}";

        assertThat(VariableText.of(text).written()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            shop/${name}:${count} | 3 | shop/web:5  | 5
            shop/${name}:${count} | 1 | shop/lamp:3 | lamp
            shop/${name}:${count} | 3 | shop/lamp:5 | none
            ${name}${name}        | 0 | webweb      | web
            ${name}-${name}       | 0 | lamp-lamp   | none
            """)
    void onePartIsSolvedWhereItAloneCanMakeTheText(String text, int part, String wanted, String solved) {
        assertThat(VariableText.of(text).solved(part, VALUES, wanted)).isEqualTo(Optional.ofNullable(solved));
    }
}
