package dev.landfall.gitops.argocd;

import dev.landfall.cluster.Lineage;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.AppliesTo;
import dev.landfall.gitops.Claims;
import dev.landfall.gitops.Clusters;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Proof;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One search for the Applications that own a lineage. Marks only say where to look first; the proof is an entry of
 * {@code status.resources}.
 */
final class ClaimSearch {
    private final Clusters clusters;
    private final Lineage lineage;
    private final Installations installations;
    private final Applications applications;
    private final Destinations destinations;
    private List<TrackingMark> marks;

    /** Those that marks name or that list an object of the lineage. */
    private final Map<ObjectRef, Application> found = new LinkedHashMap<>();

    /** Those that marks name and that exist, as far as every Application was looked at. */
    private final Set<InstanceName> existing = new HashSet<>();

    ClaimSearch(Clusters clusters, Lineage lineage) {
        this.clusters = clusters;
        this.lineage = lineage;
        this.installations = new Installations(clusters.owners());
        this.applications = new Applications(clusters.owners());
        this.destinations = new Destinations(clusters);
        this.marks = marks();
    }

    private List<TrackingMark> marks() {
        return lineage.objects().stream()
                .flatMap(object -> TrackingMark.on(object, installations).stream())
                .toList();
    }

    Claims claims(boolean scan) {
        usableMarks().flatMap(mark -> named(mark.application())).forEach(this::keep);
        if (scan) lookAtEveryApplication();
        List<Owner> owners = owners();
        List<Claims.Mark> unproven = new ArrayList<>();
        List<Claims.Mark> elsewhere = new ArrayList<>();
        marks.stream().filter(mark -> !isConfirmed(mark, owners)).forEach(mark -> sort(mark, unproven, elsewhere));
        if (owners.isEmpty()) {
            unproven.addAll(unmarkedAtOtherAddress());
            elsewhere.addAll(listedWhoKnowsWhere());
        }
        return new Claims(owners, unproven, elsewhere, applications.missing(), applications.isAllSeen());
    }

    /** Applications may tell of installations that were not known, each of which has a label of its own. */
    private void lookAtEveryApplication() {
        List<Application> labelled = new ArrayList<>();
        applications.scan(installations.namespaces(), application -> {
            installations.learnFrom(application);
            keepIfConcerned(application);
            if (isNameInLabels(application)) labelled.add(application);
        });
        marks = marks();
        labelled.forEach(this::keepIfConcerned);
    }

    private boolean isNameInLabels(Application application) {
        return lineage.objects().stream()
                .flatMap(object -> object.labels().values().stream())
                .anyMatch(value -> InstanceName.parse(value).names(application));
    }

    private Stream<TrackingMark> usableMarks() {
        return marks.stream().filter(mark -> mark.flaw().isEmpty());
    }

    private Stream<Application> named(InstanceName instance) {
        List<String> namespaces =
                instance.namespace().isEmpty() ? installations.namespaces() : List.of(instance.namespace());
        return namespaces.stream()
                .flatMap(namespace -> applications.get(namespace, instance.name()).stream())
                .filter(instance::names);
    }

    private void keep(Application application) {
        found.put(application.ref(), application);
    }

    private void keepIfConcerned(Application application) {
        marks.stream()
                .map(TrackingMark::application)
                .filter(named -> named.names(application))
                .forEach(existing::add);
        boolean isListing = lineage.objects().stream().anyMatch(object -> application.lists(object.ref()));
        if (isListing || usableMarks().anyMatch(mark -> mark.application().names(application))) keep(application);
    }

    private List<Owner> owners() {
        OptionalInt nearest = found.values().stream()
                .flatMapToInt(application -> ownedBy(application).stream())
                .min();
        if (nearest.isEmpty()) return List.of();
        return found.values().stream()
                .filter(application -> ownedBy(application).equals(nearest))
                .map(application -> owner(application, lineage.objects().get(nearest.getAsInt())))
                .toList();
    }

    /** The position in the lineage of the nearest object that the Application owns. */
    private OptionalInt ownedBy(Application application) {
        return IntStream.range(0, lineage.objects().size())
                .filter(index -> owns(application, lineage.objects().get(index)))
                .findFirst();
    }

    private boolean owns(Application application, LiveObject object) {
        return application.lists(object.ref())
                && destinations.of(application).isTheTarget()
                && !installations.settingsOf(application).excludes(object);
    }

