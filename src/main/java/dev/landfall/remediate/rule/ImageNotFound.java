package dev.landfall.remediate.rule;

import dev.landfall.cluster.LiveObject;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.NearMatch;
import dev.landfall.remediate.Pods;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.TemplateChange;
import dev.landfall.remediate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The registry answers, and has no such tag or no such repository (failure 2). */
final class ImageNotFound implements Analyzer.OfWorkloads {
    @Override
    public String rule() {
        return "image-not-found";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        return PullFailure.of(workload, snapshot)
                .filter(failure -> failure.cause() == PullFailure.Cause.NOT_FOUND)
                .map(failure -> finding(failure, snapshot));
    }

    private Finding finding(PullFailure failure, Snapshot snapshot) {
        return new Finding(
                rule(),
                failure.workload().ref(),
                failure.sign(),
                "the registry has no image " + failure.image(),
                failure.clues(),
                Repairs.orPerson(repairs(failure, snapshot), nothingKnown(failure)),
                Finding.LEAST_SETTLE);
    }

    private static List<Repair> repairs(PullFailure failure, Snapshot snapshot) {
        List<Repair> repairs = new ArrayList<>();
        failure.field()
                .ifPresent(field -> TemplateChange.of(failure.workload()).stream()
                        .filter(change ->
                                change.path().equals(field) && change.then().isPresent())
                        .forEach(change -> repairs.add(former(failure, change))));
        if (repairs.isEmpty() && failure.field().isPresent())
            repairs.addAll(likeOthers(failure, imagesInUse(snapshot)));
        return repairs;
    }

    private static Repair former(PullFailure failure, TemplateChange change) {
        String image = change.then().orElseThrow().asString("");
        return new Repair(
                "set image of " + failure.state().name() + " back to " + image,
                List.of(change.back()),
                Confidence.CERTAIN,
                "the revision before has it",
                Repairs.RAN_BEFORE);
    }

    /** Images that ready pods run, which are certain to be there. */
    private static List<String> imagesInUse(Snapshot snapshot) {
        return snapshot.all("", "Pod").stream()
                .filter(Pods::isReady)
                .flatMap(ImageNotFound::images)
                .distinct()
                .toList();
    }

    private static Stream<String> images(LiveObject pod) {
        return pod.at("/spec/containers")
                .valueStream()
                .map(container -> container.path("image").asString(""));
    }

    private static List<Repair> likeOthers(PullFailure failure, List<String> inUse) {
        ImageName wrong = ImageName.of(failure.image());
        List<String> sameRepository = inUse.stream()
                .filter(image -> ImageName.of(image).repository().equals(wrong.repository()))
                .toList();
        if (!sameRepository.isEmpty())
            return sameRepository.stream()
                    .map(image -> set(failure, image, Confidence.LIKELY, "ready pods here run it"))
                    .toList();
        List<String> repositories = NearMatch.among(
                wrong.repository(),
                inUse.stream().map(image -> ImageName.of(image).repository()).toList());
        return repositories.stream()
                .flatMap(repository -> misspelt(failure, wrong, repository, inUse).stream())
                .toList();
    }

    /** With the tag that was wanted, if others run just that; else the one that they run. */
    private static List<Repair> misspelt(PullFailure failure, ImageName wrong, String repository, List<String> inUse) {
        String because = "ready pods here run it, and no image " + wrong.repository() + " is known";
        if (inUse.contains(wrong.in(repository)))
            return List.of(set(failure, wrong.in(repository), Confidence.CERTAIN, because));
        return inUse.stream()
                .filter(image -> ImageName.of(image).repository().equals(repository))
                .map(image -> set(failure, image, Confidence.LIKELY, because))
                .toList();
    }

    private static Repair set(PullFailure failure, String image, Confidence confidence, String because) {
        return new Repair(
                "set image of " + failure.state().name() + " to " + image,
                List.of(Repairs.set(failure.workload(), failure.field().orElseThrow(), image)),
                confidence,
                because,
                Repairs.FITS);
    }

    private static Reason nothingKnown(PullFailure failure) {
        return Reason.lasting(
                "image-not-published",
                "nothing here tells which image was meant by " + failure.image(),
                "push it to the registry, or set another one with landfall operate set-image");
    }
}
