package dev.landfall.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.githost.PullRequestText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a pull request says where those who ask, or the cluster, mean to make it say something else. */
@Execution(ExecutionMode.CONCURRENT)
final class ProposalTextTest {
    private static final String EVIL =
            "@alice fixes #1 <img src=x> ``` | [x](http://evil.example.org)\n\nChange-Id: 01";

    @TempDir
    Path folder;

    @Test
    void nothingThatComesFromElsewhereStandsOutsideOfCode() {
        try (ProposingWorld world = new ProposingWorld(folder);
                ProposingWorld.Machine here = world.machine("here")) {
            here.propose(here.set("colour", EVIL, EVIL));
            String body = world.pull().body();

            String prose =
                    body.replaceAll("(?ms)^(`{3,})[a-z]*\n.*?\n\\1$", "").replaceAll("(`+)(?!`).*?(?<!`)\\1(?!`)", "");

            assertThat(body).contains("evil.example.org");
            assertThat(prose).doesNotContain("alice", "evil", "<img", "#1");
            assertThat(body.lines().filter(line -> line.startsWith("Change-Id:")))
                    .hasSize(1);
            assertThat(world.pull().title()).doesNotContain("@alice", "#1", "<img");
            assertThat(body).doesNotContain(ProposingWorld.PASSWORD);
        }
    }

    @Test
    void theCarriedPlanIsTheSamePlanAndAnEditedOneIsNone() {
        try (ProposingWorld world = new ProposingWorld(folder);
                ProposingWorld.Machine here = world.machine("here")) {
            Change change = here.propose(here.set("colour", "green"));
            String body = world.pull().body();

            ChangePlan carried = CarriedPlan.read(body).orElseThrow();
            assertThat(carried.digest()).isEqualTo(change.plan().digest());
            assertThat(carried.request()).isEqualTo(change.plan().request());
            assertThat(carried.edits()).isEqualTo(change.plan().edits());

            ChangePlan forged = new ChangePlan(
                    carried.id(), here.set("colour", "red"), carried.parts(), carried.digest(), List.of());
            assertThat(CarriedPlan.read(CarriedPlan.write(forged))).isEmpty();
            for (String broken :
                    List.of("", "[//]: # (landfall plan )", "[//]: # (landfall plan AAAA)", body.substring(0, 300)))
                assertThat(CarriedPlan.read(broken)).as(broken).isEqualTo(Optional.empty());
        }
    }

    @Test
    void aHostThatTakesLittleStillGetsThePlanAndTheTrailers() {
        String long1 = "+ " + "x".repeat(20_000);
        PullRequestText text =
                new PullRequestText("T", "what", Markdown.block("diff", long1), "Change-Id: 1\nPlan-Digest: 2");

        assertThat(text.bodyWithin(4000)).startsWith("what").endsWith("Change-Id: 1\nPlan-Digest: 2");
    }
}
