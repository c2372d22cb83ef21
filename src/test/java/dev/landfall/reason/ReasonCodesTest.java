package dev.landfall.reason;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever writes a code in a way that is not understood is told so, since a code that is overlooked is documented nowhere. */
class ReasonCodesTest {
    @TempDir
    Path folder;

    @Test
    void codesAreFoundThroughConstantsConditionsAndTheMethodsThatTakeThem() throws IOException {
        ReasonCodes found = found("""
                import static other.Wrong.fault;
                class Rules {
                    static final String KNOWN = "a-constant";
                    Reason plain() { return Reason.lasting("as-it-is", "m", "r"); }
                    Reason constant() { return Reason.passing(Rules.KNOWN, "m", "r"); }
                    Reason either(boolean one) { return new Reason(one ? "one-way" : "the-other", "m", "r", true); }
                    Reason by(int n) {
                        String code = switch (n) { case 0 -> "by-case"; default -> { yield "by-yield"; } };
                        return Reason.lasting(code, "m", "r");
                    }
                    Reason called() { return failure("through-a-method", 3); }
                    private static Reason failure(String code, int n) { return Reason.lasting(code, "m", "r"); }
                    Reason imported() { throw fault("through-an-import"); }
                    Reason joined() { return unset("label"); }
                    Reason unset(String what) { return Reason.lasting(what + "-not-set", "m", "r"); }
                    Reason recorded() { return Reason.lasting(new Named("f", "in-a-record").code(), "m", "r"); }
                    Reason again(Reason other) { return Reason.lasting(other.code(), "m", "r"); }
                    Reason returned(boolean one) { return Reason.lasting(chosen(one), "m", "r"); }
                    private static String chosen(boolean one) { return one ? "returned-one" : "returned-other"; }
                    Reason perhaps(Optional<Kind> kind) {
                        return Reason.lasting(kind.map(one -> one.why).orElse("of-none"), "m", "r");
                    }
                    record Named(String field, String code) {}
                    enum Kind { ONE("of-an-enum"); private final String why; Kind(String why) { this.why = why; }
                        Reason reason() { return Reason.lasting(why, "m", "r"); } }
                    void others(Other other) { other.failure("not-a-code", 3); }
                }
                class Wrong extends RuntimeException {
                    Wrong(String code) { reason = Reason.lasting(code, "m", "r"); }
                    static Wrong fault(String code) { return new Wrong(code); }
                }
                class Worse extends Wrong { Worse() { super("by-super"); } }
                """);

        assertThat(found.unclear()).isEmpty();
        assertThat(found.codes().keySet())
                .containsExactlyInAnyOrder(
                        "as-it-is",
                        "a-constant",
                        "one-way",
                        "the-other",
                        "by-case",
                        "by-yield",
                        "through-a-method",
                        "through-an-import",
                        "label-not-set",
                        "in-a-record",
                        "of-an-enum",
                        "returned-one",
                        "returned-other",
                        "of-none",
                        "by-super");
        assertThat(found.codes()).containsEntry("as-it-is", Set.of("Rules.java:4"));
    }

    @Test
    void whatTheJournalHoldsWasFoundWhereItWasMadeAndElsewhereAFieldIsNotFollowed() throws IOException {
        ReasonCodes found = found("""
                class ChangeRecord {
                    Reason code(JsonNode body) { return Reason.lasting(body.path("code").asString(""), "m", "r"); }
                    Reason other(JsonNode body) { return Reason.lasting(body.path("kind").asString(""), "m", "r"); }
                }
                class Rules {
                    Reason code(JsonNode body) { return Reason.lasting(body.path("code").asString(""), "m", "r"); }
                }
                """);

        assertThat(found.codes()).isEqualTo(Map.of());
        assertThat(found.unclear())
                .containsExactlyInAnyOrder(
                        "Rules.java:3 body.path(\"kind\").asString(\"\")",
                        "Rules.java:6 body.path(\"code\").asString(\"\")");
    }

    @Test
    void whatCannotBeFollowedIsNamed() throws IOException {
        ReasonCodes found = found("""
                class Rules {
                    Reason looked(Map<String, String> codes) { return Reason.lasting(codes.get("x"), "m", "r"); }
                    Reason made(String a, String b) { return Reason.lasting(a + b, "m", "r"); }
                    Maker handed() { return Reason::passing; }
                }
                """);

        assertThat(found.codes()).isEqualTo(Map.of());
        assertThat(found.unclear())
                .containsExactlyInAnyOrder(
                        "Rules.java:2 codes.get(\"x\")", "Rules.java:3 a + b", "Rules.java:4 Reason::passing");
    }

    private ReasonCodes found(String source) throws IOException {
        Files.writeString(folder.resolve("Rules.java"), source);
        return ReasonCodes.below(folder);
    }
}
