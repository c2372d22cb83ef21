package dev.landfall.recommend;

import dev.landfall.recommend.WorkloadIntent.Resources;
import dev.landfall.recommend.WorkloadIntent.Security;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What each pod of a workload is. */
record PodTemplate(Fields fields) {

    private WorkloadIntent intent() {
        return fields.intent();
    }

    /** @param template is filled */
    void fill(ObjectNode template) {
        fields.labelWithVersion(template.putObject("metadata").putObject("labels"));
        ObjectNode spec = template.putObject("spec");
        spec.put("serviceAccountName", intent().name());
        spec.put("automountServiceAccountToken", false);
        if (!intent().kind().serves()) spec.put("restartPolicy", "Never");
        secure(spec.putObject("securityContext"));
        if (intent().scale().isSeveral())
            spread(spec.putArray("topologySpreadConstraints").addObject());
        container(spec.putArray("containers").addObject());
        if (intent().security().readOnlyRoot())
            spec.putArray("volumes").addObject().put("name", "tmp").putObject("emptyDir");
    }

    private void secure(ObjectNode pod) {
        Security security = intent().security();
        if (security.nonRoot()) pod.put("runAsNonRoot", true);
        security.user().ifPresent(user -> pod.put("runAsUser", user.intValue()));
        // A volume belongs to root unless the pod has a group for it.
        if (intent().storage().isPresent()) security.user().ifPresent(user -> pod.put("fsGroup", user.intValue()));
        pod.putObject("seccompProfile").put("type", "RuntimeDefault");
    }

    /** Over nodes where that can be, for a pod that waits for a node of its own serves nobody. */
    private void spread(ObjectNode constraint) {
        constraint
                .put("maxSkew", 1)
                .put("topologyKey", "kubernetes.io/hostname")
                .put("whenUnsatisfiable", "ScheduleAnyway");
        fields.select(constraint.putObject("labelSelector").putObject("matchLabels"));
    }

    private void container(ObjectNode container) {
        container.put("name", intent().name()).put("image", intent().image().text());
        intent().port()
                .ifPresent(port -> container
                        .putArray("ports")
                        .addObject()
                        .put("name", Traffic.port(intent()))
                        .put("containerPort", port));
        variables(container);
        resources(container.putObject("resources"));
        if (intent().port().isPresent()) probes(container);
        ObjectNode security = container.putObject("securityContext").put("allowPrivilegeEscalation", false);
        if (intent().security().readOnlyRoot()) security.put("readOnlyRootFilesystem", true);
        security.putObject("capabilities").putArray("drop").add("ALL");
        volumes(container);
    }

    private void variables(ObjectNode container) {
        if (intent().environment().isEmpty() && intent().secrets().isEmpty()) return;
        ArrayNode sources = container.putArray("envFrom");
        if (!intent().environment().isEmpty())
            sources.addObject().putObject("configMapRef").put("name", intent().name());
        intent().secrets()
                .forEach(secret -> sources.addObject().putObject("secretRef").put("name", secret));
    }

    private void resources(ObjectNode resources) {
        Resources wanted = intent().resources();
        resources.putObject("requests").put("cpu", wanted.cpuRequest()).put("memory", wanted.memoryRequest());
        ObjectNode limits = resources.putObject("limits");
        wanted.cpuLimit().ifPresent(limit -> limits.put("cpu", limit));
        limits.put("memory", wanted.memoryLimit());
    }

    private void probes(ObjectNode container) {
        if (intent().probing().startsSlowly())
            probe(container.putObject("startupProbe")).put("periodSeconds", 5).put("failureThreshold", 60);
        probe(container.putObject("readinessProbe")).put("periodSeconds", 5);
        // Later and more patient than readiness: a restart helps what hangs, not what is busy.
        probe(container.putObject("livenessProbe")).put("periodSeconds", 10).put("failureThreshold", 6);
    }

    private ObjectNode probe(ObjectNode probe) {
        intent().probing()
                .path()
                .ifPresentOrElse(
                        path -> probe.putObject("httpGet").put("path", path).put("port", Traffic.port(intent())),
                        () -> probe.putObject("tcpSocket").put("port", Traffic.port(intent())));
        return probe;
    }

    private void volumes(ObjectNode container) {
        if (!intent().security().readOnlyRoot() && intent().storage().isEmpty()) return;
        ArrayNode mounts = container.putArray("volumeMounts");
        intent().storage()
                .ifPresent(storage ->
                        mounts.addObject().put("name", WorkloadManifests.DATA).put("mountPath", storage.mountPath()));
        if (intent().security().readOnlyRoot())
            mounts.addObject().put("name", "tmp").put("mountPath", "/tmp");
    }
}
