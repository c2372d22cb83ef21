package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.FieldPath;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Where an object in the cluster is not as it is rendered here.
 *
 * @param field empty for the object as a whole, which one of the two lacks
 * @param ours as it is rendered; empty where it is not
 * @param live empty where there is nothing
 */
public record Deviation(ObjectRef object, Optional<FieldPath> field, Optional<JsonNode> ours, Optional<JsonNode> live) {

    /** An object that its owner lists and that is not among what is rendered. */
    public static Deviation notRendered(ObjectRef object) {
        return new Deviation(object, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Whether it is only what Flux puts behind the version of a chart that it packages: the commit, or the generation of
     * the HelmChart (source-controller, internal/helm/chart: VersionMetadata); labels have an underscore for the plus.
     */
    public boolean isOfChartVersion() {
        if (ours.filter(JsonNode::isString).isEmpty()
                || live.filter(JsonNode::isString).isEmpty()) return false;
        String without = live.get().asString().replaceFirst("(\\d\\.\\d+\\.\\d+)[+_][0-9a-f]{1,12}(\\.\\d+)?", "$1");
        return without.equals(ours.get().asString());
    }

    /** What a Secret holds is never shown, only that it differs. */
    @Override
    public String toString() {
        if (field.isEmpty()) return object + " is not among what is rendered";
        String place = object + " " + field.get();
        return Difference.isSecret(object, field.get().steps())
                ? place + ": another value"
                : place + ": rendered " + Difference.text(ours) + ", live " + Difference.text(live);
    }
}
