package dev.landfall.placement;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FieldPath.Step;
import dev.landfall.manifest.LiveValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether an object in the cluster has every field that is rendered here, with that value. It may have more: defaults,
 * what others write, and what its owner adds to know it again.
 */
public final class LiveComparison {
    /** What is no part of what is wanted, or is written by the owner over whatever a manifest says. */
    private static final Set<String> LEFT_OUT = Set.of(
            "apiVersion",
            "kind",
            "status",
            "metadata.name",
            "metadata.namespace",
            "metadata.creationTimestamp",
            "metadata.labels[\"app.kubernetes.io/instance\"]",
            "metadata.annotations[\"argocd.argoproj.io/tracking-id\"]");

    private final ObjectRef object;
    private final List<Deviation> found = new ArrayList<>();

    private LiveComparison(ObjectRef object) {
        this.object = object;
    }

    /** @param live in the API version in which it is rendered */
    public static List<Deviation> of(JsonNode rendered, LiveObject live) {
        LiveComparison comparison = new LiveComparison(live.ref());
        JsonNode wanted = live.ref().kind().equals("Secret") ? asKept(rendered) : rendered;
        comparison.inFields(List.of(), wanted, live.json());
        return List.copyOf(comparison.found);
    }

    /** The API server puts {@code stringData} into {@code data}, and takes base64 with line breaks. */
    private static JsonNode asKept(JsonNode secret) {
        ObjectNode kept = (ObjectNode) secret.deepCopy();
        ObjectNode data = kept.withObjectProperty("data");
        data.properties().forEach(entry -> {
            if (entry.getValue().isString())
                data.put(entry.getKey(), entry.getValue().asString().replaceAll("\\s", ""));
        });
        kept.path("stringData").properties().forEach(entry -> {
            byte[] text = entry.getValue().asString("").getBytes(StandardCharsets.UTF_8);
            data.put(entry.getKey(), Base64.getEncoder().encodeToString(text));
        });
        kept.remove("stringData");
        return kept;
    }

    private void compare(List<Step> steps, JsonNode ours, Optional<JsonNode> live) {
        if (isLeftOut(steps) || (live.isEmpty() && isDropped(ours))) return;
        if (live.isPresent() && ours.isObject() && live.get().isObject()) inFields(steps, ours, live.get());
        else if (live.isPresent() && ours.isArray() && live.get().isArray()) inItems(steps, ours, live.get());
        else if (live.filter(there -> isSame(ours, there)).isEmpty()) deviate(steps, ours, live);
    }

    private static boolean isLeftOut(List<Step> steps) {
        return steps.size() <= 3 && LEFT_OUT.contains(new FieldPath(steps).toString());
    }

    private void deviate(List<Step> steps, JsonNode ours, Optional<JsonNode> live) {
        found.add(new Deviation(object, Optional.of(new FieldPath(steps)), Optional.of(ours), live));
    }

    /** Fields that say nothing are not kept by the types of Kubernetes (Go's {@code omitempty}). */
    private static boolean isDropped(JsonNode ours) {
        if (ours.isContainer()) return ours.valueStream().allMatch(LiveComparison::isDropped);
        if (ours.isNumber()) return ours.decimalValue().signum() == 0;
        return ours.isNull() || ours.asString().isEmpty() || (ours.isBoolean() && !ours.asBoolean());
    }

    /** A number where the type is a text, or the other way, is read as what it is; quantities get a spelling of their own. */
    private static boolean isSame(JsonNode ours, JsonNode live) {
        if (ours.isContainer() || live.isContainer()) return false;
        if (ours.isNumber() && live.isNumber()) return ours.decimalValue().compareTo(live.decimalValue()) == 0;
        return ours.equals(live) || LiveValue.isSameQuantity(ours, live);
    }

    private void inFields(List<Step> steps, JsonNode ours, JsonNode live) {
        ours.properties()
                .forEach(field -> compare(
                        Difference.and(steps, new FieldPath.Key(field.getKey())),
                        field.getValue(),
                        Optional.ofNullable(live.get(field.getKey()))));
    }

    /** Items of others may stand between ours, as a webhook puts them there, and their order is the API server's. */
    private void inItems(List<Step> steps, JsonNode ours, JsonNode live) {
        if (Stream.concat(ours.valueStream(), live.valueStream()).noneMatch(JsonNode::isContainer)) {
            if (!comesIn(ours, live)) deviate(steps, ours, Optional.of(live));
            return;
        }
        List<JsonNode> left = new ArrayList<>(live.valueStream().toList());
        List<Integer> alone = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            JsonNode item = ours.get(i);
            Optional<JsonNode> same =
                    left.stream().filter(there -> isIn(item, there)).findFirst();
            if (same.isPresent()) left.remove(left.indexOf(same.get()));
            else alone.add(i);
        }
        for (int i : alone) {
            JsonNode item = ours.get(i);
            String name = item.path("name").asString("");
            Step step = name.isEmpty() ? new FieldPath.Index(i) : new FieldPath.Item("name", name);
            compare(Difference.and(steps, step), item, step.in(live).filter(left::contains));
        }
    }

    private boolean isIn(JsonNode ours, JsonNode live) {
        LiveComparison comparison = new LiveComparison(object);
        comparison.compare(List.of(new FieldPath.Index(0)), ours, Optional.of(live));
        return comparison.found.isEmpty();
    }

    /** For arguments the order means something. */
    private static boolean comesIn(JsonNode ours, JsonNode live) {
        int next = 0;
        for (JsonNode there : live) if (next < ours.size() && isSame(ours.get(next), there)) next++;
        return next == ours.size();
    }
}
