package dev.landfall.gitops.argocd;

import dev.landfall.cluster.LiveObject;
import dev.landfall.gitops.Claims;
import dev.landfall.gitops.Proof;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A tracking annotation or label on an object.
 *
 * @param application whom it names
 * @param flaw why it names nobody, where that is seen on the object alone
 * @param decides whether Argo CD goes by it; else it is only a hint where to look
 */
record TrackingMark(LiveObject object, Proof proof, InstanceName application, Optional<Reason> flaw, boolean decides) {

    static List<TrackingMark> on(LiveObject object, Installations installations) {
        List<TrackingMark> marks = new ArrayList<>();
        String trackingId = object.annotations().get(TrackingId.ANNOTATION);
        if (trackingId != null) marks.add(annotation(object, trackingId));
        if (object.labels().isEmpty()) return marks;
        installations.namespaces().stream()
                .map(installations::settingsIn)
                .distinct()
                .filter(settings -> object.labels().containsKey(settings.labelKey()))
                .forEach(settings -> marks.add(label(object, settings)));
        return marks;
    }

    Claims.Mark because(Reason reason) {
        return new Claims.Mark(proof, reason, false);
    }

    /** @param reason why nothing comes of it, since no Application is called so */
    Claims.Mark ofNobody(Reason reason) {
        return new Claims.Mark(proof, reason, true);
    }

    private static TrackingMark annotation(LiveObject object, String value) {
        Proof proof = new Proof(object.ref(), "metadata.annotations." + TrackingId.ANNOTATION, value);
        Optional<TrackingId> id = TrackingId.parse(value);
        Optional<Reason> flaw = id.isEmpty()
                ? Optional.of(unreadable(object))
                : id.filter(parsed -> !parsed.isOf(object.ref())).map(parsed -> copied(object, parsed));
        InstanceName application =
                InstanceName.parse(id.map(TrackingId::instance).orElse(""));
        return new TrackingMark(object, proof, application, flaw, true);
    }

    private static TrackingMark label(LiveObject object, ArgoCdSettings settings) {
        String value = object.labels().getOrDefault(settings.labelKey(), "");
        Proof proof = new Proof(object.ref(), "metadata.labels." + settings.labelKey(), value);
        return new TrackingMark(object, proof, InstanceName.parse(value), Optional.empty(), settings.labelDecides());
    }

    private static Reason unreadable(LiveObject object) {
        return Reason.lasting(
                "unreadable-tracking-id",
                object.ref() + " carries a tracking-id that Argo CD cannot read",
                remove(object));
    }

    private static Reason copied(LiveObject object, TrackingId id) {
        String other = id.kind() + " " + id.namespace() + "/" + id.name();
        return Reason.lasting(
                "copied-tracking-id",
                "%s carries the tracking-id of %s, which proves nothing about it"
                        .formatted(object.ref(), Printable.line(other)),
                remove(object));
    }

    private static String remove(LiveObject object) {
        return "find out what copied it; if nothing manages %s, remove the annotation %s"
                .formatted(object.ref(), TrackingId.ANNOTATION);
    }
}
