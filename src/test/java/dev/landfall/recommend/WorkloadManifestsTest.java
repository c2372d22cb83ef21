package dev.landfall.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectText;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The manifests of each kind, as people will read them. */
class WorkloadManifestsTest {
    private final ShopCluster shop =
            new ShopCluster().withIngressClass("nginx", true).withStorageClass("standard", true);

    private static final String CONTAINER_SECURITY = """
            securityContext:
              allowPrivilegeEscalation: false
              readOnlyRootFilesystem: true
              capabilities:
                drop:
                - ALL
            """;

    private String yaml(String words, Map<String, String> answers) {
        return ShopCluster.yaml(shop.recommended(words, answers));
    }

    private String yaml(String words, Map<String, String> answers, String kind) {
        return ShopCluster.yaml(shop.recommended(words, answers), kind);
    }

    @Test
    void aDeploymentThatServesUnderAHostName() {
        assertThat(yaml(
                        "deploy ghcr.io/acme/shop-api:1.4 in shop on port 8080 with 3 replicas behind shop.example.com"
                                + " with health check at /healthz",
                        Map.of()))
                .isEqualTo("""
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          name: shop-api
          namespace: shop
          labels:
            app.kubernetes.io/name: shop-api
        automountServiceAccountToken: false
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop-api
          namespace: shop
          labels:
            app.kubernetes.io/name: shop-api
            app.kubernetes.io/version: "1.4"
        spec:
          replicas: 3
          selector:
            matchLabels:
              app.kubernetes.io/name: shop-api
          template:
            metadata:
              labels:
                app.kubernetes.io/name: shop-api
                app.kubernetes.io/version: "1.4"
            spec:
              serviceAccountName: shop-api
              automountServiceAccountToken: false
              securityContext:
                runAsNonRoot: true
                seccompProfile:
                  type: RuntimeDefault
              topologySpreadConstraints:
              - maxSkew: 1
                topologyKey: kubernetes.io/hostname
                whenUnsatisfiable: ScheduleAnyway
                labelSelector:
                  matchLabels:
                    app.kubernetes.io/name: shop-api
              containers:
              - name: shop-api
                image: ghcr.io/acme/shop-api:1.4
                ports:
                - name: http
                  containerPort: 8080
                resources:
                  requests:
                    cpu: 100m
                    memory: 128Mi
                  limits:
                    memory: 256Mi
                readinessProbe:
                  httpGet:
                    path: /healthz
                    port: http
                  periodSeconds: 5
                livenessProbe:
                  httpGet:
                    path: /healthz
                    port: http
                  periodSeconds: 10
                  failureThreshold: 6
                securityContext:
                  allowPrivilegeEscalation: false
                  readOnlyRootFilesystem: true
                  capabilities:
                    drop:
                    - ALL
                volumeMounts:
                - name: tmp
                  mountPath: /tmp
              volumes:
              - name: tmp
                emptyDir: {}
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: shop-api
          namespace: shop
          labels:
            app.kubernetes.io/name: shop-api
        spec:
          selector:
            app.kubernetes.io/name: shop-api
          ports:
          - name: http
            port: 8080
            targetPort: http
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: shop-api
          namespace: shop
          labels:
            app.kubernetes.io/name: shop-api
        spec:
          ingressClassName: nginx
          rules:
          - host: shop.example.com
            http:
              paths:
              - path: /
                pathType: Prefix
                backend:
                  service:
                    name: shop-api
                    port:
                      name: http
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata:
          name: shop-api
          namespace: shop
          labels:
            app.kubernetes.io/name: shop-api
        spec:
          maxUnavailable: 1
          selector:
            matchLabels:
              app.kubernetes.io/name: shop-api
        """);
    }

