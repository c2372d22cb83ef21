package dev.landfall.operate;

import dev.landfall.change.ChangeRequest;
import dev.landfall.change.Manner;
import dev.landfall.change.RequestException;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Sets any field that a user names by its path. */
public final class FieldInstructions {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Cluster cluster;

    public FieldInstructions(Cluster cluster) {
        this.cluster = cluster;
    }

    /** @param text whether every value is meant as text */
    public ChangeRequest set(List<ObjectRef> named, List<Assignment> wanted, boolean text, Manner manner) {
        List<DesiredChange> changes = new ArrayList<>();
        for (ObjectRef object : named) {
            LiveObject live = cluster.get(object)
                    .orElseThrow(() -> new RequestException(Reason.lasting(
                            "no-such-object", "there is no " + object, "check the name and the namespace (-n)")));
            for (Assignment one : wanted) changes.add(change(live, one, text));
        }
        String what = wanted.stream().map(Assignment::toString).collect(Collectors.joining(", "));
        return new ChangeRequest(changes, "set " + what, manner);
    }

    private static DesiredChange change(LiveObject live, Assignment one, boolean text) {
        FieldPath path = path(one.name());
        return one.value()
                .<DesiredChange>map(value -> new DesiredChange.SetField(live.ref(), path, value(value, text)))
                .orElseGet(() -> new DesiredChange.RemoveField(live.ref(), path));
    }

    private static FieldPath path(String text) {
        try {
            return FieldPath.parse(text);
        } catch (IllegalArgumentException notOne) {
            throw new RequestException(Reason.lasting("bad-path", notOne.getMessage(), "write it as spec.replicas"));
        }
    }

    private static JsonNode value(String value, boolean text) {
        if (!text && value.matches("-?[0-9]{1,9}|true|false")) return MAPPER.readTree(value);
        return JsonNodeFactory.instance.stringNode(value);
    }
}
