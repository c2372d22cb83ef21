package dev.landfall.remediate.rule;

import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.ContainerState;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.TemplateChange;
import dev.landfall.remediate.Workload;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The kubelet does not even ask a registry: the image's name is none, or it may not be pulled (failure 55). */
final class ImageNameInvalid implements Analyzer.OfWorkloads {
    private static final String INVALID = "InvalidImageName";
    private static final String NEVER_PULLED = "ErrImageNeverPull";
    private static final Pattern NAME = Pattern.compile("(?:[a-z0-9.-]+(?::\\d+)?/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*"
            + "(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*(?::\\w[\\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?");
    private static final Pattern SCHEME = Pattern.compile("^(?:https?|docker|oci)://", Pattern.CASE_INSENSITIVE);

    @Override
    public String rule() {
        return "image-name-invalid";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        return workload.states()
                .filter(state -> List.of(INVALID, NEVER_PULLED).contains(state.waitingFor()))
                .flatMap(state ->
                        TemplateContainer.of(workload, state.name())
                                .map(container -> finding(container, state))
                                .stream())
                .findFirst();
    }

    private Finding finding(TemplateContainer container, ContainerState state) {
        String image = container.json().path("image").asString("");
        boolean invalid = state.waitingFor().equals(INVALID);
        return new Finding(
                rule(),
                container.workload().ref(),
                "container " + state.name() + " does not get its image: " + state.waitingFor(),
                invalid
                        ? "\"" + image + "\" is no name of an image"
                        : "its policy is never to pull, and the node has no image " + image,
                List.of(Clues.ofWaiting(state)),
                Repairs.orPerson(invalid ? named(container, image) : pulled(container), person(image)),
                Finding.LEAST_SETTLE);
    }

    private static List<Repair> named(TemplateContainer container, String image) {
        List<Repair> former = Repairs.takenBack(container.changes("image"));
        if (!former.isEmpty()) return former;
        String written = written(image);
        // Without a tag it would be whatever is the latest.
        if (written.equals(image) || !isName(written) || !ImageName.of(written).isTagged()) return List.of();
        return List.of(new Repair(
                "set image of " + container.name() + " to " + written,
                List.of(Repairs.set(container.workload(), container.to("image"), written)),
                Confidence.CERTAIN,
                "it is the same name, as registries write it",
                Repairs.FITS));
    }

    /** Without scheme and blanks, and with a repository in small letters: a tag may have capitals. */
    private static String written(String image) {
        ImageName name =
                ImageName.of(SCHEME.matcher(image.replaceAll("\\s", "")).replaceFirst(""));
        return name.in(name.repository().toLowerCase(Locale.ROOT));
    }

    private static boolean isName(String image) {
        return NAME.matcher(image).matches();
    }

    private static List<Repair> pulled(TemplateContainer container) {
        List<TemplateChange> changed = container.changes("imagePullPolicy");
        if (!changed.isEmpty()) return Repairs.takenBack(changed);
        return List.of(new Repair(
                "let the node pull the image of " + container.name(),
                List.of(Repairs.set(container.workload(), container.to("imagePullPolicy"), "IfNotPresent")),
                Confidence.LIKELY,
                "it is the policy of every image with a tag that says nothing else",
                Repairs.UNTRIED));
    }

    private static Reason person(String image) {
        return Reason.lasting(
                "image-name-invalid",
                "nothing here tells which image was meant by \"" + image + "\"",
                "look whether something should have been filled in there, and set the image with landfall operate set-image");
    }
}
