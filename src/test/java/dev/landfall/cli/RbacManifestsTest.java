package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.ResourceType;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.gitops.argocd.ArgoCdProvider;
import dev.landfall.gitops.flux.FluxProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The manifests of least rights grant what the providers ask for; that a cluster takes them is for RbacEndToEndTest. */
class RbacManifestsTest {
    private static final Path FOLDER = Path.of("docs/rbac");
    private static final JsonMapper JSON = new JsonMapper();

    private final InMemoryCluster cluster = new InMemoryCluster()
            .serving(type("argoproj.io", "Application", "applications"))
            .serving(type("argoproj.io", "ApplicationSet", "applicationsets"))
            .serving(type("kustomize.toolkit.fluxcd.io", "Kustomization", "kustomizations"))
            .serving(type("source.toolkit.fluxcd.io", "GitRepository", "gitrepositories"))
            .serving(type("source.toolkit.fluxcd.io", "HelmChart", "helmcharts"))
            .serving(type("helm.toolkit.fluxcd.io", "HelmRelease", "helmreleases"))
            .serving(type("", "ConfigMap", "configmaps"));
    private final Map<String, GitOpsProvider> providers = Map.of(
            "argocd", new ArgoCdProvider(cluster, cluster, InstantSource.system()),
            "flux", new FluxProvider(cluster, cluster, InstantSource.system()));

    @Test
    void eachReaderGrantsWhatItsProviderNeedsAndNothingThatWrites() {
        providers.forEach((name, provider) -> {
            assertThat(provider.neededRights()).isNotEmpty().allMatch(right -> grants("landfall-" + name, right));
            assertThat(provider.rightsForValues()).allMatch(right -> grants("landfall-" + name, right));
            assertThat(verbs("landfall-" + name)).isSubsetOf("get", "list", "watch");
        });
        assertThat(verbs("landfall")).containsOnly("get", "list", "watch");
    }

    @Test
    void withTheRequestsNothingIsMissedAnyMore() {
        providers.forEach((name, provider) -> {
            assertThat(provider.wishedRights())
                    .isNotEmpty()
                    .allMatch(right ->
                            grants("landfall-" + name, right) || grants("landfall-" + name + "-refresh", right));
            assertThat(verbs("landfall-" + name + "-refresh")).containsOnly("patch");
        });
        assertThat(of("landfall-argocd-sync", "ClusterRole").path("rules"))
                .isEqualTo(of("landfall-argocd-refresh", "ClusterRole").path("rules"));
    }

    /** Secrets are nobody's business but where somebody says so, namespace by namespace. */
    @Test
    void toReadSecretsIsARoleThatIsBoundNowhere() {
        Access secrets = new Access("get", "", "secrets", "");
        assertThat(grants("landfall-flux-releases", secrets)).isTrue();
        assertThat(verbs("landfall-flux-releases")).containsOnly("get");
        assertThat(documents("landfall-flux-releases"))
                .extracting(document -> document.path("kind").asString())
                .containsExactly("ClusterRole");
        for (String file : List.of("landfall", "landfall-argocd", "landfall-flux"))
            assertThat(grants(file, secrets)).as(file).isFalse();
    }

    /** A policy that does not match what its role grants would narrow nothing. */
    @Test
    void eachPolicyMatchesWhatItsRoleGrants() {
        for (String file : List.of("landfall-argocd-refresh", "landfall-argocd-sync", "landfall-flux-refresh")) {
            JsonNode policy = of(file, "ValidatingAdmissionPolicy");
            assertThat(patched(policy.at("/spec/matchConstraints/resourceRules")))
                    .isEqualTo(patched(of(file, "ClusterRole").path("rules")));
            assertThat(policy.at("/spec/failurePolicy").asString()).isEqualTo("Fail");
            assertThat(of(file, "ValidatingAdmissionPolicyBinding").at("/spec/policyName"))
                    .isEqualTo(policy.at("/metadata/name"));
            JsonNode subject = of(file, "ClusterRoleBinding").at("/subjects/0");
            assertThat(policy.at("/spec/matchConditions/0/expression").asString())
                    .endsWith("'system:serviceaccount:%s:%s'"
                            .formatted(
                                    subject.path("namespace").asString(),
                                    subject.path("name").asString()));
            // Landfall takes 403 for a missing right, and 422 for an object that has changed.
            assertThat(policy.at("/spec/validations").valueStream())
                    .allMatch(
                            validation -> validation.path("reason").asString("").equals("Forbidden"));
        }
    }

    private static List<String> patched(JsonNode rules) {
        return rules.valueStream()
                .map(rule -> rule.path("resources") + " of " + rule.path("apiGroups"))
                .toList();
    }

    private static boolean grants(String file, Access right) {
        return rules(file)
                .anyMatch(rule -> has(rule, "apiGroups", right.group())
                        && has(rule, "resources", right.resource())
                        && has(rule, "verbs", right.verb()));
    }

    private static List<String> verbs(String file) {
        return rules(file)
                .flatMap(rule -> rule.path("verbs").valueStream())
                .map(JsonNode::asString)
                .distinct()
                .toList();
    }

    private static boolean has(JsonNode rule, String list, String value) {
        return rule.path(list).valueStream().anyMatch(entry -> entry.asString().equals(value));
    }

    private static Stream<JsonNode> rules(String file) {
        return documents(file)
                .filter(document -> document.path("kind").asString("").equals("ClusterRole"))
                .flatMap(role -> role.path("rules").valueStream());
    }

    private static JsonNode of(String file, String kind) {
        return documents(file)
                .filter(document -> document.path("kind").asString("").equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> documents(String file) {
        try {
            String text = Files.readString(FOLDER.resolve(file + ".yaml"));
            Iterable<Object> all = new Load(LoadSettings.builder().build()).loadAllFromString(text);
            return StreamSupport.stream(all.spliterator(), false).map(JSON::<JsonNode>valueToTree);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ResourceType type(String group, String kind, String plural) {
        return new ResourceType(group, "v1", kind, plural, kind.toLowerCase(Locale.ROOT), List.of(), true);
    }
}
