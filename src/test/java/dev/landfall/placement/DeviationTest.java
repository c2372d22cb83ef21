package dev.landfall.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.FieldPath;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

class DeviationTest {
    private static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");

    @ParameterizedTest
    @CsvSource({
        "web-1.0.0, web-1.0.0_1c63f6be42e3,   true",
        "web-1.0.0, web-1.0.0+1c63f6be42e3,   true",
        "web-1.0.0, web-1.0.0_1c63f6be42e3.2, true",
        "web-1.0.0, web-1.0.0_3,              true",
        "web-1.0.0, web-1.0.1_1c63f6be42e3,   false",
        "web-1.0.0, web-1.0.0,                true",
        "web-1.0.0, api-1.0.0_1c63f6be42e3,   false",
        "web,       web_1c63f6be42e3,         false",
        "web-1.0.0, web-1.0.0-rc1,            false"
    })
    void whatFluxPutsBehindTheVersionOfAChartIsToldApart(String ours, String live, boolean isOfVersion) {
        Deviation deviation = new Deviation(
                WEB,
                Optional.of(FieldPath.parse("metadata.labels.chart")),
                Optional.of(JsonNodeFactory.instance.stringNode(ours)),
                Optional.of(JsonNodeFactory.instance.stringNode(live)));

        assertThat(deviation.isOfChartVersion()).isEqualTo(isOfVersion);
    }
}
