package dev.landfall.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.landfall.reason.Reason;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A failure that says what to do, and that tells no secret: those of the tests all have this word in them. */
public final class Canary {
    private Canary() {}

    static GitException failure(ThrowingCallable call) {
        GitException failure = catchThrowableOfType(GitException.class, call);
        assertThat(failure).as("a failure").isNotNull();
        assertTellsNoSecret(failure, failure.reason());
        assertThat(failure.reason().remedy()).isNotEmpty();
        return failure;
    }

    /** Neither in its own words nor in those of what caused it. */
    public static void assertTellsNoSecret(Throwable failure, Reason reason) {
        StringWriter everything = new StringWriter();
        failure.printStackTrace(new PrintWriter(everything));
        everything.append(reason.toString());
        assertThat(everything.toString()).doesNotContain("canary");
    }

    /** Its fault and code. */
    static String code(ThrowingCallable call) {
        GitException failure = failure(call);
        return failure.fault() + " " + failure.reason().code();
    }
}
