package dev.landfall.layouts;

import dev.landfall.change.At;
import dev.landfall.change.ChangeRequest;
import dev.landfall.change.Destination;
import dev.landfall.change.Manner;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.AddListItem;
import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.manifest.DesiredChange.DeleteObject;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.RemoveListItem;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code when.yaml} asks for: each of its documents what shall be true of one object. */
record GivenWish(List<JsonNode> documents) {
    private static final Set<String> KEYS = Set.of(
            "needs",
            "of",
            "set",
            "remove",
            "addItem",
            "removeItem",
            "create",
            "delete",
            "direct",
            "into",
            "at",
            "acceptUnproven");

    GivenWish {
        for (JsonNode document : documents)
            document.propertyNames().forEach(key -> {
                if (!KEYS.contains(key)) throw new IllegalArgumentException("when.yaml has no key " + key);
            });
    }

    /** The program without which it cannot be answered; empty for none. */
    String needs() {
        return documents.getFirst().path("needs").asString("");
    }

    ChangeRequest request(Cluster cluster) {
        List<DesiredChange> changes = new ArrayList<>();
        documents.forEach(document -> changes(document, cluster, changes));
        JsonNode first = documents.getFirst();
        Destination destination = Destination.said(
                first.path("direct").asBoolean(false), first.path("into").asString(""));
        At at = At.valueOf(first.path("at").asString("unsaid").toUpperCase(Locale.ROOT));
        boolean acceptUnproven = first.path("acceptUnproven").asBoolean(false);
        return new ChangeRequest(
                changes, "do what when.yaml says", new Manner("", false, destination, false, acceptUnproven, at));
    }

    private static void changes(JsonNode wish, Cluster cluster, List<DesiredChange> changes) {
        wish.path("set")
                .properties()
                .forEach(field -> changes.add(
                        new SetField(of(wish, cluster), FieldPath.parse(field.getKey()), field.getValue())));
        wish.path("remove")
                .forEach(path -> changes.add(new RemoveField(of(wish, cluster), FieldPath.parse(path.asString()))));
        wish.path("addItem")
                .properties()
                .forEach(item -> changes.add(
                        new AddListItem(of(wish, cluster), FieldPath.parse(item.getKey()), item.getValue())));
        wish.path("removeItem")
                .forEach(path -> changes.add(new RemoveListItem(of(wish, cluster), FieldPath.parse(path.asString()))));
        wish.path("create")
                .forEach(object -> changes.add(new CreateObject(new LiveObject(object).ref(), (ObjectNode) object)));
        wish.path("delete").forEach(object -> changes.add(new DeleteObject(named(object.asString(), cluster))));
    }

    private static ObjectRef of(JsonNode wish, Cluster cluster) {
        return named(wish.path("of").asString(""), cluster);
    }

    /** @param text {@code Deployment shop/web}, or {@code Namespace shop} */
    private static ObjectRef named(String text, Cluster cluster) {
        String[] words = text.split("[ /]", -1);
        return cluster.typesNamed(words[0].toLowerCase(Locale.ROOT)).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("when.yaml: no kind in the cluster for " + text))
                .named(words.length == 3 ? words[1] : "", words[words.length - 1]);
    }
}
