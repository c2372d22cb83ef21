package dev.landfall.change;

import static dev.landfall.cluster.ObjectText.object;
import static dev.landfall.cluster.ObjectText.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.node.ObjectNode;

/** A rendering is trusted where, before the change, it is what the owner has made live; else a person has to say so. */
@Execution(ExecutionMode.CONCURRENT)
class RenderTrustTest extends ChangesOverGit {
    @BeforeEach
    void build() {
        head = server.commit("shop", "main", Map.of("apps/kustomization.yaml", "resources: [web.yaml]\n"));
        ownerHasApplied(head.hex());
    }

    private ChangeRequest accepting(int replicas) {
        ChangeRequest plain = scale(replicas);
        return new ChangeRequest(
                plain.changes(), plain.what(), new Manner("", false, new Destination.Unsaid(), false, true));
    }

    @Test
    void whatIsLiveAsItIsRenderedNeedsNoWord() {
        live("{replicas: 1, paused: false, revisionHistoryLimit: 10}", BY_OWNER);

        assertThat(plan(scale(3)).warnings()).noneSatisfy(RenderTrustTest::isOfTheRendering);
    }

    @Test
    void whatTheOwnerMadeOtherwiseIsRefusedUnlessItIsAccepted() {
        live("{replicas: 2, paused: false}", BY_OWNER);

        Reason refused = ((Planned.Refused) engine.plan(scale(3))).reason();
        assertThat(refused.code()).isEqualTo("render-unproven");
        assertThat(refused.message())
                .isEqualTo(
                        "what is rendered here of the folder apps is not what Kustomization shop/shop has made live of"
                                + " the same commit: Deployment shop/web spec.replicas: rendered 1, live 2");
        assertThat(refused.remedy()).contains("--accept-unproven");

        ChangePlan plan = plan(accepting(3));
        assertThat(plan.warnings())
                .anySatisfy(warning -> assertThat(warning.code()).isEqualTo("render-unproven"));
        ChangeRequest stored = engine.storedPlan(plan.id()).request();
        assertThat(stored.manner().acceptUnproven()).isTrue();
        assertThat(PlanDigest.of(stored, plan.parts())).isEqualTo(plan.digest());
        ChangeRequest without = new ChangeRequest(
                stored.changes(),
                stored.what(),
                new Manner("", false, stored.manner().destination()));
        assertThat(PlanDigest.of(without, plan.parts())).isNotEqualTo(plan.digest());
        assertThat(land(plan)).isNotNull();
    }

    @Test
    void whatOthersHaveWrittenSinceIsToldAndNotHeldAgainstTheRendering() {
        live("{replicas: 2, paused: false}", """
                - {manager: kustomize-controller, operation: Apply, fieldsV1: {f:spec: {f:paused: {}}}}
                - {manager: kubectl-edit, operation: Update, fieldsV1: {f:spec: {f:replicas: {}}}}
                """);

        assertThat(plan(scale(3)).warnings()).anySatisfy(warning -> {
            assertThat(warning.code()).isEqualTo("render-unchecked");
            assertThat(warning.message())
                    .contains("others have written it since")
                    .contains("rendered 1, live 2");
        });
    }

    @Test
    void theCommitThatTheOwnerHasAppliedIsWhatIsComparedAndNotAnewerOne() {
        server.commit("shop", "main", Map.of("apps/web.yaml", WEB_FILE.replace("replicas: 1", "replicas: 5")));
        live("{replicas: 1, paused: false}", BY_OWNER);

        assertThat(plan(scale(3)).warnings()).noneSatisfy(RenderTrustTest::isOfTheRendering);
    }

    @Test
    void aCommitThatIsNotInTheBranchIsSaid() {
        ownerHasApplied("0123456789012345678901234567890123456789");

        assertThat(plan(scale(3)).warnings())
                .anySatisfy(warning -> assertThat(warning.message())
                        .contains("the commit 0123456 that Kustomization shop/shop has applied is not in the branch"));
    }

    @Test
    void anOwnersObjectThatIsNotRenderedHereIsADeviation() {
        ownerHasApplied(head.hex(), "other");
        live("{replicas: 1, paused: false}", BY_OWNER);
        cluster.with(
                object("{apiVersion: apps/v1, kind: Deployment, metadata: {namespace: shop, name: other, uid: o}}"));

        assertThat(((Planned.Refused) engine.plan(scale(3))).reason().message())
                .endsWith("Deployment shop/other is not among what is rendered");
    }

    @Test
    void whatTheApiServerMakesOfWhatIsRenderedIsNoDeviation() {
        live("{replicas: 1, paused: false}", BY_OWNER);
        cluster.rewriting(written -> {
            ((ObjectNode) written.path("spec")).put("replicas", 7);
        });
        ((ObjectNode) cluster.get(WEB).orElseThrow().json().path("spec")).put("replicas", 7);

        assertThat(plan(scale(3)).warnings()).noneSatisfy(RenderTrustTest::isOfTheRendering);
    }

