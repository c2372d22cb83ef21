package dev.landfall.e2e;

/** One object of each kind of workload, and of a kind that the cluster does not have by itself. */
final class OtherKinds {
    private OtherKinds() {}

    /** The kind Widget, of which Landfall knows nothing but what the API server says. */
    static String definition() {
        return """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: widgets.e2e.landfall.dev}
                spec:
                  group: e2e.landfall.dev
                  scope: Namespaced
                  names: {kind: Widget, plural: widgets, singular: widget}
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    schema:
                      openAPIV3Schema:
                        type: object
                        properties:
                          spec: {type: object, properties: {size: {type: integer}, colour: {type: string}}}
                """;
    }

    static String manifests(Shop shop) {
        return """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: cache, namespace: %1$s}
                spec:
                  replicas: 1
                  serviceName: cache
                  selector: {matchLabels: {app: cache}}
                  template:
                    metadata: {labels: {app: cache}}
                    spec: {terminationGracePeriodSeconds: 1, containers: [{name: main, image: "%2$s"}]}
                ---
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: agent, namespace: %1$s}
                spec:
                  selector: {matchLabels: {app: agent}}
                  template:
                    metadata: {labels: {app: agent}}
                    spec:
                      terminationGracePeriodSeconds: 1
                      containers:
                      - name: main
                        image: "%2$s"
                ---
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: report, namespace: %1$s}
                spec:
                  schedule: "0 3 * * *"
                  jobTemplate:
                    spec:
                      template:
                        spec: {restartPolicy: Never, containers: [{name: main, image: "%2$s"}]}
                ---
                apiVersion: batch/v1
                kind: Job
                metadata: {name: once, namespace: %1$s}
                spec:
                  suspend: false
                  template:
                    spec: {terminationGracePeriodSeconds: 1, restartPolicy: Never, containers: [{name: main, image: "%2$s"}]}
                ---
                apiVersion: e2e.landfall.dev/v1
                kind: Widget
                metadata: {name: big, namespace: %1$s}
                spec: {size: 1, colour: red}
                """.formatted(shop.namespace(), shop.testbed().imageOld());
    }
}
