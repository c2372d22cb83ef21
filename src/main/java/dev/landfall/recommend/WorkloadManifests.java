package dev.landfall.recommend;

import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.recommend.Fields.Begun;
import dev.landfall.recommend.WorkloadIntent.Scale;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Everything that a workload needs, as manifests: what others need first stands first. */
final class WorkloadManifests {
    /** Of the volume of each member of a StatefulSet. */
    static final String DATA = "data";

    private final WorkloadIntent intent;
    private final Fields fields;

    WorkloadManifests(WorkloadIntent intent, ClusterFacts facts) {
        this.intent = intent;
        this.fields = new Fields(intent, facts);
    }

    List<CreateObject> objects() {
        List<CreateObject> objects = new ArrayList<>();
        objects.add(serviceAccount());
        if (!intent.environment().isEmpty()) objects.add(configMap());
        objects.add(workload());
        objects.addAll(new Traffic(fields).objects());
        if (intent.scale() instanceof Scale.Automatic automatic) objects.add(autoscaler(automatic));
        if (intent.scale().isSeveral()) objects.add(disruptionBudget());
        return List.copyOf(objects);
    }

    private CreateObject serviceAccount() {
        Begun account = fields.begin("", "ServiceAccount", intent.name());
        account.content().put("automountServiceAccountToken", false);
        return account.creation();
    }

    private CreateObject configMap() {
        Begun map = fields.begin("", "ConfigMap", intent.name());
        ObjectNode data = map.content().putObject("data");
        intent.environment().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(variable -> data.put(variable.getKey(), variable.getValue()));
        return map.creation();
    }

    private CreateObject workload() {
        Begun workload = fields.begin(intent.kind().group(), intent.kind().kind(), intent.name());
        ObjectNode spec = workload.spec();
        switch (intent.kind()) {
            case DEPLOYMENT -> replicated(spec);
            case STATEFUL_SET -> statefulSet(spec);
            case DAEMON_SET -> selected(spec);
            case JOB -> job(spec);
            case CRON_JOB -> cronJob(spec);
        }
        return workload.creation();
    }

    /** Where something scales it, the number is none of Git's business. */
    private void replicated(ObjectNode spec) {
        if (intent.scale() instanceof Scale.Fixed fixed) spec.put("replicas", fixed.replicas());
        selected(spec);
    }

    private void selected(ObjectNode spec) {
        fields.select(spec.putObject("selector").putObject("matchLabels"));
        new PodTemplate(fields).fill(spec.putObject("template"));
    }

    private void statefulSet(ObjectNode spec) {
        spec.put("serviceName", intent.name());
        replicated(spec);
        intent.storage().ifPresent(storage -> {
            ObjectNode claim = spec.putArray("volumeClaimTemplates").addObject();
            claim.putObject("metadata").put("name", DATA);
            ObjectNode wanted = claim.putObject("spec");
            wanted.putArray("accessModes").add("ReadWriteOnce");
            storage.storageClass().ifPresent(name -> wanted.put("storageClassName", name));
            wanted.putObject("resources").putObject("requests").put("storage", storage.size());
        });
    }

    /** Without a time after which it goes: an owner would make it anew, and it would run again. */
    private void job(ObjectNode spec) {
        spec.put("backoffLimit", 3);
        new PodTemplate(fields).fill(spec.putObject("template"));
    }

    private void cronJob(ObjectNode spec) {
        spec.put("schedule", intent.schedule().orElseThrow());
        spec.put("concurrencyPolicy", "Forbid");
        spec.put("startingDeadlineSeconds", 300);
        spec.put("successfulJobsHistoryLimit", 3);
        spec.put("failedJobsHistoryLimit", 3);
        job(spec.putObject("jobTemplate").putObject("spec"));
    }

    private CreateObject autoscaler(Scale.Automatic scale) {
        Begun autoscaler = fields.begin("autoscaling", "HorizontalPodAutoscaler", intent.name());
        ObjectNode spec = autoscaler.spec();
        spec.putObject("scaleTargetRef")
                .put("apiVersion", intent.kind().group() + "/v1")
                .put("kind", intent.kind().kind())
                .put("name", intent.name());
        spec.put("minReplicas", scale.least()).put("maxReplicas", scale.most());
        ObjectNode metric = spec.putArray("metrics").addObject().put("type", "Resource");
        metric.putObject("resource")
                .put("name", "cpu")
                .putObject("target")
                .put("type", "Utilization")
                .put("averageUtilization", scale.cpuPercent());
        return autoscaler.creation();
    }

    private CreateObject disruptionBudget() {
        Begun budget = fields.begin("policy", "PodDisruptionBudget", intent.name());
        budget.spec().put("maxUnavailable", 1);
        fields.select(budget.spec().putObject("selector").putObject("matchLabels"));
        return budget.creation();
    }
}
