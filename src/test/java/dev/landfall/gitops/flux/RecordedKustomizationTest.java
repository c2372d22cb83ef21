package dev.landfall.gitops.flux;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.CaseFiles;
import dev.landfall.gitops.FormerTroubles;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Hop;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.RecordedStory;
import dev.landfall.gitops.ShopSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The verdict after every status that a real Flux wrote of a Kustomization or its source. */
class RecordedKustomizationTest {
    private static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");

    @TestFactory
    Stream<DynamicTest> tellsTheStory() {
        return RecordedStory.tests("flux", RecordedKustomizationTest::tell);
    }

    private static List<String> tell(RecordedStory story) {
        LiveObject kustomization = first(story, "Kustomization");
        LiveObject source = first(story, "GitRepository");
        List<String> verdicts = new ArrayList<>();
        for (LiveObject version : story.versions()) {
            if (version.ref().kind().equals("Kustomization")) kustomization = version;
            else source = version;
            Verdict verdict = KustomizationVerdict.judge(snapshot(story, kustomization, source));
            verdicts.add(CaseFiles.inShort(verdict.progress()));
        }
        return verdicts;
    }

    private static LiveObject first(RecordedStory story, String kind) {
        return story.versions().stream()
                .filter(version -> version.ref().kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static Snapshot snapshot(RecordedStory story, LiveObject kustomization, LiveObject source) {
        GitSource planned = ShopSource.of(source.ref());
        Owner owner = new Owner("flux", first(story, "Kustomization"), WEB, List.of(WEB), List.of());
        return new Snapshot(
                new Hop(owner, planned, story.history(), List.of(WEB), List.of(), new FormerTroubles(List.of()), false),
                new KustomizationStatus(kustomization),
                new GitRepositoryStatus(source),
                List.of(),
                List.of(),
                Optional.empty(),
                Requests.none(),
                Requests.none(),
                Verdict.Awaited.NOTHING,
                Duration.ZERO);
    }
}
