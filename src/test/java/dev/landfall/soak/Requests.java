package dev.landfall.soak;

import dev.landfall.change.ChangeRequest;
import dev.landfall.change.Destination;
import dev.landfall.change.Manner;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.manifest.DesiredChange.DeleteObject;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.sandbox.cluster.Yaml;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a wish comes to in a world: the request to Landfall, and beside it what must be true, in other words. */
record Requests(SoakWorld world, SoakCase soaked) {

    Wanted wanted() {
        ObjectRef object = soaked.wish().object(world.namespace());
        if (soaked.circumstance() == Circumstance.REFUSED_BY_SERVER)
            return new Wanted(object, "/spec/template/metadata/labels/app", "ours");
        return new Wanted(object, soaked.wish().pointer(), value());
    }

    private String value() {
        return switch (soaked.wish()) {
            case SCALE -> "3";
            case IMAGE ->
                soaked.circumstance() == Circumstance.BROKEN_IMAGE
                        ? world.missingImage()
                        : world.images().get(1);
            case ENV, LABEL -> "ours";
            case CREATE -> "one";
            case DELETE -> "";
        };
    }

    ChangeRequest request() {
        boolean sync = soaked.circumstance() == Circumstance.SYNC_ASKED;
        boolean made = soaked.wish() == Wish.CREATE;
        boolean direct = !soaked.tool().hasOwner();
        Destination destination = made || direct ? world.owner() : new Destination.Unsaid();
        Manner manner = new Manner("", sync, destination);
        return new ChangeRequest(List.of(change()), soaked.wish().name().toLowerCase(java.util.Locale.ROOT), manner);
    }

    private DesiredChange change() {
        Wanted wanted = wanted();
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (soaked.wish()) {
            case SCALE -> set("spec.replicas", json.numberNode(Integer.parseInt(wanted.value())));
            case IMAGE -> set("spec.template.spec.containers[name=web].image", json.stringNode(wanted.value()));
            case ENV ->
                set(
                        "spec.template.spec.containers[name=web].env[name=GREETING].value",
                        json.stringNode(wanted.value()));
            case LABEL -> {
                boolean refused = soaked.circumstance() == Circumstance.REFUSED_BY_SERVER;
                String path = refused ? "spec.template.metadata.labels.app" : "metadata.labels.tier";
                yield set(path, json.stringNode(wanted.value()));
            }
            case CREATE ->
                new CreateObject(
                        wanted.object(),
                        Yaml.objects(Manifests.configMap(world.namespace(), "created"))
                                .getFirst());
            case DELETE -> new DeleteObject(wanted.object());
        };
    }

    private SetField set(String path, JsonNode value) {
        return new SetField(wanted().object(), FieldPath.parse(path), value);
    }
}
