package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Every verb through Git and back again: what is live, what the commit says, what the record says. */
@EndToEnd
class VerbsEndToEndTest {
    private static final String CONTAINER = "/spec/template/spec/containers/0";

    /**
     * One instruction for the Deployment {@code web}.
     *
     * @param pointer to the live field that shows it
     * @param live its value, or empty where the field is gone
     */
    private record Verb(List<String> words, String pointer, String live) {
        static Verb of(String words, String pointer, String live) {
            return new Verb(List.of(words.split(" ")), pointer, live);
        }
    }

    private static final List<Verb> VERBS = List.of(
            Verb.of("set-env deployment/web LOG_LEVEL=debug", CONTAINER + "/env/0/value", "debug"),
            Verb.of("set-env deployment/web LOG_LEVEL-", CONTAINER + "/env/0/value", ""),
            Verb.of(
                    "set-resources deployment/web --requests cpu=10m,memory=16Mi --limits memory=1024Mi",
                    CONTAINER + "/resources/limits/memory",
                    "1Gi"),
            Verb.of("label deployment/web team=shop", "/metadata/labels/team", "shop"),
            Verb.of(
                    "annotate deployment/web example.com/on-call=shop",
                    "/metadata/annotations/example.com~1on-call",
                    "shop"),
            Verb.of("set deployment/web minReadySeconds=1", "/spec/minReadySeconds", "1"),
            Verb.of(
                    "set deployment/web containers[name=web].terminationMessagePolicy=FallbackToLogsOnError",
                    CONTAINER + "/terminationMessagePolicy",
                    "FallbackToLogsOnError"),
            Verb.of("pause deployment/web", "/spec/paused", "true"),
            Verb.of("resume deployment/web", "/spec/paused", ""));

