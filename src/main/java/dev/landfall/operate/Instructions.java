package dev.landfall.operate;

import dev.landfall.change.ChangeRequest;
import dev.landfall.change.RequestException;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.Lineage;
import dev.landfall.cluster.LineageReader;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;

/** What people do every day, each checked against the live object and made a typed request. */
public final class Instructions {
    /** Made by others, never written by people: an instruction for one means what it belongs to. */
    private static final Set<String> MADE_BY_OTHERS = Set.of("Pod", "ReplicaSet");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Cluster cluster;

    public Instructions(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Why it is done and how, besides what. */
    public record Manner(String reason, boolean syncAsked) {}

    public ChangeRequest scale(ObjectRef named, int count, Manner manner) {
        LiveObject workload = workload(named);
        if (!workload.at("/spec").has("replicas")) {
            throw wrong("cannot-scale", workload.ref() + " has no replicas to set", "name a Deployment");
        }
        SetField field = new SetField(workload.ref(), FieldPath.parse("spec.replicas"), JSON.numberNode(count));
        return request(
                workload.ref(), List.of(field), "scale to " + count + (count == 1 ? " replica" : " replicas"), manner);
    }

    public ChangeRequest setImage(ObjectRef named, List<Assignment> wanted, Manner manner) {
        LiveObject workload = workload(named);
        List<DesiredChange> fields = new ArrayList<>();
        for (Assignment one : wanted) {
            fields.add(
                    new SetField(workload.ref(), imagePath(workload, one.container()), JSON.stringNode(one.image())));
        }
        String what = wanted.stream()
                .map(one -> "set image of " + one.container() + " to " + one.image())
                .collect(Collectors.joining(", "));
        return request(workload.ref(), fields, what, manner);
    }

    /** Which image for which container. */
    public record Assignment(String container, String image) {}

    /**
     * @param text {@code CONTAINER=IMAGE}, as the user typed it
     * @throws RequestException where it is none
     */
    public static Assignment assignment(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw wrong(
                    "bad-assignment",
                    "\"" + Printable.line(text, 80) + "\" is not CONTAINER=IMAGE",
                    "write it as web=registry/web:1.1");
        }
        String image = text.substring(equals + 1);
        if (!ImageReference.isValid(image)) {
            throw wrong(
                    "bad-image",
                    "\"" + Printable.line(image, 120) + "\" is not an image reference",
                    "write it as [HOST[:PORT]/]NAME[:TAG][@DIGEST], the name in lower case");
        }
        return new Assignment(text.substring(0, equals), image);
    }

    /**
     * @param text as the user typed it
     * @throws RequestException where it is no count
     */
    public static int replicas(String text) {
        try {
            int count = Integer.parseInt(text);
            if (count >= 0) return count;
        } catch (NumberFormatException notANumber) {
            // Said below, with the negative ones.
        }
        throw wrong(
                "bad-replicas",
                "\"" + Printable.line(text, 40) + "\" is not a number of replicas",
                "write a whole number from 0 to " + Integer.MAX_VALUE);
    }

    private static FieldPath imagePath(LiveObject workload, String container) {
        for (String list : List.of("containers", "initContainers")) {
            if (names(workload, list).anyMatch(container::equals)) {
                return new FieldPath(List.of(
                        new FieldPath.Key("spec"),
                        new FieldPath.Key("template"),
                        new FieldPath.Key("spec"),
                        new FieldPath.Key(list),
                        new FieldPath.Item("name", container),
                        new FieldPath.Key("image")));
            }
        }
        String siblings = Stream.of("containers", "initContainers")
                .flatMap(list -> names(workload, list))
                .collect(Collectors.joining(", "));
        throw wrong(
                "no-such-container",
                workload.ref() + " has no container \"" + Printable.line(container, 80) + "\"",
                siblings.isEmpty() ? "it has none" : "it has " + siblings);
    }

    private static Stream<String> names(LiveObject workload, String list) {
        return workload.at("/spec/template/spec")
                .path(list)
                .valueStream()
                .map(item -> item.path("name").asString(""));
    }

    private LiveObject workload(ObjectRef named) {
        LiveObject asked = cluster.get(named).orElseThrow(() -> absent(named));
        Lineage lineage = new LineageReader(cluster).read(asked);
        return lineage.objects().stream()
                .filter(object -> !MADE_BY_OTHERS.contains(object.ref().kind()))
                .findFirst()
                .orElse(lineage.root());
    }

    private static ChangeRequest request(ObjectRef object, List<DesiredChange> fields, String what, Manner manner) {
        return new ChangeRequest(object, fields, what, manner.reason(), manner.syncAsked(), "");
    }

    private static RequestException absent(ObjectRef named) {
        return wrong("no-such-object", "there is no " + named, "check the name and the namespace (-n)");
    }

    private static RequestException wrong(String code, String message, String remedy) {
        return new RequestException(Reason.lasting(code, message, remedy));
    }
}