    private Owner owner(Application application, LiveObject target) {
        Proof listed = new Proof(
                application.ref(),
                "status.resources",
                application.entryOf(target.ref()).orElseThrow().observed());
        List<Proof> evidence = Stream.concat(
                        marks.stream()
                                .filter(mark -> mark.object().equals(target)
                                        && mark.flaw().isEmpty()
                                        && mark.application().names(application))
                                .map(TrackingMark::proof),
                        Stream.of(listed))
                .toList();
        return new Owner(
                ArgoCdProvider.NAME, application.live(), target.ref(), lineage.chainTo(target.ref()), evidence);
    }

    /** A mark with a flaw is explained by any owner of the object; a sound one only by the owner that it names. */
    private static boolean isConfirmed(TrackingMark mark, List<Owner> owners) {
        return owners.stream()
                .filter(owner -> owner.target().isSameObjectAs(mark.object().ref()))
                .anyMatch(owner -> mark.flaw().isPresent() || mark.application().names(new Application(owner.live())));
    }

    private void sort(TrackingMark mark, List<Claims.Mark> unproven, List<Claims.Mark> elsewhere) {
        Optional<Application> named = found.values().stream()
                .filter(application -> mark.application().names(application))
                .min(Comparator.comparing(
                        application -> installations.settingsOf(application).excludes(mark.object())));
        if (mark.flaw().isPresent()) {
            unproven.add(flawed(mark, mark.flaw().get()));
        } else if (named.isPresent()) {
            if (mark.decides()) sort(mark, named.get(), unproven, elsewhere);
        } else if (mark.decides() && !isLabel(mark)) {
            if (applications.missing().isEmpty()) elsewhere.add(mark.ofNobody(Doubts.notHere(mark, clusters)));
            else unproven.add(mark.because(Doubts.notReadable(mark)));
        }
    }

    private Claims.Mark flawed(TrackingMark mark, Reason flaw) {
        boolean ownerGone = applications.isAllSeen()
                && !mark.application().name().isEmpty()
                && !existing.contains(mark.application());
        return ownerGone ? mark.ofNobody(Doubts.ofNobody(mark, flaw)) : mark.because(flaw);
    }

    /** Helm writes the same label as Argo CD, so that one that names no Application tells nothing. */
    private static boolean isLabel(TrackingMark mark) {
        return mark.proof().field().startsWith("metadata.labels.");
    }

    /** @param named the Application that the mark names, which exists */
    private void sort(TrackingMark mark, Application named, List<Claims.Mark> unproven, List<Claims.Mark> elsewhere) {
        LiveObject object = mark.object();
        if (owns(named, object)) return; // it applies something further up than the owner does
        if (installations.settingsOf(named).excludes(object)) {
            unproven.add(mark.because(Doubts.otherInstallation(object, named)));
        } else if (!named.lists(object.ref())) {
            unproven.add(mark.because(Doubts.notListed(object, named)));
        } else {
            (clusters.areOne() ? unproven : elsewhere).add(mark.because(whyNotOurs(named)));
        }
    }

    private Reason whyNotOurs(Application application) {
        return switch (destinations.of(application)) {
            case AppliesTo.AnotherCluster another -> another.reason();
            case AppliesTo.Untold untold -> untold.reason();
            case AppliesTo.TheTarget _ -> throw new IllegalStateException("it owns what it lists");
        };
    }

    /**
     * A CustomResourceDefinition never carries a mark, so that an Application which lists one at an address that could
     * be this cluster's from outside must not be passed over in silence.
     */
    private List<Claims.Mark> unmarkedAtOtherAddress() {
        LiveObject root = lineage.root();
        if (!root.ref().kind().equals("CustomResourceDefinition")) return List.of();
        return found.values().stream()
                .filter(application -> application.lists(root.ref())
                        && destinations.of(application) instanceof AppliesTo.AnotherCluster)
                .map(application -> listed(application, root))
                .toList();
    }

    /** Whoever lists the object on a cluster that cannot be told may own it, marks or none. */
    private List<Claims.Mark> listedWhoKnowsWhere() {
        return found.values().stream()
                .filter(application -> destinations.of(application) instanceof AppliesTo.Untold)
                .flatMap(application -> lineage.objects().stream()
                        .filter(object -> application.lists(object.ref()))
                        .map(object -> listed(application, object)))
                .toList();
    }

    private Claims.Mark listed(Application application, LiveObject object) {
        Proof proof =
                new Proof(application.ref(), "status.resources", object.ref().toString());
        return new Claims.Mark(proof, whyNotOurs(application), false);
    }
}
