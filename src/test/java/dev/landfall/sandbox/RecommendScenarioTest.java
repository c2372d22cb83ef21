package dev.landfall.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** From an intent to a plan, through the whole program, as the page on it shows. */
@Execution(ExecutionMode.CONCURRENT)
class RecommendScenarioTest {
    @TempDir
    Path home;

    @Test
    void thePageShowsWhatIsReallySaid() throws IOException {
        try (ShopOverHttp shop = new ShopOverHttp(home)) {
            new ShownSessions(Path.of("docs/recommend.md")).holdFor(shop.program());
        }
    }
}
