package dev.landfall.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.Program;
import dev.landfall.cluster.ObjectsOverHttp;
import dev.landfall.soak.LoopbackApi;
import dev.landfall.soak.Workplace;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** How much a search for an owner asks of the API server, where both tools own a lot. */
class LargeInstallationTest {
    @TempDir
    Path folder;

    private final ObjectsOverHttp served = new LargeInstallation(1200, 2).served();
    private final LoopbackApi api = LoopbackApi.start(served);

    @AfterEach
    void end() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({"marked, Application/app-7", "charted, Application/app-8", "labelled, Kustomization/team-7"})
    void a_mark_leads_to_the_owner_in_eight_reads_however_many_owners_there_are(String name, String owner) {
        assertThat(ownerOf(name)).isEqualTo(owner);
        assertThat(served.asked())
                .hasSizeLessThanOrEqualTo(8)
                .noneMatch(request -> request.matches(".*(applications|kustomizations|helmreleases)\\?.*"));
    }

    @Test
    void without_a_mark_every_owner_is_looked_at_page_by_page() {
        assertThat(ownerOf("unmarked")).isEqualTo("Application/app-1199");
        assertThat(served.asked())
                .filteredOn(request -> request.contains("/applications?limit="))
                .hasSize(3);
    }

    private String ownerOf(String name) {
        new Workplace(folder).furnish("http://127.0.0.1/*", "nobody", "secret", api, "shop");
        Program.Ended ended = Program.in(folder).run("trace", "deployment/" + name, "-n", "shop", "-o", "json");
        JsonNode owner = ended.json().at("/owner");
        return owner.path("kind").asString("") + "/" + owner.path("name").asString("");
    }
}