    @Test
    void theObjectsOfAnOwnerAreReadByAListForEachKindAndNotOneByOne() {
        String[] names = IntStream.range(0, 40).mapToObj(i -> "web-" + i).toArray(String[]::new);
        StringBuilder files = new StringBuilder();
        for (String name : names) {
            files.append("---\n").append(WEB_FILE.replace("name: web", "name: " + name));
            cluster.with(object(WEB_FILE.replace("name: web", "uid: u, name: " + name)));
        }
        head = server.commit(
                "shop",
                "main",
                Map.of(
                        "apps/kustomization.yaml",
                        "resources: [web.yaml, many.yaml]\n",
                        "apps/many.yaml",
                        files.toString()));
        ownerHasApplied(head.hex(), names);
        cluster.serving(type("apps", "v1", "StatefulSet"));
        plan(scale(3));

        assertThat(cluster.reads)
                .filteredOn(read -> read.startsWith("get Deployment shop/web-"))
                .isEmpty();
        assertThat(cluster.reads).filteredOn("list Deployment shop"::equals).hasSizeLessThanOrEqualTo(2);
    }

    /** They build from the same base, and keep the replicas by themselves: that nothing changes there is rendered too. */
    private void othersWithLive(int replicas, String... others) {
        Map<String, String> files = new HashMap<>(Map.of(
                "base/kustomization.yaml", "resources: [web.yaml]\n",
                "base/web.yaml", WEB_FILE.replace(", namespace: shop", ""),
                "apps/kustomization.yaml", "namespace: shop\nresources: [../base]\n"));
        for (String other : others)
            files.put(
                    other + "/kustomization.yaml",
                    "namespace: " + other + "\nresources: [../base]\nreplicas: [{name: web, count: 7}]\n");
        head = server.commit("shop", "main", files);
        ownerHasApplied(head.hex());
        live("{replicas: 1, paused: false}", BY_OWNER);
        for (String other : others) otherWithLive(other, replicas);
    }

    private void otherWithLive(String name, int replicas) {
        cluster.with(object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {namespace: shop, name: %1$s, uid: %1$s, generation: 1}
                spec: {path: ./%1$s, interval: 1m, sourceRef: {kind: GitRepository, name: shop}}
                status:
                  observedGeneration: 1
                  lastAppliedRevision: main@sha1:%2$s
                  lastAttemptedRevision: main@sha1:%2$s
                  inventory: {entries: [{id: %1$s_web_apps_Deployment, v: v1}]}
                """.formatted(name, head.hex())));
        cluster.with(object("""
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  namespace: %s
                  name: web
                  uid: w
                  managedFields:
                    - {manager: kustomize-controller, operation: Apply, fieldsV1: {f:spec: {f:replicas: {}}}}
                spec: {replicas: %s, paused: false}
                """.formatted(name, replicas)));
    }

    private ChangeRequest scaleAtBase(boolean acceptsUnproven) {
        ChangeRequest plain = scale(3);
        return new ChangeRequest(
                plain.changes(),
                plain.what(),
                new Manner("", false, new Destination.Unsaid(), false, acceptsUnproven, At.BASE));
    }

    @Test
    void thatNothingChangesForAnotherOwnerIsTrustedWhereItsRenderingIsWhatIsLive() {
        othersWithLive(7, "staging");

        assertThat(plan(scaleAtBase(false)).warnings()).noneSatisfy(RenderTrustTest::isOfTheRendering);
    }

    @Test
    void thatNothingChangesForAnotherOwnerIsNotTrustedWhereItMadeSomethingElseOfTheSameCommit() {
        othersWithLive(4, "staging");

        assertThat(((Planned.Refused) engine.plan(scaleAtBase(false))).reason().message())
                .isEqualTo("what is rendered here of the folder staging is not what Kustomization shop/staging has made"
                        + " live of the same commit: Deployment staging/web spec.replicas: rendered 7, live 4");
        assertThat(plan(scaleAtBase(true)).warnings())
                .anySatisfy(warning -> assertThat(warning.code()).isEqualTo("render-unproven"));
    }

    @Test
    void anotherOwnerThatAppliesToAnotherClusterIsNotComparedWithWhatIsLiveHere() {
        othersWithLive(4, "staging");
        ObjectRef staging = new ObjectRef("kustomize.toolkit.fluxcd.io", "v1", "Kustomization", "shop", "staging");
        ObjectNode live = (ObjectNode) cluster.get(staging).orElseThrow().json();
        live.withObject("/spec/kubeConfig/secretRef").put("name", "staging");

        assertThat(plan(scaleAtBase(false)).warnings())
                .filteredOn(warning -> warning.code().startsWith("render-"))
                .singleElement()
                .satisfies(warning -> assertThat(warning.message())
                        .isEqualTo("what is rendered here could not be compared with what is live, for Kustomization"
                                + " shop/staging applies to another cluster by spec.kubeConfig"));
    }

    @Test
    void ofManyOthersTheFirstAreComparedAndHowManyAreNotIsSaid() {
        othersWithLive(
                7,
                IntStream.range(0, ProofTrust.MOST_OTHERS + 2)
                        .mapToObj(i -> "env-" + i)
                        .toArray(String[]::new));

        assertThat(plan(scaleAtBase(false)).warnings())
                .filteredOn(warning -> warning.code().startsWith("render-"))
                .singleElement()
                .satisfies(warning -> assertThat(warning.message()).startsWith("of 2 more owners"));
    }

    private static void isOfTheRendering(Reason warning) {
        assertThat(warning.code()).startsWith("render-");
    }
}
