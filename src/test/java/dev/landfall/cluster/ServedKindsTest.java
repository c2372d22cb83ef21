package dev.landfall.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a word for a kind means on a cluster with a few kinds, listed in the order of the server. */
class ServedKindsTest {
    private final ServedKinds kinds = new ServedKinds(List.of(
            type("", "v1", "Pod", "pods", "po"),
            type("", "v1", "Service", "services", "svc"),
            type("", "v1", "Event", "events", "ev"),
            type("apps", "v1", "Deployment", "deployments", "deploy"),
            type("events.k8s.io", "v1", "Event", "events", "ev"),
            type("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", "hpa"),
            type("autoscaling", "v1", "HorizontalPodAutoscaler", "horizontalpodautoscalers", "hpa"),
            type("networking.k8s.io", "v1", "Ingress", "ingresses", "ing"),
            type("example.org", "v1", "HarvestRun", "harvestruns", "hr"),
            type("helm.toolkit.fluxcd.io", "v2", "HelmRelease", "helmreleases", "hr"),
            type("serving.example.org", "v1", "Service", "services", "kservice"),
            type("example.org", "v1", "Deploy", "deploys", "")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pods                      | pods
            PO                        | pods
            Deployment                | deployments.apps
            deployment.apps           | deployments.apps
            deployments.v1.apps       | deployments.apps
            Deployment.v1.apps        | deployments.apps
            pod.v1                    | pods
            pods.v1.                  | pods
            ing                       | ingresses.networking.k8s.io
            hr.helm.toolkit.fluxcd.io | helmreleases.helm.toolkit.fluxcd.io
            svc                       | services
            service.serving.example.org | services.serving.example.org
            """)
    void aWordNamesAKind(String word, String resource) {
        assertThat(kinds.typesNamed(word).getFirst().resource()).isEqualTo(resource);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            service | services, services.serving.example.org
            event   | events, events.events.k8s.io
            hr      | harvestruns.example.org, helmreleases.helm.toolkit.fluxcd.io
            deploy  | deploys.example.org, deployments.apps
            """)
    void ofSeveralTheServersFirstIsTakenAndAFullNameBeforeAShortOne(String word, String resources) {
        assertThat(kinds.typesNamed(word).stream().map(ResourceType::resource).toList())
                .isEqualTo(List.of(resources.split(", ", -1)));
    }

    @Test
    void aKindIsMeantInTheVersionThatTheServerPrefersAlsoWhereAnotherIsNamed() {
        assertThat(kinds.typesNamed("hpa")).extracting(ResourceType::version).containsExactly("v2");
        assertThat(kinds.typesNamed("HorizontalPodAutoscaler.v1.autoscaling"))
                .extracting(ResourceType::version)
                .containsExactly("v2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            deploymnet        | the cluster serves no kind "deploymnet" (did you mean deployment?)
            ingres            | the cluster serves no kind "ingres" (did you mean ingress?)
            hpaa              | the cluster serves no kind "hpaa" (did you mean horizontalpodautoscaler?)
            servce            | the cluster serves no kind "servce" (did you mean service?)
            flibbertigibbet   | the cluster serves no kind "flibbertigibbet" (kubectl api-resources lists what it serves)
            deployment.extensions | the cluster serves no kind "deployment.extensions", but Deployment.v1.apps (did you mean deployments.apps?)
            hpa.v3.autoscaling | the cluster serves no kind "hpa.v3.autoscaling", but HorizontalPodAutoscaler.v2.autoscaling, HorizontalPodAutoscaler.v1.autoscaling (did you mean horizontalpodautoscalers.autoscaling?)
            """)
    void aWordThatMeansNothingIsAnsweredWithWhatIsNear(String word, String message) {
        assertThatThrownBy(() -> kinds.typesNamed(word))
                .isInstanceOfSatisfying(
                        ClusterException.class,
                        thrown -> assertThat(thrown.fault()).isEqualTo(ClusterException.Fault.USAGE))
                .hasMessage(message);
    }

    @Test
    void aServerThatServesNothingHasNothingNear() {
        assertThatThrownBy(() -> new ServedKinds(List.of()).typesNamed("pod"))
                .hasMessage("the cluster serves no kind \"pod\" (kubectl api-resources lists what it serves)");
    }

    private static ResourceType type(String group, String version, String kind, String plural, String shortName) {
        String singular = kind.toLowerCase(Locale.ROOT);
        return new ResourceType(
                group, version, kind, plural, singular, shortName.isEmpty() ? List.of() : List.of(shortName), true);
    }
}
