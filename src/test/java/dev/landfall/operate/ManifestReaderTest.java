package dev.landfall.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.change.RequestException;
import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.ResourceType;
import dev.landfall.manifest.DesiredChange.CreateObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestReaderTest {
    private static final InMemoryCluster CLUSTER = new InMemoryCluster()
            .serving(new ResourceType("", "v1", "ConfigMap", "configmaps", "configmap", List.of(), true))
            .serving(new ResourceType("", "v1", "Namespace", "namespaces", "namespace", List.of(), false));

    private static final String ONE = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";

    private static List<CreateObject> read(String text) {
        return new ManifestReader(CLUSTER, "shop", true).read("objects.yaml", text);
    }

    @Test
    void severalDocumentsListsAndJson() {
        String text = "# nothing\n---\n" + ONE + "---\n"
                + "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [{\"apiVersion\": \"v1\", \"kind\": \"Namespace\","
                + " \"metadata\": {\"name\": \"shop\", \"namespace\": \"ignored\"}, \"status\": {\"phase\": \"Active\"}}]}";

        List<CreateObject> objects = read(text);

        assertThat(objects)
                .extracting(each -> each.object().toString())
                .containsExactly("ConfigMap shop/a", "Namespace shop");
        assertThat(objects.getFirst().content().at("/metadata/namespace").asString(""))
                .isEqualTo("shop");
        assertThat(objects.getLast().content().has("status")).isFalse();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("kind: [", "objects.yaml:1:"),
                Arguments.of("a: 1\na: 2\n", "objects.yaml:2:1"),
                Arguments.of("", "objects.yaml defines no object"),
                Arguments.of("just text", "is no object"),
                Arguments.of("kind: ConfigMap\nmetadata: {name: a}\n", "has no apiVersion"),
                Arguments.of("apiVersion: v1\nmetadata: {name: a}\n", "has no kind"),
                Arguments.of("apiVersion: v1\nkind: ConfigMap\n", "has no metadata"),
                Arguments.of("apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: a-}\n", "generateName"),
                Arguments.of("apiVersion: v1\nkind: Widget\nmetadata: {name: a}\n", "serves no kind Widget"),
                Arguments.of(ONE + "---\n" + ONE, "document 2 defines ConfigMap shop/a a second time"),
                Arguments.of(
                        ONE.replace("{name: a}", "{name: a, namespace: blog}"),
                        "for namespace blog, and -n says shop"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void eachFaultHasItsPlace(String text, String said) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(said)
                .hasMessageContaining("objects.yaml");
    }
}
