package dev.landfall.change;

import static dev.landfall.cluster.ObjectText.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.LiveObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldManagersTest {
    private static final LiveObject WEB = object("""
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              namespace: shop
              name: web
              managedFields:
                - manager: helm
                  fieldsV1:
                    f:spec:
                      f:replicas: {}
                      f:template:
                        f:spec:
                          f:containers:
                            'k:{"name":"web"}': {f:image: {}, f:args: {'v:"--verbose"': {}}}
                - manager: hpa
                  fieldsV1: {f:spec: {f:replicas: {}}}
                - manager: odd
                  fieldsV1: {f:spec: {'k:not JSON': {}}}
            """);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spec.replicas                                           | [helm, hpa]
            spec.template.spec.containers[name=web].image           | [helm]
            spec.template.spec.containers[name=web].args[=--verbose] | [helm]
            spec.template.spec.containers[name=other].image         | [helm, hpa, odd]
            spec.paused                                             | [helm, hpa, odd]
            ''                                                      | [helm, hpa, odd]
            """)
    void theWritersOfAFieldAreThoseThatTheServerNamesElseAll(String field, String managers) {
        assertThat(FieldManagers.of(WEB, field)).hasToString(managers);
    }
}