    @Test
    void aStatefulSetWithItsServiceAndItsStorage() {
        assertThat(yaml(
                        "a redis statefulset with 10Gi in shop",
                        Map.of("image", "redis:7.2", "port", "6379", "run-as-user", "999"),
                        "StatefulSet"))
                .isEqualTo("""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata:
          name: redis
          namespace: shop
          labels:
            app.kubernetes.io/name: redis
            app.kubernetes.io/version: "7.2"
        spec:
          serviceName: redis
          replicas: 1
          selector:
            matchLabels:
              app.kubernetes.io/name: redis
          template:
            metadata:
              labels:
                app.kubernetes.io/name: redis
                app.kubernetes.io/version: "7.2"
            spec:
              serviceAccountName: redis
              automountServiceAccountToken: false
              securityContext:
                runAsNonRoot: true
                runAsUser: 999
                fsGroup: 999
                seccompProfile:
                  type: RuntimeDefault
              containers:
              - name: redis
                image: redis:7.2
                ports:
                - name: main
                  containerPort: 6379
                resources:
                  requests:
                    cpu: 100m
                    memory: 128Mi
                  limits:
                    memory: 256Mi
                readinessProbe:
                  tcpSocket:
                    port: main
                  periodSeconds: 5
                livenessProbe:
                  tcpSocket:
                    port: main
                  periodSeconds: 10
                  failureThreshold: 6
                securityContext:
                  allowPrivilegeEscalation: false
                  readOnlyRootFilesystem: true
                  capabilities:
                    drop:
                    - ALL
                volumeMounts:
                - name: data
                  mountPath: /data
                - name: tmp
                  mountPath: /tmp
              volumes:
              - name: tmp
                emptyDir: {}
          volumeClaimTemplates:
          - metadata:
              name: data
            spec:
              accessModes:
              - ReadWriteOnce
              storageClassName: standard
              resources:
                requests:
                  storage: 10Gi
        """);
        assertThat(yaml(
                        "a redis statefulset with 10Gi in shop",
                        Map.of("image", "redis:7.2", "port", "6379"),
                        "Service"))
                .contains("clusterIP: None");
    }

    @Test
    void aCronJob() {
        assertThat(yaml("a nightly cronjob running ghcr.io/acme/report:2 at 02:30 in shop", Map.of(), "CronJob"))
                .isEqualTo("""
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: report
          namespace: shop
          labels:
            app.kubernetes.io/name: report
            app.kubernetes.io/version: "2"
        spec:
          schedule: 30 2 * * *
          concurrencyPolicy: Forbid
          startingDeadlineSeconds: 300
          successfulJobsHistoryLimit: 3
          failedJobsHistoryLimit: 3
          jobTemplate:
            spec:
              backoffLimit: 3
              template:
                metadata:
                  labels:
                    app.kubernetes.io/name: report
                    app.kubernetes.io/version: "2"
                spec:
                  serviceAccountName: report
                  automountServiceAccountToken: false
                  restartPolicy: Never
                  securityContext:
                    runAsNonRoot: true
                    seccompProfile:
                      type: RuntimeDefault
                  containers:
                  - name: report
                    image: ghcr.io/acme/report:2
                    resources:
                      requests:
                        cpu: 100m
                        memory: 128Mi
                      limits:
                        memory: 256Mi
                    securityContext:
                      allowPrivilegeEscalation: false
                      readOnlyRootFilesystem: true
                      capabilities:
                        drop:
                        - ALL
                    volumeMounts:
                    - name: tmp
                      mountPath: /tmp
                  volumes:
                  - name: tmp
                    emptyDir: {}
        """);
    }

    @Test
    void aJobRunsOnceAndStays() {
        assertThat(yaml("a job running acme/migrate:7 in shop", Map.of(), "Job"))
                .startsWith("""
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: migrate
          namespace: shop
          labels:
            app.kubernetes.io/name: migrate
            app.kubernetes.io/version: "7"
        spec:
          backoffLimit: 3
          template:
        """)
                .contains("restartPolicy: Never")
                .doesNotContain("ttlSecondsAfterFinished", "replicas");
    }

    @Test
    void aDaemonSetHasNoReplicas() {
        assertThat(yaml("run acme/agent:3 on every node in shop", Map.of(), "DaemonSet"))
                .contains("kind: DaemonSet", "selector:\n    matchLabels:\n      app.kubernetes.io/name: agent")
                .doesNotContain("replicas", "ports:", "Probe");
    }

    @Test
    void whatIsScaledAutomaticallyHasNoReplicasInGit() {
        String words = "deploy acme/web:1 on port 80 in shop scaled between 2 and 5 at 70% cpu";
        assertThat(yaml(words, Map.of(), "Deployment")).doesNotContain("replicas:");
        assertThat(yaml(words, Map.of(), "HorizontalPodAutoscaler")).isEqualTo("""
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata:
          name: web
          namespace: shop
          labels:
            app.kubernetes.io/name: web
        spec:
          scaleTargetRef:
            apiVersion: apps/v1
            kind: Deployment
            name: web
          minReplicas: 2
          maxReplicas: 5
          metrics:
          - type: Resource
            resource:
              name: cpu
              target:
                type: Utilization
                averageUtilization: 70
        """);
        assertThat(yaml(words, Map.of(), "PodDisruptionBudget")).contains("maxUnavailable: 1");
    }

