package dev.landfall.operate;

import dev.landfall.change.ChangeRequest;
import dev.landfall.change.Destination;
import dev.landfall.change.Manner;
import dev.landfall.change.RequestException;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.Lineage;
import dev.landfall.cluster.LineageReader;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.AddListItem;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.RemoveListItem;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.ImageReference;
import dev.landfall.reason.Printable;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What people do every day, each checked against the live objects and made a typed request. */
public final class Instructions {
    /** Made by others, never written by people: an instruction for one means what it belongs to. */
    private static final Set<String> MADE_BY_OTHERS = Set.of("Pod", "ReplicaSet");

    static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";
    private static final FieldPath REPLICAS = FieldPath.parse("spec.replicas");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Cluster cluster;
    private final InstantSource clock;

    /** @param clock for the time of a restart */
    public Instructions(Cluster cluster, InstantSource clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    public ChangeRequest scale(List<ObjectRef> named, int count, Manner manner) {
        List<DesiredChange> changes = each(named, object -> {
            replicasOf(object);
            return List.of(new SetField(object.ref(), REPLICAS, JSON.numberNode(count)));
        });
        return new ChangeRequest(changes, "scale to " + count + (count == 1 ? " replica" : " replicas"), manner);
    }

    /** @throws RequestException where it has none */
    static int replicasOf(LiveObject object) {
        return REPLICAS.in(object.json())
                .orElseThrow(() -> RequestException.because(
                        "cannot-scale",
                        object.ref() + " has no replicas to set",
                        "name a Deployment, a StatefulSet or another kind that has"))
                .asInt();
    }

    /** @param wanted which image for which container */
    public ChangeRequest setImage(List<ObjectRef> named, List<Assignment> wanted, Manner manner) {
        List<DesiredChange> changes = each(named, object -> {
            Workload workload = Workload.of(object);
            return wanted.stream()
                    .<DesiredChange>map(one -> new SetField(
                            object.ref(),
                            workload.container(one.name()).to(new FieldPath.Key("image")),
                            JSON.stringNode(image(one))))
                    .toList();
        });
        String what = wanted.stream()
                .map(one -> "set image of " + one.name() + " to " + one.value().orElse(""))
                .collect(Collectors.joining(", "));
        return new ChangeRequest(changes, what, manner);
    }

    /** @throws RequestException where the value is no image reference */
    public static String image(Assignment assignment) {
        String image = assignment.requireValue("write it as web=registry/web:1.1");
        if (ImageReference.isValid(image)) return image;
        throw RequestException.because(
                "bad-image",
                "\"" + Printable.line(image, 120) + "\" is not an image reference",
                "write it as [HOST[:PORT]/]NAME[:TAG][@DIGEST], the name in lower case");
    }

    /** @param container empty for the only one, or the one marked as default */
    public ChangeRequest setEnvironment(
            List<ObjectRef> named, String container, List<Assignment> wanted, Manner manner) {
        wanted.forEach(Instructions::requireVariableName);
        List<DesiredChange> changes = each(named, object -> {
            FieldPath variables = Workload.of(object).container(container).to(new FieldPath.Key("env"));
            List<DesiredChange> all = new ArrayList<>();
            for (Assignment one : wanted) all.addAll(variable(object, variables, one));
            return all;
        });
        String what = wanted.stream()
                .map(one -> (one.value().isPresent() ? "set " : "remove ") + one.name())
                .collect(Collectors.joining(", "));
        return new ChangeRequest(changes, what + " in the environment", manner);
    }

    private static List<DesiredChange> variable(LiveObject object, FieldPath variables, Assignment one) {
        FieldPath variable = variables.to(new FieldPath.Item("name", one.name()));
        if (one.value().isEmpty()) return List.of(new RemoveListItem(object.ref(), variable));
        ObjectNode item = JSON.objectNode()
                .put("name", one.name())
                .put("value", one.value().get());
        AddListItem set = new AddListItem(object.ref(), variable, item);
        FieldPath source = variable.to(new FieldPath.Key("valueFrom"));
        // A variable has a value or a source, never both.
        return source.in(object.json()).isPresent()
                ? List.of(new RemoveField(object.ref(), source), set)
                : List.of(set);
    }

    static void requireVariableName(Assignment one) {
        // The API server takes every printable name but those with "=" (validation of EnvVar).
        if (one.name().matches("[!-<>-~]+")) return;
        throw RequestException.because(
                "bad-variable",
                "\"" + Printable.line(one.name(), 80) + "\" is no name of an environment variable",
                "write NAME=VALUE, such as LOG_LEVEL=debug");
    }

    /**
     * @param container empty for the only one, or the one marked as default
     * @param requests of {@code cpu}, {@code memory} and so on
     */
    public ChangeRequest setResources(
            List<ObjectRef> named,
            String container,
            List<Assignment> requests,
            List<Assignment> limits,
            Manner manner) {
        Quantities quantities = new Quantities(requests, limits);
        List<DesiredChange> changes = each(named, object -> {
            FieldPath resources = Workload.of(object).container(container).to(new FieldPath.Key("resources"));
            return quantities.changes(object, resources);
        });
        return new ChangeRequest(changes, quantities.what(), manner);
    }

    /** By an annotation of the pod template, as {@code kubectl rollout restart} does it. */
    public ChangeRequest restart(List<ObjectRef> named, Manner manner) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        List<DesiredChange> changes = each(named, object -> {
            FieldPath template = Workload.of(object)
                    .template()
                    .orElseThrow(() -> RequestException.because(
                            "cannot-restart",
                            object.ref() + " belongs to nothing that would start it anew",
                            "delete it, or name what it belongs to"));
            FieldPath mark = template.to(new FieldPath.Key("metadata"))
                    .to(new FieldPath.Key("annotations"))
                    .to(new FieldPath.Key(RESTARTED_AT));
            return List.of(new SetField(object.ref(), mark, JSON.stringNode(now)));
        });
        return new ChangeRequest(changes, "restart", manner);
    }

