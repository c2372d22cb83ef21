package dev.landfall.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.placement.Placement;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plan takes as long as its builds, so what is there and what it will be are built at the same time. */
class SideBySideTest extends ChangesOverGit {
    private final CountDownLatch both = new CountDownLatch(2);

    @Override
    Placement placement() {
        return new Placement(build -> {
            both.countDown();
            assertThat(met()).as("the other build runs meanwhile").isTrue();
            return kustomize.render(build);
        });
    }

    private boolean met() {
        try {
            return both.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            the file says it  | resources: [web.yaml]
            an entry decides  | {resources: [web.yaml], replicas: [{name: web, count: 1}]}
            """)
    void theBuildsOfAPlanAreMadeAtTheSameTime(String where, String kustomization) {
        head = server.commit("shop", "main", Map.of("apps/kustomization.yaml", kustomization));

        assertThat(plan(scale(3)).parts()).as(where).hasSize(1);
        assertThat(kustomize.builds).hasSize(2);
    }
}