    @Test
    void variablesAreInAConfigMapAndSecretsAreOnlyNamed() {
        String words = "deploy acme/web:1 in shop with LOG_LEVEL=debug and the secret db-login";
        assertThat(yaml(words, Map.of(), "ConfigMap")).endsWith("data:\n  LOG_LEVEL: debug\n");
        assertThat(yaml(words, Map.of(), "Deployment").lines().map(String::strip))
                .containsSubsequence(
                        "envFrom:", "- configMapRef:", "name: web", "- secretRef:", "name: db-login", "resources:");
    }

    @Test
    void aNetworkPolicyLetsItsNamespaceInAndWithAHostAllOthersToo() {
        String policy = yaml("deploy acme/web:1 in shop on port 80 with a network policy", Map.of(), "NetworkPolicy");
        assertThat(policy).endsWith("""
        spec:
          podSelector:
            matchLabels:
              app.kubernetes.io/name: web
          policyTypes:
          - Ingress
          ingress:
          - from:
            - podSelector: {}
            ports:
            - port: main
        """);
        assertThat(yaml(
                        "deploy acme/web:1 in shop on port 80 at web.example.com with a network policy",
                        Map.of(),
                        "NetworkPolicy"))
                .contains("- namespaceSelector: {}");
    }

    @Test
    void tlsNamesItsSecret() {
        assertThat(yaml(
                        "deploy acme/web:1 in shop on port 80 at web.example.com with tls secret web-tls",
                        Map.of(),
                        "Ingress"))
                .contains("""
          tls:
          - hosts:
            - web.example.com
            secretName: web-tls
        """);
    }

    @Test
    void whereAGatewayIsThereARouteCanBeMade() {
        shop.cluster
                .serving(ObjectText.type("gateway.networking.k8s.io", "v1", "Gateway"))
                .serving(ObjectText.type("gateway.networking.k8s.io", "v1", "HTTPRoute"));
        shop.with(
                "{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {namespace: infra, name: public}}");

        assertThat(yaml(
                        "deploy acme/web:1 in shop on port 80 at web.example.com/shop through gateway infra/public",
                        Map.of(),
                        "HTTPRoute"))
                .endsWith("""
        spec:
          parentRefs:
          - name: public
            namespace: infra
          hostnames:
          - web.example.com
          rules:
          - matches:
            - path:
                type: PathPrefix
                value: /shop
            backendRefs:
            - name: web
              port: 80
        """);
    }

    @Test
    void whatStartsSlowlyHasTimeForIt() {
        assertThat(yaml("deploy acme/web:1 in shop on port 80 that starts slowly", Map.of(), "Deployment"))
                .contains("startupProbe:", "failureThreshold: 60");
    }

    @Test
    void whatMayBeAnythingIsStillKeptFromMoreRights() {
        String deployment = yaml(
                "deploy acme/web:1 in shop running as root with a writable root filesystem", Map.of(), "Deployment");
        assertThat(deployment)
                .contains("allowPrivilegeEscalation: false", "type: RuntimeDefault", "- ALL")
                .doesNotContain("runAsNonRoot", "readOnlyRootFilesystem", "emptyDir");
        assertThat(yaml("deploy acme/web:1 in shop", Map.of(), "Deployment")
                        .lines()
                        .map(String::strip))
                .containsSubsequence(
                        CONTAINER_SECURITY.lines().map(String::strip).toList());
    }

    @Test
    void anObjectOfACustomKindHasWhatItsSchemaWants() {
        assertThat(yaml(
                        "a Certificate for shop.example.com in shop",
                        Map.of(
                                "spec-secret-name", "shop-tls",
                                "spec-issuer-ref-name", "letsencrypt",
                                "spec.issuerRef.kind", "ClusterIssuer",
                                "spec.revisionHistoryLimit", "3")))
                .isEqualTo("""
        apiVersion: cert-manager.io/v1
        kind: Certificate
        metadata:
          name: shop-example-com
          namespace: shop
        spec:
          issuerRef:
            name: letsencrypt
            kind: ClusterIssuer
          secretName: shop-tls
          dnsNames:
          - shop.example.com
          revisionHistoryLimit: 3
        """);
    }
}
