package dev.landfall.change;

import static dev.landfall.cluster.ObjectText.object;
import static dev.landfall.cluster.ObjectText.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Changes of owners that depend on each other, from two repositories: what lands first, and what if it does not. */
@Execution(ExecutionMode.CONCURRENT)
class PartOrderTest extends ChangesOverGit {
    private static final ObjectRef SETTINGS = new ObjectRef("", "v1", "ConfigMap", "infra", "settings");
    private static final String FILE =
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: infra}\ndata: {colour: blue}\n";

    private CommitId infra;

    @BeforeEach
    void addInfra() {
        server.create("infra", "main");
        infra = server.commit("infra", "main", Map.of("base/settings.yaml", FILE));
        cluster.serving(type("", "v1", "ConfigMap")).with(object("""
                        apiVersion: v1
                        kind: ConfigMap
                        metadata:
                          namespace: infra
                          name: settings
                          uid: s
                          labels: {kustomize.toolkit.fluxcd.io/name: infra, kustomize.toolkit.fluxcd.io/namespace: shop}
                        data: {colour: blue}
                        """)).with(object("""
                        apiVersion: source.toolkit.fluxcd.io/v1
                        kind: GitRepository
                        metadata: {namespace: shop, name: infra, uid: gi, generation: 1}
                        spec: {url: "%s", interval: 1m, ref: {branch: main}}
                        """.formatted(server.url("infra"))));
        infra("");
    }

    private void infra(String entries) {
        cluster.with(object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {namespace: shop, name: infra, uid: ki, generation: 1}
                spec: {path: ./base, interval: 1m, sourceRef: {kind: GitRepository, name: infra}}
                status: {inventory: {entries: [{id: infra_settings__ConfigMap, v: v1}%s]}}
                """.formatted(entries)));
    }

    private void shop(String metadata, String spec) {
        cluster.with(object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {namespace: shop, name: shop, uid: k, generation: 1%s}
                spec: {path: ./apps, interval: 1m, sourceRef: {kind: GitRepository, name: shop}%s}
                status: {inventory: {entries: [{id: shop_web_apps_Deployment, v: v1}]}}
                """.formatted(metadata, spec)));
    }

    private ChangeRequest both() {
        List<DesiredChange> changes = new ArrayList<>(scale(3).changes());
        changes.add(
                new SetField(SETTINGS, FieldPath.parse("data.colour"), JsonNodeFactory.instance.stringNode("green")));
        return new ChangeRequest(changes, "both", new Manner("", false, new Destination.Unsaid()));
    }

    private List<String> repositories(ChangePlan plan) {
        return plan.parts().stream()
                .map(part -> ((PlanPart.InGit) part).repository().replaceFirst(".*/([^/]+)\\.git$", "$1"))
                .toList();
    }

    private static List<String> codes(ChangePlan plan) {
        return plan.warnings().stream().map(Reason::code).toList();
    }

    @Test
    void ownersThatHaveNothingToDoWithEachOtherKeepTheOrderOfTheRequest() {
        ChangePlan plan = plan(both());
        assertThat(repositories(plan)).containsExactly("shop", "infra");
        assertThat(codes(plan)).doesNotContain("lands-after");
    }

    @Test
    void whatAnOwnerWaitsForLandsFirstByHoweverManySteps() {
        shop("", ", dependsOn: [{name: middle}]");
        cluster.with(object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {namespace: shop, name: middle, uid: km, generation: 1}
                spec: {dependsOn: [{name: infra, namespace: shop}]}
                """));

        ChangePlan plan = plan(both());

        assertThat(repositories(plan)).containsExactly("infra", "shop");
        assertThat(plan.warnings())
                .filteredOn(note -> note.code().equals("lands-after"))
                .singleElement()
                .satisfies(note -> assertThat(note.message())
                        .contains("Kustomization shop/shop depends on Kustomization shop/infra"));
    }

    @Test
    void aParentLandsBeforeTheChildThatItApplies() {
        infra(", {id: shop_shop_kustomize.toolkit.fluxcd.io_Kustomization, v: v1}");
        shop(", labels: {kustomize.toolkit.fluxcd.io/name: infra, kustomize.toolkit.fluxcd.io/namespace: shop}", "");

        assertThat(repositories(plan(both()))).containsExactly("infra", "shop");
    }

    @Test
    void nothingLandsThroughOwnersThatWaitForEachOther() {
        shop("", ", dependsOn: [{name: infra}]");
        cluster.with(object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {namespace: shop, name: infra, uid: ki, generation: 1}
                spec:
                  path: ./base
                  interval: 1m
                  sourceRef: {kind: GitRepository, name: infra}
                  dependsOn: [{name: shop}]
                status: {inventory: {entries: [{id: infra_settings__ConfigMap, v: v1}]}}
                """));
        assertThat(engine.plan(both()))
                .isInstanceOfSatisfying(
                        Planned.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("dependency-cycle"));
    }

    @Test
    void whereTheFirstDoesNotLandNothingDoes() {
        shop("", ", dependsOn: [{name: infra}]");
        ChangePlan plan = plan(both());
        server.refusePushes("infra", "main is protected");

        assertThat(engine.land(new Approved(plan, "--yes"), new Silence())).isInstanceOf(Landed.Refused.class);

        assertThat(server.head("shop", "main")).isEqualTo(head);
    }

    @Test
    void whereALaterOneDoesNotLandTheChangeTellsWhatDidAndThatIsTakenBack() {
        shop("", ", dependsOn: [{name: infra}]");
        ChangePlan plan = plan(both());
        server.refusePushes("shop", "main is protected");

        Landed landed = engine.land(new Approved(plan, "--yes"), new Silence());

        assertThat(landed).isInstanceOfSatisfying(Landed.Partly.class, partly -> {
            assertThat(partly.change().toldByPlace())
                    .contains("landed in branch main of " + server.url("infra"))
                    .contains("(commit " + server.head("infra", "main").abbreviated() + ")")
                    .contains("not in branch main of " + server.url("shop"));
            Planned back = engine.planRevert(partly.change(), "", false);
            land(((Planned.Ready) back).plan());
        });
        assertThat(server.file("infra", "main", "base/settings.yaml")).isEqualTo(FILE);
        assertThat(server.head("infra", "main")).isNotEqualTo(infra);
        assertThat(server.head("shop", "main")).isEqualTo(head);
    }
}
