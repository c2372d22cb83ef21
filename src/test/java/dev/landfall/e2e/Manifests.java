package dev.landfall.e2e;

/** Manifests as people write them: whoever formats them anew shows in the diff. */
final class Manifests {
    private Manifests() {}

    static final String WEB_FILE = "apps/web.yaml";
    static final String SERVICE_FILE = "apps/service.yaml";

    /** A Deployment {@code web} of one pod. */
    static String web(String namespace, String image) {
        return """
                # The shop's front door. Ask the web team before you change a port.
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                    name: web            # the service has this name, too
                    namespace: %s
                    labels: {app: web,   tier: "front"}
                spec:
                    replicas: 1    # one is enough at night

                    progressDeadlineSeconds: 60
                    selector: {matchLabels: {app: web}}
                    template:
                        metadata: {labels: {app: web}}
                        spec:
                            terminationGracePeriodSeconds: 1
                            containers:
                            -   name: 'web'
                                image: "%s"  # quoted on purpose
                                ports: [ {containerPort: 8080} ]
                """.formatted(namespace, image);
    }

    /** The same, Ready only while it answers on its port, and given up after 20 seconds. */
    static String probedWeb(String namespace, String image) {
        return web(namespace, image).replace("progressDeadlineSeconds: 60", "progressDeadlineSeconds: 20")
                + " ".repeat(16) + "readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 1}\n";
    }

    static String service(String namespace) {
        return """
                apiVersion: v1
                kind: Service
                metadata: { name: web, namespace: %s }
                spec:
                  selector: { app: web }
                  ports:
                  - port: 80
                    targetPort: 8080
                """.formatted(namespace);
    }

    /**
     * A rule of the cluster for every Deployment of the namespace, by whose name it is called.
     *
     * @param expression in CEL, which must hold
     * @param message what is said where it does not
     */
    static String rule(String namespace, String expression, String message) {
        return """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: %1$s}
                spec:
                  failurePolicy: Fail
                  matchConstraints:
                    resourceRules:
                    - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [deployments]}
                  validations: [{expression: "%2$s", message: "%3$s"}]
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: %1$s}
                spec:
                  policyName: %1$s
                  validationActions: [Deny]
                  matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}}
                """.formatted(namespace, expression, message);
    }

    /** A Deployment of the given name and nothing unusual. */
    static String deployment(String namespace, String name, String image, String metadata) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: %2$s
                  namespace: %1$s
                  %4$s
                spec:
                  replicas: 1
                  progressDeadlineSeconds: 20
                  selector: {matchLabels: {app: %2$s}}
                  template:
                    metadata: {labels: {app: %2$s}}
                    spec:
                      terminationGracePeriodSeconds: 1
                      containers: [{name: %2$s, image: "%3$s"}]
                """.formatted(namespace, name, image, metadata);
    }
}
