package dev.landfall.operate;

import dev.landfall.change.RequestException;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange.CreateObject;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The HorizontalPodAutoscaler of a workload, of the same name.
 *
 * @param least replicas, at least 1
 * @param cpu percent of what the containers request, on average
 */
record Autoscaler(ObjectRef workload, int least, int most, int cpu) {
    Autoscaler {
        requireRange(least, most, cpu);
    }

    static void requireRange(int least, int most, int cpu) {
        if (least < 1 || most < least)
            throw RequestException.because(
                    "bad-range", "from " + least + " to " + most + " is no range of replicas", "write --min 2 --max 5");
        if (cpu < 1)
            throw RequestException.because(
                    "bad-percent", cpu + " is no percentage of the requested CPU", "write it as --cpu-percent 80");
    }

    ObjectRef ref() {
        return new ObjectRef("autoscaling", "v2", "HorizontalPodAutoscaler", workload.namespace(), workload.name());
    }

    String what() {
        return "autoscale from " + least + " to " + most + " replicas at " + cpu + " % CPU";
    }

    CreateObject creation() {
        ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", ref().apiVersion())
                .put("kind", ref().kind());
        object.putObject("metadata").put("name", workload.name()).put("namespace", workload.namespace());
        ObjectNode spec = object.putObject("spec");
        spec.putObject("scaleTargetRef")
                .put("apiVersion", workload.apiVersion())
                .put("kind", workload.kind())
                .put("name", workload.name());
        spec.put("minReplicas", least).put("maxReplicas", most);
        ObjectNode metric = spec.putArray("metrics").addObject().put("type", "Resource");
        metric.putObject("resource")
                .put("name", "cpu")
                .putObject("target")
                .put("type", "Utilization")
                .put("averageUtilization", cpu);
        return new CreateObject(ref(), object);
    }
}
