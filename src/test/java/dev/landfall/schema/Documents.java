package dev.landfall.schema;

import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ObjectText;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Small OpenAPI documents, built as those of an API server are. */
final class Documents {
    static final ObjectRef DEPLOYMENT = new ObjectRef("apps", "v1", "Deployment", "shop", "web");
    static final ObjectRef CRON_JOB = new ObjectRef("apps", "v1", "CronJob", "shop", "nightly");
    static final ObjectRef SECRET = new ObjectRef("apps", "v1", "Secret", "shop", "keys");
    static final ObjectRef GADGET = new ObjectRef("example.org", "v1", "Gadget", "shop", "g");

    private static final String APPS = """
            components:
              schemas:
                io.k8s.api.apps.v1.Deployment:
                  type: object
                  properties:
                    apiVersion: {type: string}
                    kind: {type: string}
                    metadata: {default: {}, allOf: [{$ref: "#/components/schemas/meta.v1.ObjectMeta"}]}
                    spec: {allOf: [{$ref: "#/components/schemas/DeploymentSpec"}]}
                    status: {type: object, properties: {replicas: {type: integer, format: int32}, availableReplicas: {type: integer}}}
                  x-kubernetes-group-version-kind: [{group: apps, kind: Deployment, version: v1}]
                DeploymentList:
                  type: object
                  properties: {items: {type: array}}
                  x-kubernetes-group-version-kind: [{group: apps, kind: DeploymentList, version: v1}]
                CronJob:
                  type: object
                  properties:
                    metadata: {$ref: "#/components/schemas/meta.v1.ObjectMeta"}
                    spec:
                      type: object
                      properties:
                        schedule: {type: string}
                        suspend: {type: boolean}
                        jobTemplate:
                          type: object
                          properties:
                            metadata: {$ref: "#/components/schemas/meta.v1.ObjectMeta"}
                            spec: {type: object, properties: {suspend: {type: boolean}, template: {$ref: "#/components/schemas/PodTemplateSpec"}}}
                  x-kubernetes-group-version-kind: [{group: apps, kind: CronJob, version: v1}]
                Secret:
                  type: object
                  properties:
                    data: {type: object, additionalProperties: {type: string, format: byte}}
                    stringData: {type: object, additionalProperties: {type: string}}
                  x-kubernetes-group-version-kind: [{group: apps, kind: Secret, version: v1}]
                meta.v1.ObjectMeta:
                  type: object
                  properties:
                    name: {type: string}
                    labels: {type: object, additionalProperties: {type: string, default: ""}}
                    annotations: {type: object, additionalProperties: {type: string, default: ""}}
                    finalizers: {type: array, items: {type: string}, x-kubernetes-list-type: set, x-kubernetes-patch-strategy: merge}
                    managedFields: {type: array, items: {type: object, properties: {manager: {type: string}}}}
                DeploymentSpec:
                  type: object
                  required: [selector, template]
                  properties:
                    replicas: {type: integer, format: int32}
                    paused: {type: boolean}
                    minReadySeconds: {type: integer, format: int32}
                    selector: {type: object, properties: {matchLabels: {type: object, additionalProperties: {type: string}}}}
                    strategy:
                      type: object
                      properties:
                        type: {type: string, enum: [Recreate, RollingUpdate]}
                        rollingUpdate: {type: object, properties: {maxSurge: {$ref: "#/components/schemas/io.k8s.apimachinery.pkg.util.intstr.IntOrString"}}}
                    template: {default: {}, allOf: [{$ref: "#/components/schemas/PodTemplateSpec"}]}
                PodTemplateSpec:
                  type: object
                  properties:
                    metadata: {$ref: "#/components/schemas/meta.v1.ObjectMeta"}
                    spec: {$ref: "#/components/schemas/PodSpec"}
                PodSpec:
                  type: object
                  required: [containers]
                  properties:
                    containers: &containers
                      type: array
                      items: {default: {}, allOf: [{$ref: "#/components/schemas/Container"}]}
                      x-kubernetes-list-type: map
                      x-kubernetes-list-map-keys: [name]
                      x-kubernetes-patch-merge-key: name
                    initContainers: *containers
                    nodeSelector: {type: object, additionalProperties: {type: string}}
                    hostNetwork: {type: boolean}
                    securityContext: {type: object, properties: {seccompProfile: {type: object, properties: {type: {type: string}}}}}
                Container:
                  type: object
                  required: [name]
                  properties:
                    name: {type: string}
                    image: {type: string}
                    imagePullPolicy: {type: string, enum: [Always, IfNotPresent, Never]}
                    args: {type: array, items: {type: string}, x-kubernetes-list-type: atomic}
                    ports:
                      type: array
                      items: {type: object, required: [containerPort], properties: {containerPort: {type: integer, format: int32}, name: {type: string}, protocol: {type: string, default: TCP}}}
                      x-kubernetes-list-map-keys: [containerPort, protocol]
                      x-kubernetes-patch-merge-key: containerPort
                    env: {type: array, items: {type: object, properties: {name: {type: string}, value: {type: string}}}, x-kubernetes-patch-merge-key: name}
                    livenessProbe: {type: object, properties: {httpGet: {type: object, properties: {port: {$ref: "#/components/schemas/io.k8s.apimachinery.pkg.util.intstr.IntOrString"}}}}}
                    resources: {type: object, properties: {limits: {type: object, additionalProperties: {$ref: "#/components/schemas/io.k8s.apimachinery.pkg.api.resource.Quantity"}}}}
                io.k8s.apimachinery.pkg.util.intstr.IntOrString: {format: int-or-string, oneOf: [{type: integer}, {type: string}]}
                io.k8s.apimachinery.pkg.api.resource.Quantity: {oneOf: [{type: string}, {type: number}]}
            """;

