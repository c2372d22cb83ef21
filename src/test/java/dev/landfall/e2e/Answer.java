package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cli.PublishedSchema;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What {@code -o json} printed, and with which exit status. */
record Answer(Finished finished, JsonNode json) {
    static Answer of(Finished finished) {
        try {
            return new Answer(finished, Kubectl.JSON.readTree(finished.out()));
        } catch (JacksonException e) {
            throw new AssertionError("standard output is not JSON alone: " + finished, e);
        }
    }

    String outcome() {
        return json.path("outcome").asString("");
    }

    String change() {
        return json.path("change").asString("");
    }

    String plan() {
        return json.path("plan").path("id").asString("");
    }

    String digest() {
        return json.path("plan").path("digest").asString("");
    }

    /** The one part of a change in one repository. */
    JsonNode part() {
        return json.path("parts").path(0);
    }

    String commit() {
        return part().path("commit").asString("");
    }

    /** Everything that the part observed, as text to search in. */
    String evidence() {
        return part().path("evidence").toString();
    }

    String reason() {
        return json.path("reason").path("code").asString("");
    }

    Answer ends(String outcome, int status) {
        assertThat(outcome()).as(finished.toString()).isEqualTo(outcome);
        assertThat(finished.status()).as(finished.toString()).isEqualTo(status);
        PublishedSchema.CHANGE_REPORT.holdsFor(json);
        return this;
    }
}
