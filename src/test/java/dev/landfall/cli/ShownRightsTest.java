package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.ResourceType;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.gitops.argocd.ArgoCdProvider;
import dev.landfall.gitops.flux.FluxProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The roles on the page for getting started grant what {@code landfall check} asks for. */
class ShownRightsTest {
    private static final Pattern YAML = Pattern.compile("^```yaml\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    private final InMemoryCluster cluster = new InMemoryCluster()
            .serving(type("argoproj.io", "Application"))
            .serving(type("kustomize.toolkit.fluxcd.io", "Kustomization"))
            .serving(type("source.toolkit.fluxcd.io", "GitRepository"))
            .serving(type("helm.toolkit.fluxcd.io", "HelmRelease"))
            .serving(type("source.toolkit.fluxcd.io", "HelmChart"))
            .serving(type("", "ConfigMap"))
            .serving(type("fluxcd.controlplane.io", "ResourceSet"))
            .serving(type("fluxcd.controlplane.io", "FluxInstance"));
    private final List<GitOpsProvider> providers = List.of(
            new ArgoCdProvider(cluster, cluster, InstantSource.system()),
            new FluxProvider(cluster, cluster, InstantSource.system()));
    private final Map<String, JsonNode> roles = new HashMap<>();

    @BeforeEach
    void read() throws IOException {
        YAML.matcher(Files.readString(Path.of("docs/getting-started.md")))
                .results()
                .forEach(block -> {
                    Object parsed = new Load(LoadSettings.builder().build()).loadFromString(block.group(1));
                    JsonNode role = new JsonMapper().valueToTree(parsed);
                    if (role.has("rules")) roles.put(role.at("/metadata/name").asString(), role);
                });
    }

    @Test
    void theReadingOneGrantsWhatIsNeededAndNothingThatWrites() {
        JsonNode role = roles.get("landfall-read");
        List<Access> needed = providers.stream()
                .flatMap(provider -> provider.neededRights().stream())
                .toList();

        assertThat(needed).hasSize(8).allMatch(right -> grants(role, right));
        assertThat(providers.stream().flatMap(provider -> provider.rightsForValues().stream()))
                .hasSize(2)
                .allMatch(right -> grants(role, right));
        assertThat(verbs(role)).containsOnly("get", "list", "watch");
    }

    @Test
    void itGrantsToListEveryKindOfOwner() {
        for (String kind : List.of(
                "applications.argoproj.io",
                "kustomizations.kustomize.toolkit.fluxcd.io",
                "helmreleases.helm.toolkit.fluxcd.io",
                "resourcesets.fluxcd.controlplane.io",
                "fluxinstances.fluxcd.controlplane.io")) {
            String[] parts = kind.split("\\.", 2);
            assertThat(grants(roles.get("landfall-read"), new Access("list", parts[1], parts[0], "")))
                    .as(kind)
                    .isTrue();
        }
    }

    @Test
    void itShowsNoSecrets() {
        assertThat(grants(roles.get("landfall-read"), new Access("get", "", "secrets", "")))
                .isFalse();
    }

    @Test
    void withTheOneForRefreshNothingIsMissedAnyMore() {
        List<Access> wished = providers.stream()
                .flatMap(provider -> provider.wishedRights().stream())
                .toList();

        assertThat(wished)
                .hasSize(8)
                .allMatch(right ->
                        grants(roles.get("landfall-read"), right) || grants(roles.get("landfall-refresh"), right));
        assertThat(verbs(roles.get("landfall-refresh"))).containsOnly("patch");
    }

    private static boolean grants(JsonNode role, Access right) {
        return role.path("rules")
                .valueStream()
                .anyMatch(rule -> has(rule, "apiGroups", right.group())
                        && (has(rule, "resources", right.resource()) || has(rule, "resources", "*"))
                        && has(rule, "verbs", right.verb()));
    }

    private static boolean has(JsonNode rule, String list, String value) {
        return rule.path(list).valueStream().anyMatch(entry -> entry.asString().equals(value));
    }

    private static Set<String> verbs(JsonNode role) {
        Set<String> verbs = new HashSet<>();
        role.path("rules").forEach(rule -> rule.path("verbs").forEach(verb -> verbs.add(verb.asString())));
        return verbs;
    }

    private static ResourceType type(String group, String kind) {
        String singular = kind.toLowerCase(Locale.ROOT);
        String plural = singular.endsWith("y") ? singular.replaceAll("y$", "ies") : singular + "s";
        return new ResourceType(group, "v1", kind, plural, singular, List.of(), true);
    }
}
