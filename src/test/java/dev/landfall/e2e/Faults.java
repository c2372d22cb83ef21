package dev.landfall.e2e;

import java.util.List;

/** What breaks most often, each by the words that people write when it does. */
final class Faults {
    private Faults() {}

    private static final String CONFIGURATION = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: web-config, namespace: %s}
            data: {colour: blue}
            """;
    private static final String SECRET = """
            apiVersion: v1
            kind: Secret
            metadata: {name: web-token, namespace: %s}
            stringData: {token: for-tests-alone}
            """;
    private static final String ACCOUNT = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: web, namespace: %s}
            """;
    private static final String QUOTA = """
            apiVersion: v1
            kind: ResourceQuota
            metadata: {name: shop, namespace: %s}
            spec: {hard: {requests.memory: 256Mi}}
            """;
    private static final String COLOUR =
            "env: [ {name: COLOUR, valueFrom: {configMapKeyRef: {name: web-config, key: colour}}} ]";

    static List<Fault> all(Testbed testbed) {
        String image = "image: \"" + testbed.imageOld() + "\"  # quoted on purpose";
        return List.of(
                // Images
                Fault.of("image", "image-not-found", testbed.imageOld(), testbed.imageMissing()),
                Fault.of("repository", "image-not-found", image, image.replace("/web:", "/wbe:")),
                // Configuration
                Fault.of("config", "environment-source-missing", "name: web-config,", "name: web-confg,")
                        .inContainer(COLOUR)
                        .beside("apps/config.yaml", CONFIGURATION),
                Fault.of("key", "key-missing", "key: colour}", "key: color}")
                        .inContainer(COLOUR)
                        .beside("apps/config.yaml", CONFIGURATION),
                Fault.of("secret", "environment-source-missing", "name: web-token,", "name: web-tokens,")
                        .inContainer("env: [ {name: TOKEN, valueFrom: {secretKeyRef: {name: web-token, key: token}}} ]")
                        .beside("apps/token.yaml", SECRET),
                Fault.of(
                                "volume",
                                "volume-source-missing",
                                "configMap: {name: web-config}",
                                "configMap: {name: web-confg}")
                        .inContainer("volumeMounts: [ {name: settings, mountPath: /settings} ]")
                        .inPod("volumes: [ {name: settings, configMap: {name: web-config}} ]")
                        .beside("apps/config.yaml", CONFIGURATION),
                // Running
                Fault.of("crash", "environment-variable-missing", testbed.imageOld(), testbed.imageBroken())
                        .repairedBy("--repair", "1"),
                Fault.of("variable", "environment-variable-missing", "name: DATABASE_URL", "name: DATABASE_URI")
                        .inContainer(
                                "env: [{name: DATABASE_URL, value: /tmp/shop}]",
                                "command: [sh, -c, '[ -n \"$DATABASE_URL\" ] || { echo DATABASE_URL is not set; exit 1; }; exec /start']"),
                Fault.of("unknown", "crash-loop", "value: steady", "value: hasty")
                        .inContainer(
                                "env: [ {name: MODE, value: steady} ]",
                                "command: [sh, -c, '[ \"$MODE\" = steady ] || { echo cannot go on; exit 3; }; exec /start']"),
                Fault.of("command", "command-wrong", "command: [/start]", "command: [/strat]")
                        .inContainer("command: [/start]"),
                Fault.of("memory", "out-of-memory", "memory: 160Mi", "memory: 40Mi")
                        .inContainer(
                                "resources: {limits: {memory: 160Mi}}",
                                "command: [sh, -c, 'dd if=/dev/zero of=/dev/null bs=96M count=1 && exec /start']"),
                Fault.of(
                                "user",
                                "security-context-refused",
                                "{runAsNonRoot: true, runAsUser: 1000}",
                                "{runAsNonRoot: true}")
                        .inContainer(
                                "securityContext: {runAsNonRoot: true, runAsUser: 1000}",
                                "command: [httpd, -f, -p, '8080', -h, /tmp]"),
                // Probes
                Fault.of("readiness", "readiness-probe-fails", "path: /index.html", "path: /healthz")
                        .inContainer("readinessProbe: {httpGet: {path: /index.html, port: 8080}, periodSeconds: 1}"),
                Fault.of("liveness", "liveness-probe-kills", "path: /index.html", "path: /healthz")
                        .inContainer(
                                "livenessProbe: {httpGet: {path: /index.html, port: 8080}, periodSeconds: 1, failureThreshold: 2}"),
                // A place on a node
                Fault.of("cpu", "no-room-for-pod", "cpu: 10m", "cpu: 64")
                        .inContainer("resources: {requests: {cpu: 10m}}"),
                Fault.of("node", "node-selector-matches-nothing", "os: linux", "os: lunix")
                        .inPod("nodeSelector: {kubernetes.io/os: linux}"),
                // Being let in
                Fault.of("quota", "quota-exceeded", "memory: 16Mi", "memory: 1Gi")
                        .inContainer("resources: {requests: {memory: 16Mi}}")
                        .beside("apps/quota.yaml", QUOTA),
                Fault.of("account", "service-account-missing", "serviceAccountName: web", "serviceAccountName: wbe")
                        .inPod("serviceAccountName: web")
                        .beside("apps/account.yaml", ACCOUNT),
                Fault.of("priority", "priority-class-missing", "system-cluster-critical", "system-cluster-critcal")
                        .inPod("priorityClassName: system-cluster-critical"),
                // Being reached
                Fault.ofService("selector", "service-selects-nothing", "app: web", "app: webb"),
                Fault.ofService("port", "service-target-port-wrong", "targetPort: 8080", "targetPort: 8081")
                        .inContainer("readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 1}"),
                Fault.of("address", "dependency-address-wrong", "http://web:80", "http://webb:80")
                        .inContainer("env: [ {name: FRONT, value: 'http://web:80'} ]"),
                Fault.of("asleep", "scaled-to-zero", "replicas: 1 ", "replicas: 0 ")
                        .repairedBy("--repair", "1"));
    }
}
