package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a cluster's own rules refuse is said in their words, before anything is pushed. */
@EndToEnd
class AdmissionEndToEndTest {
    private static final String RULE = "the night belongs to maintenance";

    @ParameterizedTest
    @EnumSource
    void aRuleThatRefusesIsQuotedBeforeThePush(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "admission")) {
            shop.admin().apply(rule(shop.namespace()));
            try {
                Waiting.until(
                        "the rule",
                        Shop.DELIVERED_WITHIN,
                        () -> shop.admin()
                                .attempt(
                                        "",
                                        "label",
                                        "deployment",
                                        "web",
                                        "-n",
                                        shop.namespace(),
                                        "shift=night",
                                        "--dry-run=server")
                                .status(),
                        status -> status != 0);
                String head = shop.repository().head();

                Answer answer = shop.mightyLandfall()
                        .answer(VerbsEndToEndTest.operate(shop, "label", "deployment/web", "shift=night"))
                        .ends("Refused", 7);

                assertThat(answer.json().path("reason").path("message").asString(""))
                        .contains(RULE);
                assertThat(shop.repository().head()).isEqualTo(head);
            } finally {
                shop.admin()
                        .run(
                                "delete",
                                "validatingadmissionpolicy,validatingadmissionpolicybinding",
                                shop.namespace(),
                                "--ignore-not-found");
            }
        }
    }

    private static String rule(String namespace) {
        return """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: %1$s}
                spec:
                  failurePolicy: Fail
                  matchConstraints:
                    resourceRules:
                    - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [deployments]}
                  validations:
                  - expression: "!has(object.metadata.labels) || !('shift' in object.metadata.labels)"
                    message: "%2$s"
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: %1$s}
                spec:
                  policyName: %1$s
                  validationActions: [Deny]
                  matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}}
                """.formatted(namespace, RULE);
    }
}