    /** To the revision before, whose pods were others; what the files do not decide is refused when it is planned. */
    public ChangeRequest rolloutUndo(List<ObjectRef> named, Manner manner) {
        Set<Long> revisions = new TreeSet<>();
        List<DesiredChange> changes = each(named, object -> {
            FormerTemplate former = FormerTemplate.of(object, cluster);
            revisions.add(former.number());
            return former.restored();
        });
        String which = revisions.size() == 1 ? revisions.iterator().next().toString() : "before";
        return new ChangeRequest(changes, "roll back to revision " + which, manner);
    }

    public ChangeRequest pause(List<ObjectRef> named, Manner manner) {
        return new ChangeRequest(paused(named, true), "pause", manner);
    }

    public ChangeRequest resume(List<ObjectRef> named, Manner manner) {
        return new ChangeRequest(paused(named, false), "resume", manner);
    }

    private List<DesiredChange> paused(List<ObjectRef> named, boolean wanted) {
        return each(named, object -> {
            String field = switch (object.ref().kind()) {
                case "Deployment" -> "spec.paused";
                case "CronJob", "Job" -> "spec.suspend";
                default ->
                    object.at("/spec/suspend").isBoolean()
                                    || object.ref().group().endsWith("toolkit.fluxcd.io")
                            ? "spec.suspend"
                            : throwCannotPause(object);
            };
            return List.of(new SetField(object.ref(), FieldPath.parse(field), JSON.booleanNode(wanted)));
        });
    }

    private static String throwCannotPause(LiveObject object) {
        throw RequestException.because(
                "cannot-pause",
                "a " + object.ref().kind() + " cannot be paused",
                "name a Deployment, CronJob, Job, or an object with spec.suspend; scale a StatefulSet to 0");
    }

    /**
     * Makes a HorizontalPodAutoscaler of the same name; the number of replicas is then its business and leaves Git.
     *
     * @param cpu percent of what the containers request, on average
     */
    public ChangeRequest autoscale(ObjectRef named, int least, int most, int cpu, Manner manner) {
        LiveObject workload = workload(named);
        if (!workload.at("/spec").has("replicas"))
            throw RequestException.because(
                    "cannot-scale", workload.ref() + " has no replicas to set", "name a Deployment");
        Autoscaler autoscaler = new Autoscaler(workload.ref(), least, most, cpu);
        List<DesiredChange> changes =
                List.of(autoscaler.creation(), new RemoveField(workload.ref(), FieldPath.parse("spec.replicas")));
        return new ChangeRequest(
                changes,
                autoscaler.what(),
                manner,
                Map.of(autoscaler.ref(), new Destination.Beside(workload.ref())),
                "");
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
        throw RequestException.because(
                "bad-replicas",
                "\"" + Printable.line(text, 40) + "\" is not a number of replicas",
                "write a whole number from 0 to " + Integer.MAX_VALUE);
    }

    private List<DesiredChange> each(List<ObjectRef> named, Function<LiveObject, List<DesiredChange>> changes) {
        List<DesiredChange> all = new ArrayList<>();
        for (ObjectRef object : named) {
            // Two pods of one Deployment mean the same Deployment.
            for (DesiredChange change : changes.apply(workload(object))) if (!all.contains(change)) all.add(change);
        }
        return all;
    }

    /** What an instruction for the object is about: of a Pod or ReplicaSet what it belongs to. */
    LiveObject workload(ObjectRef named) {
        Lineage lineage = new LineageReader(cluster).read(require(named));
        return lineage.objects().stream()
                .filter(object -> !MADE_BY_OTHERS.contains(object.ref().kind()))
                .findFirst()
                .orElse(lineage.root());
    }

    private LiveObject require(ObjectRef named) {
        return cluster.get(named).orElseThrow(() -> RequestException.noSuchObject(named));
    }
}
