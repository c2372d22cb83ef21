package dev.landfall.sandbox.cluster;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the API server fills in where a manifest says nothing, for the kinds whose look-alikes read it. */
final class Defaults {
    private Defaults() {}

    static void fill(ObjectNode object) {
        switch (object.path("kind").asString("")) {
            case "Deployment" -> deployment(object.withObject("/spec"));
            case "ReplicaSet" -> replicas(object.withObject("/spec"));
            case "StatefulSet" -> statefulSet(object.withObject("/spec"));
            case "DaemonSet" -> daemonSet(object.withObject("/spec"));
            case "Job" -> job(object.withObject("/spec"));
            case "CronJob" -> cronJob(object.withObject("/spec"));
            case "Pod" -> podSpec(object.withObject("/spec"));
            case "Service" -> service(object.withObject("/spec"));
            case "Kustomization" -> absent(object.withObject("/spec"), "force", false);
            case "GitRepository" -> absent(object.withObject("/spec"), "timeout", "60s");
            // What the sandbox does not read needs no defaults.
            default -> {}
        }
    }

    private static void deployment(ObjectNode spec) {
        replicas(spec);
        absent(spec, "revisionHistoryLimit", 10);
        absent(spec, "progressDeadlineSeconds", 600);
        ObjectNode strategy = spec.withObject("/strategy");
        absent(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asString("").equals("RollingUpdate")) {
            ObjectNode rolling = strategy.withObject("/rollingUpdate");
            absent(rolling, "maxSurge", "25%");
            absent(rolling, "maxUnavailable", "25%");
        }
        template(spec);
    }

    private static void replicas(ObjectNode spec) {
        absent(spec, "replicas", 1);
        template(spec);
    }

    private static void statefulSet(ObjectNode spec) {
        replicas(spec);
        absent(spec, "revisionHistoryLimit", 10);
        absent(spec, "podManagementPolicy", "OrderedReady");
        ObjectNode strategy = spec.withObject("/updateStrategy");
        absent(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asString("").equals("RollingUpdate")) {
            absent(strategy.withObject("/rollingUpdate"), "partition", 0);
        }
    }

    private static void daemonSet(ObjectNode spec) {
        absent(spec, "revisionHistoryLimit", 10);
        ObjectNode strategy = spec.withObject("/updateStrategy");
        absent(strategy, "type", "RollingUpdate");
        template(spec);
    }

    private static void job(ObjectNode spec) {
        absent(spec, "parallelism", 1);
        absent(spec, "completions", 1);
        absent(spec, "backoffLimit", 6);
        absent(spec, "completionMode", "NonIndexed");
        absent(spec, "suspend", false);
        template(spec);
    }

    private static void cronJob(ObjectNode spec) {
        absent(spec, "concurrencyPolicy", "Allow");
        absent(spec, "suspend", false);
        absent(spec, "successfulJobsHistoryLimit", 3);
        absent(spec, "failedJobsHistoryLimit", 1);
    }

    private static void template(ObjectNode spec) {
        podSpec(spec.withObject("/template").withObject("/spec"));
    }

    private static void podSpec(ObjectNode spec) {
        absent(spec, "restartPolicy", "Always");
        absent(spec, "terminationGracePeriodSeconds", 30);
        absent(spec, "dnsPolicy", "ClusterFirst");
        absent(spec, "schedulerName", "default-scheduler");
        if (!spec.has("securityContext")) spec.putObject("securityContext");
        for (String list : new String[] {"initContainers", "containers"}) {
            for (JsonNode container : spec.path(list)) container((ObjectNode) container);
        }
    }

    private static void container(ObjectNode container) {
        String image = container.path("image").asString("");
        boolean latest = image.endsWith(":latest") || !image.matches(".*[:@][^/]+");
        absent(container, "imagePullPolicy", latest ? "Always" : "IfNotPresent");
        if (!container.has("resources")) container.putObject("resources");
        absent(container, "terminationMessagePath", "/dev/termination-log");
        absent(container, "terminationMessagePolicy", "File");
        for (JsonNode port : container.path("ports")) absent((ObjectNode) port, "protocol", "TCP");
    }

    private static void service(ObjectNode spec) {
        absent(spec, "type", "ClusterIP");
        absent(spec, "sessionAffinity", "None");
        absent(spec, "internalTrafficPolicy", "Cluster");
        for (JsonNode port : spec.path("ports")) {
            absent((ObjectNode) port, "protocol", "TCP");
            if (!port.has("targetPort")) ((ObjectNode) port).set("targetPort", port.path("port"));
        }
    }

    private static void absent(ObjectNode object, String field, String value) {
        if (!object.has(field)) object.put(field, value);
    }

    private static void absent(ObjectNode object, String field, int value) {
        if (!object.has(field)) object.put(field, value);
    }

    private static void absent(ObjectNode object, String field, boolean value) {
        if (!object.has(field)) object.put(field, value);
    }
}
