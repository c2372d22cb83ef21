package dev.landfall.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Services with their endpoints, and Ingresses with their Services. */
class TrafficHealthTest {
    private static final String SELECTS = "selector: {app: web}, ports: [{name: http, port: 80, targetPort: web}]";

    @Test
    void everyPortHasAReadyEndpoint() {
        assertThat(service(SELECTS, "").and(slice("http", "ready: true")).verdict())
                .isEqualTo("Healthy: Service has 1 ready endpoints");
    }

    @Test
    void aPodWithTwoAddressFamiliesIsOneEndpoint() {
        Scene scene = service(SELECTS, "").and(slice("http", "ready: true"));
        scene.and(slice("http", "ready: true").replace("name: web-1", "name: web-2"));
        assertThat(scene.verdict()).isEqualTo("Healthy: Service has 1 ready endpoints");
    }

    @Test
    void anEndpointThatSaysNothingIsReady() {
        assertThat(service(SELECTS, "").and(slice("http", "")).verdict())
                .isEqualTo("Healthy: Service has 1 ready endpoints");
    }

    @Test
    void noPodHasTheLabelsOfTheSelector() {
        assertThat(service(SELECTS, "").verdict())
                .isEqualTo("Progressing: Service has no endpoints: no pod has the labels app=web");
    }

    @Test
    void thePodsAreNotReady() {
        assertThat(service(SELECTS, "")
                        .pod("a", "x", "", "starting")
                        .and(slice("http", "ready: false"))
                        .verdict())
                .isEqualTo(
                        "Progressing: Service has no ready endpoints: 0 of 1 pods with the labels app=web are ready");
    }

    @Test
    void aTargetPortThatNoContainerNames() {
        assertThat(service(SELECTS, "").and(slice("other", "ready: true")).verdict())
                .isEqualTo("Progressing: port 80 of the Service reaches no container port web");
    }

    @Test
    void aLoadBalancerWithoutItsAddressSaysSo() {
        Scene scene = service("type: LoadBalancer, " + SELECTS, "").and(slice("http", "ready: true"));
        assertThat(scene.verdict()).startsWith("Progressing: Service has no address yet");
    }

    @Test
    void aLoadBalancerWithItsAddress() {
        Scene scene = service("type: LoadBalancer, " + SELECTS, "loadBalancer: {ingress: [{ip: 192.0.2.7}]}");
        assertThat(scene.and(slice("http", "ready: true")).verdict())
                .isEqualTo("Healthy: Service has 1 ready endpoints and the address 192.0.2.7");
    }

    @Test
    void anotherNameNeedsNothing() {
        assertThat(service("type: ExternalName, externalName: db.example.org", "")
                        .verdict())
                .isEqualTo("Healthy: Service is another name of db.example.org");
    }

    @Test
    void aServiceWithoutSelectorIsSomebodyElsesBusiness() {
        assertThat(service("ports: [{port: 80}]", "").verdict())
                .isEqualTo("Healthy: Service has 0 ready endpoints of its own, since it selects no pods");
    }

    @Test
    void anIngressWhoseServicesExist() {
        assertThat(ingress("{name: web, port: {number: 80}}").and(target()).verdict())
                .isEqualTo("Healthy: Ingress leads to web, no address yet");
        assertThat(ingress("{name: web, port: {name: http}}").and(target()).verdict())
                .startsWith("Healthy");
    }

    @Test
    void anIngressThatPointsAtNothing() {
        assertThat(ingress("{name: wbe, port: {number: 80}}").and(target()).verdict())
                .isEqualTo("Progressing: Ingress points at nothing: there is no Service wbe");
        assertThat(ingress("{name: web, port: {number: 8080}}").and(target()).verdict())
                .isEqualTo("Progressing: Ingress points at nothing: Service web has no port 8080");
        assertThat(ingress("{name: web, port: {name: grpc}}").and(target()).verdict())
                .isEqualTo("Progressing: Ingress points at nothing: Service web has no port grpc");
    }

    private static Scene service(String spec, String status) {
        return Scene.of("""
                apiVersion: v1
                kind: Service
                metadata: {name: web, uid: v}
                spec: {%s}
                status: {%s}
                """.formatted(spec, status));
    }

    private static String target() {
        return """
                apiVersion: v1
                kind: Service
                metadata: {name: web}
                spec: {ports: [{name: http, port: 80}]}
                """;
    }

    private static String slice(String port, String conditions) {
        return """
                apiVersion: discovery.k8s.io/v1
                kind: EndpointSlice
                metadata: {name: web-1, labels: {kubernetes.io/service-name: web}}
                ports: [{name: %s, port: 8080}]
                endpoints: [{addresses: [192.0.2.1], conditions: {%s}, targetRef: {uid: p}}]
                """.formatted(port, conditions);
    }

    private static Scene ingress(String backend) {
        return Scene.of("""
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: web, uid: i}
                spec: {rules: [{http: {paths: [{path: /, backend: {service: %s}}]}}]}
                """.formatted(backend));
    }
}
