package dev.landfall.gitops.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.LiveObject;
import dev.landfall.gitops.Substitution;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From where a Kustomization takes its variables. */
class PostBuildTest {
    private final FluxTestCluster cluster = new FluxTestCluster()
            .serving("", "v1", "ConfigMap")
            .with(
                    configMap("one", "{color: green, size: small, name: one}"),
                    configMap("two", "{color: red, text: \"a\\nb\"}"));

    @Test
    void theLastWordHasTheKustomizationItselfAndBelowItTheLastReference() {
        Substitution all = read("""
                {substitute: {name: own}, substituteFrom: [{kind: ConfigMap, name: one}, {kind: ConfigMap, name: two}]}
                """).orElseThrow();

        assertThat(all.values())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("color", "red", "size", "small", "name", "own", "text", "ab"));
        assertThat(all.layers())
                .extracting(layer -> layer.heldBy().map(Object::toString).orElse("") + " " + layer.place())
                .containsExactly(
                        "ConfigMap flux-system/one data",
                        "ConfigMap flux-system/two data",
                        " spec.postBuild.substitute");
    }

    @Test
    void aReferenceThatIsOptionalMayLeadNowhere() {
        assertThat(read("{substitute: {a: b}, substituteFrom: [{kind: ConfigMap, name: gone, optional: true}]}")
                        .orElseThrow()
                        .values())
                .isEqualTo(Map.of("a", "b"));
        assertThat(refusal("{substituteFrom: [{kind: ConfigMap, name: gone}]}")).isEqualTo("substitute-from-missing");
    }

    @Test
    void aSecretIsNotReadWhetherItIsThereOrNot() {
        assertThat(refusal("{substituteFrom: [{kind: Secret, name: gone, optional: true}]}"))
                .isEqualTo("substitute-from-secret");
    }

    @Test
    void withoutAnyVariableTextsStayAsTheyAreUnlessTheKustomizationSaysAlways() {
        assertThat(read("{substitute: {}}")).isEmpty();
        assertThat(read("{substitute: {}, substituteStrategy: Always}")).isPresent();
    }

    private Optional<Substitution> read(String postBuild) {
        return ((PostBuild.Reading.Read) reading(postBuild)).substitution();
    }

    private String refusal(String postBuild) {
        return ((PostBuild.Reading.Unreadable) reading(postBuild)).reason().code();
    }

    private PostBuild.Reading reading(String postBuild) {
        return new PostBuild(cluster, Yaml.object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {namespace: flux-system, name: apps}
                spec: {postBuild: %s}
                """.formatted(postBuild))).read();
    }

    private static LiveObject configMap(String name, String data) {
        return Yaml.object("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {namespace: flux-system, name: %s}
                data: %s
                """.formatted(name, data));
    }
}