    private static final String EXAMPLE = """
            components:
              schemas:
                org.example.v1.Gadget:
                  type: object
                  properties:
                    metadata: {type: object, properties: {labels: {type: object, additionalProperties: {type: string}}}}
                    spec:
                      type: object
                      required: [size, mode]
                      properties:
                        size: {x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}], pattern: "^([0-9]+)(([KMGTPE]i)|m)?$"}
                        port: {x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]}
                        mode: {type: string, default: fast}
                        ratio: {type: number}
                        labels: {type: object, additionalProperties: {type: string}}
                        volume: {type: string, x-kubernetes-validations: [{rule: "self == oldSelf", message: immutable}]}
                        values: {type: object, x-kubernetes-preserve-unknown-fields: true}
                        raw: {type: object}
                        any: {}
                        hosts: {type: array, items: {type: string}, x-kubernetes-list-type: set}
                        note: {type: string, nullable: true}
                        self: {$ref: "#/components/schemas/Circle"}
                        nested: {$ref: "#/components/schemas/Nested"}
                  x-kubernetes-group-version-kind: [{group: example.org, kind: Gadget, version: v1}]
                Circle: {$ref: "#/components/schemas/Circle"}
                Nested: {type: object, properties: {deeper: {$ref: "#/components/schemas/Nested"}, leaf: {type: string}}}
            """;

    private Documents() {}

    static ObjectSchema schemaOf(ObjectRef kind) {
        InMemoryCluster cluster = new InMemoryCluster()
                .withOpenApi("apps", "v1", json(APPS))
                .withOpenApi("example.org", "v1", json(EXAMPLE));
        return new SchemaReader(cluster).read(kind, Optional.empty());
    }

    /** Where the API server shows no schema. */
    static ObjectSchema shapeOf(String live) {
        LiveObject object = new LiveObject(json(live));
        return new SchemaReader(new InMemoryCluster()).read(object.ref(), Optional.of(object));
    }

    static JsonNode json(String yaml) {
        return ObjectText.json(yaml);
    }
}