    @Timeout(value = 12, unit = TimeUnit.MINUTES)
    @ParameterizedTest
    @EnumSource
    void everyVerbLandsAndComesBack(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "verbs")) {
            Landfall landfall = shop.mightyLandfall();
            for (Verb verb : VERBS) {
                String before = shop.repository().read(Manifests.WEB_FILE);
                Answer answer = landfall.answer(operate(shop, verb.words())).ends("Verified", 0);

                isLive(shop, verb);
                assertThat(shop.repository().head()).isEqualTo(answer.commit());
                assertThat(shop.repository().filesChangedBy(answer.commit()))
                        .as(verb.toString())
                        .isEqualTo(List.of(Manifests.WEB_FILE));
                assertThat(landfall.recorded(answer.change()).path("outcome").asString(""))
                        .isEqualTo("Verified");
                if (verb.words().contains("LOG_LEVEL=debug") || verb.words().contains("pause")) continue;
                landfall.answer("revert", answer.change(), "--yes").ends("Verified", 0);
                assertThat(shop.repository().read(Manifests.WEB_FILE))
                        .as(verb.toString())
                        .isEqualTo(before);
                if (verb.words().contains("resume")) // the way back from here is the pause itself
                landfall.answer(operate(shop, verb.words())).ends("Verified", 0);
            }
        }
    }

    private static void isLive(Shop shop, Verb verb) {
        assertThat(shop.deployment("web").at(verb.pointer()).asString(""))
                .as(verb.toString())
                .isEqualTo(verb.live());
    }

    @ParameterizedTest
    @EnumSource
    void restartsEveryPod(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "restart")) {
            String before = shop.podOf("web");

            shop.landfall()
                    .answer(operate(shop, List.of("restart", "deployment/web")))
                    .ends("Verified", 0);

            assertThat(shop.podOf("web")).isNotEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void createsAndDeletesInGitWithPruning(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "create")) {
            Landfall landfall = shop.mightyLandfall();
            Map<String, String> before = shop.repository().files();
            String file = landfall.file("new.yaml", """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: settings}
                    data: {mode: day}
                    ---
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: extra}
                    spec:
                      replicas: 1
                      selector: {matchLabels: {app: extra}}
                      template:
                        metadata: {labels: {app: extra}}
                        spec: {terminationGracePeriodSeconds: 1, containers: [{name: extra, image: "%s"}]}
                    """.formatted(shop.testbed().imageOld()));

            landfall.answer(operate(shop, List.of("create", "-f", file))).ends("NeedsInput", 7);
            assertThat(shop.repository().files()).isEqualTo(before);
            Answer created = landfall.answer(operate(
                            shop,
                            List.of(
                                    "create",
                                    "-f",
                                    file,
                                    "--owner",
                                    shop.delivered().asOwner())))
                    .ends("Verified", 0);
            assertThat(live(shop, "configmap", "settings").at("/data/mode").asString(""))
                    .isEqualTo("day");
            assertThat(shop.repository().files()).containsAllEntriesOf(before).hasSizeGreaterThan(before.size());

            Answer deleted = landfall.answer(operate(shop, List.of("delete", "deployment/extra")))
                    .ends("Verified", 0);
            assertThat(live(shop, "deployment", "extra").isMissingNode()).isTrue();
            landfall.answer("revert", deleted.change(), "--yes").ends("Verified", 0);
            assertThat(live(shop, "deployment", "extra").isMissingNode()).isFalse();

            landfall.answer("revert", created.change(), "--yes").ends("Verified", 0);
            assertThat(live(shop, "deployment", "extra").isMissingNode()).isTrue();
            assertThat(live(shop, "configmap", "settings").isMissingNode()).isTrue();
            assertThat(shop.repository().files()).isEqualTo(before);
        }
    }

    @Timeout(value = 12, unit = TimeUnit.MINUTES)
    @ParameterizedTest
    @EnumSource
    void severalObjectsAndOtherKindsInOneCommit(GitOpsTool tool) {
        try (Shop shop = Shop.of(tool, "kinds", false)) {
            shop.admin().apply(OtherKinds.definition());
            shop.opened(Map.of("apps/others.yaml", OtherKinds.manifests(shop)));
            Landfall landfall = shop.mightyLandfall();
            String image = shop.testbed().imageNew();

            succeeds(landfall, shop, "scale", "deployment/web", "statefulset/cache", "--replicas", "2");
            assertThat(live(shop, "statefulset", "cache")
                            .at("/status/availableReplicas")
                            .asInt(0))
                    .isEqualTo(2);
            succeeds(landfall, shop, "set-image", "statefulset/cache", "daemonset/agent", "main=" + image);
            assertThat(live(shop, "daemonset", "agent").at(CONTAINER + "/image").asString(""))
                    .isEqualTo(image);
            succeeds(landfall, shop, "scale", "deployment", "-l", "app=web", "--replicas", "1");
            succeeds(landfall, shop, "pause", "cronjob/report");
            succeeds(landfall, shop, "set", "cronjob/report", "schedule=0 4 * * *");
            succeeds(landfall, shop, "resume", "cronjob/report");
            succeeds(landfall, shop, "label", "job/once", "team=shop");
            succeeds(landfall, shop, "set", "widget/big", "size=3");
            assertThat(live(shop, "widget", "big").at("/spec/size").asInt(0)).isEqualTo(3);
            succeeds(landfall, shop, "autoscale", "deployment/web", "--min", "1", "--max", "2", "--timeout", "20s");
        }
    }

    private static void succeeds(Landfall landfall, Shop shop, String... words) {
        Answer answer = landfall.answer(operate(shop, List.of(words)));
        // Without metrics no autoscaler can work; that it was made is all that this cluster can show.
        boolean autoscaler = words[0].equals("autoscale");
        answer.ends(autoscaler ? "TimedOut" : "Verified", autoscaler ? 6 : 0);
        assertThat(answer.commit()).isEqualTo(shop.repository().head());
    }

    static JsonNode live(Shop shop, String kind, String name) {
        return shop.admin().get(kind, shop.namespace(), name);
    }

    static String[] operate(Shop shop, List<String> words) {
        List<String> all = new ArrayList<>(List.of("operate"));
        all.addAll(words);
        all.addAll(List.of("-n", shop.namespace(), "--yes"));
        return all.toArray(String[]::new);
    }

    static String[] operate(Shop shop, String... words) {
        return operate(shop, Stream.of(words).toList());
    }
}
