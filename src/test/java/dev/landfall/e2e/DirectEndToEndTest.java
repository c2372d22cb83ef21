package dev.landfall.e2e;

import static dev.landfall.e2e.VerbsEndToEndTest.live;
import static dev.landfall.e2e.VerbsEndToEndTest.operate;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Objects that nobody owns, alone and among owned ones. */
@EndToEnd
class DirectEndToEndTest {
    @ParameterizedTest
    @EnumSource
    void neverOverAnOwnedObjectAndOnlyOnRequestAmongThem(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "direct")) {
            shop.admin().apply(loose(shop, shop.namespace()));
            Landfall landfall = shop.mightyLandfall();
            String head = shop.repository().head();

            Answer owned = landfall.answer(operate(shop, "scale", "deployment/web", "--replicas", "2", "--direct"))
                    .ends("Refused", 7);
            assertThat(owned.reason()).isEqualTo("direct-over-owned");
            Answer among = landfall.answer(operate(shop, "scale", "deployment/loose", "--replicas", "2"))
                    .ends("NeedsInput", 7);
            assertThat(among.reason()).isEqualTo("unmanaged-among-managed");
            Answer direct = landfall.answer(operate(shop, "scale", "deployment/loose", "--replicas", "2", "--direct"))
                    .ends("Verified", 0);
            assertThat(direct.part().path("delivery").asString("")).isEqualTo("direct");
            assertThat(direct.evidence()).contains("OBJECT_ONLY");
            assertThat(shop.repository().head()).isEqualTo(head);
            landfall.answer("revert", direct.change(), "--yes").ends("Verified", 0);
            assertThat(live(shop, "deployment", "loose").at("/spec/replicas").asInt(0))
                    .isEqualTo(1);
        }
    }

    @Timeout(value = 12, unit = TimeUnit.MINUTES)
    @Test
    void everyVerbInANamespaceOfItsOwn() {
        try (Shop shop = unopened("alone")) {
            Landfall landfall = shop.mightyLandfall();
            String file =
                    landfall.file("loose.yaml", loose(shop, shop.namespace()) + "---\n" + OtherKinds.manifests(shop));
            shop.admin().apply(OtherKinds.definition());

            Answer created = verified(landfall, shop, "apply", "-f", file, "--direct");
            verified(landfall, shop, "apply", "-f", file).outcome();
            for (List<String> words : List.of(
                    List.of("set-env", "deployment/loose", "A=1"),
                    List.of("set-resources", "deployment/loose", "--requests", "memory=1024Ki"),
                    List.of("label", "deployment/loose", "statefulset/cache", "team=shop"),
                    List.of("annotate", "job/once", "example.com/a=b"),
                    List.of(
                            "set-image",
                            "daemonset/agent",
                            "main=" + shop.testbed().imageNew()),
                    List.of("scale", "statefulset/cache", "--replicas", "2"),
                    List.of("set", "cronjob/report", "schedule=0 4 * * *"),
                    List.of("set", "widget/big", "size=2"),
                    List.of("pause", "cronjob/report"),
                    List.of("delete", "widget/big"))) {
                Answer answer = verified(landfall, shop, words.toArray(String[]::new));
                landfall.answer("revert", answer.change(), "--yes").ends("Verified", 0);
            }
            assertThat(live(shop, "widget", "big").at("/spec/size").asInt(0)).isEqualTo(1);
            landfall.answer("revert", created.change(), "--yes").ends("Verified", 0);
            assertThat(live(shop, "deployment", "loose").isMissingNode()).isTrue();
        }
    }

    @Test
    void whatHappensBetweenPlanAndApplyIsSeen() {
        try (Shop shop = unopened("between")) {
            shop.admin().apply(loose(shop, shop.namespace()));
            Landfall landfall = shop.mightyLandfall();
            Answer plan = landfall.answer(operate(shop, "scale", "deployment/loose", "--replicas", "2", "--dry-run"))
                    .ends("Planned", 0);
            Answer other = landfall.answer(operate(shop, "scale", "deployment/loose", "--replicas", "2", "--dry-run"));

            shop.admin().run("label", "deployment", "loose", "-n", shop.namespace(), "unrelated=yes");
            landfall.answer("apply", plan.plan(), "--digest", plan.digest()).ends("Verified", 0);
            shop.admin().run("scale", "deployment", "loose", "-n", shop.namespace(), "--replicas=3");
            landfall.answer("apply", other.plan(), "--digest", other.digest()).ends("Outdated", 7);
            assertThat(live(shop, "deployment", "loose").at("/spec/replicas").asInt(0))
                    .isEqualTo(3);

            Answer gone = landfall.answer(operate(shop, "scale", "deployment/loose", "--replicas", "1", "--dry-run"));
            shop.admin().run("delete", "deployment", "loose", "-n", shop.namespace());
            shop.admin().apply(loose(shop, shop.namespace()).replace("replicas: 1", "replicas: 3"));
            landfall.answer("apply", gone.plan(), "--digest", gone.digest()).ends("Outdated", 7);
            shop.admin().run("delete", "deployment", "loose", "-n", shop.namespace());
            assertThat(landfall.answer("apply", gone.plan(), "--digest", gone.digest())
                            .finished()
                            .status())
                    .isEqualTo(2);
        }
    }

    @Test
    void whatTheApiServerWouldRefuseIsSaidBeforeAnythingIsWritten() {
        try (Shop shop = unopened("refused")) {
            shop.admin().apply(loose(shop, shop.namespace()));
            Landfall landfall = shop.mightyLandfall();
            JsonNode before = live(shop, "deployment", "loose").path("spec");

            fails(
                    landfall,
                    shop,
                    2,
                    "stays as it was made",
                    "set",
                    "deployment/loose",
                    "spec.selector.matchLabels.app=other");
            fails(landfall, shop, 2, "replicas", "set", "deployment/loose", "spec.replica=2");
            fails(landfall, shop, 2, "whole number", "set", "deployment/loose", "spec.replicas=two");
            fails(landfall, shop, 2, "status", "set", "deployment/loose", "status.replicas=2");
            fails(landfall, shop, 2, "there is no", "scale", "deployment/nobody", "--replicas", "2");
            String broken = landfall.file("broken.yaml", "kind: [");
            fails(landfall, shop, 2, "broken.yaml:1", "apply", "-f", broken, "--direct");
            String loose = loose(shop, shop.namespace());
            String twice = landfall.file("twice.yaml", loose + "---\n" + loose);
            fails(landfall, shop, 2, "second time", "apply", "-f", twice, "--direct");
            String nowhere = landfall.file("nowhere.yaml", loose(shop, "no-such-namespace"));
            Answer missing = landfall.answer("operate", "apply", "-f", nowhere, "--direct", "--yes");
            assertThat(missing.reason()).isEqualTo("namespace-missing");
            String misspelt = landfall.file("misspelt.yaml", loose.replace("replicas:", "replica:"));
            fails(landfall, shop, 2, "spec.replica", "apply", "-f", misspelt, "--direct");
            String secret = landfall.file(
                    "secret.yaml", "{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {a: b}}");
            fails(landfall, shop, 7, "Secret", "apply", "-f", secret, "--direct");
            Landfall reader = shop.landfall();
            fails(reader, shop, 3, "patch deployments.apps", "scale", "deployment/loose", "--replicas", "2");

            assertThat(live(shop, "deployment", "loose").path("spec")).isEqualTo(before);
        }
    }

    @Test
    void aNamespaceThatIsBeingDeletedTakesNothing() {
        try (Shop shop = unopened("going")) {
            Landfall landfall = shop.mightyLandfall();
            // Another one than that of the user, who goes with it.
            String going = shop.namespace() + "-going";
            shop.admin().apply("""
                    apiVersion: v1
                    kind: Namespace
                    metadata: {name: %1$s}
                    ---
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: holds-on, namespace: %1$s, finalizers: [e2e.landfall.dev/hold]}
                    """.formatted(going));
            String file = landfall.file("loose.yaml", loose(shop, going));
            shop.admin().run("delete", "namespace", going, "--wait=false");

            Answer answer = landfall.answer("operate", "apply", "-f", file, "--direct", "--yes");

            shop.admin()
                    .run(
                            "patch",
                            "configmap",
                            "holds-on",
                            "-n",
                            going,
                            "--type=json",
                            "-p=[{\"op\":\"remove\",\"path\":\"/metadata/finalizers\"}]");
            assertThat(answer.ends("Refused", 7).reason()).isEqualTo("namespace-deleting");
        }
    }

    /** A namespace that no owner delivers to. */
    static Shop unopened(String test) {
        Shop shop = Shop.of(GitOpsTool.FLUX, test, false);
        shop.repository().push("Begin", Map.of("README.md", "# Nothing is delivered\n"));
        return shop;
    }

    private static void fails(Landfall landfall, Shop shop, int status, String said, String... words) {
        Answer answer = landfall.answer(operate(shop, words));
        assertThat(answer.finished().status()).as(answer.finished().toString()).isEqualTo(status);
        assertThat(answer.json().path("reason").toString()).contains(said);
    }

    private static Answer verified(Landfall landfall, Shop shop, String... words) {
        Answer answer = landfall.answer(operate(shop, words));
        assertThat(answer.outcome()).as(answer.finished().toString()).isIn("Verified", "NothingToDo");
        return answer;
    }

    static String loose(Shop shop, String namespace) {
        return Manifests.deployment(namespace, "loose", shop.testbed().imageOld(), "labels: {app: loose}");
    }
}
