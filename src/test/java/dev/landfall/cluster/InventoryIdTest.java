package dev.landfall.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InventoryIdTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            shop_web_apps_Deployment,                                               shop,    web,         apps,                      Deployment
            default_podinfo__Service,                                               default, podinfo,     '',                        Service
            _crd.example.org_apiextensions.k8s.io_CustomResourceDefinition,         '',      crd.example.org, apiextensions.k8s.io,  CustomResourceDefinition
            _system__node_rbac.authorization.k8s.io_ClusterRole,                    '',      system:node, rbac.authorization.k8s.io, ClusterRole
            _a__b__c_rbac.authorization.k8s.io_ClusterRole,                         '',      a:b:c,       rbac.authorization.k8s.io, ClusterRole
            _shop__Namespace,                                                       '',      shop,        '',                        Namespace
            """)
    void isReadAndWrittenAsFluxDoes(String id, String namespace, String name, String group, String kind) {
        InventoryId expected = new InventoryId(namespace, name, group, kind);
        assertThat(InventoryId.parse(id)).contains(expected);
        assertThat(expected).hasToString(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_", "__", "___", "web", "shop_web", "shop_web_Deployment", "shop_a_b_apps_Deployment"})
    void refusesWhatIsNone(String id) {
        assertThat(InventoryId.parse(id)).isEmpty();
    }
}
