package dev.landfall.gitops.argocd;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.FormerTroubles;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Hop;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.RecordedStory;
import dev.landfall.gitops.ShopSource;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The verdict on every status that a real Argo CD wrote, as long as nothing was asked of it. */
class RecordedApplicationTest {
    private static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");

    @TestFactory
    Stream<DynamicTest> tellsTheStory() {
        return RecordedStory.tests("argocd", RecordedApplicationTest::tell);
    }

    private static List<String> tell(RecordedStory story) {
        Application first = new Application(story.versions().getFirst());
        Requests requests = Requests.none(first.reconciledAt());
        return story.versions().stream()
                .map(version -> new Snapshot(
                        hop(story, version),
                        new Application(version),
                        Surroundings.clear(),
                        requests,
                        Verdict.Awaited.NOTHING,
                        Duration.ZERO))
                .map(snapshot -> VerdictCase.inShort(ApplicationVerdict.judge(snapshot)))
                .toList();
    }

    private static Hop hop(RecordedStory story, LiveObject version) {
        GitSource source = ShopSource.of(version.ref());
        Owner owner = new Owner("argocd", story.versions().getFirst(), WEB, List.of(WEB), List.of());
        return new Hop(owner, source, story.history(), List.of(WEB), List.of(), new FormerTroubles(List.of()), false);
    }
}
