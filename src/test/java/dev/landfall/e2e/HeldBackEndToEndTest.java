package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What cannot sync is refused before anything is pushed, with who must act and by which command. */
@EndToEnd
class HeldBackEndToEndTest {
    @Test
    void aManualSyncIsRefusedUnlessItIsAskedFor() {
        try (Shop shop = Shop.open(GitOpsTool.ARGOCD, "manual")) {
            shop.admin().merge(shop.delivered().owner(), "{\"spec\":{\"syncPolicy\":{\"automated\":null}}}");

            refused(shop, scale(shop), "manual-sync", "--sync");

            Landfall landfall = shop.landfall();
            Answer answer = landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/web", 2, "--sync"))
                    .ends("Verified", 0);
            assertThat(answer.evidence()).contains(answer.commit());
            assertThat(Shop.runs(shop.deployment("web"), 2, shop.testbed().imageOld()))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"metadata\":{\"annotations\":{\"argocd.argoproj.io/skip-reconcile\":\"true\"}}}', skip-reconcile",
        "'{\"spec\":{\"project\":\"there-is-no-such-project\"}}', invalid-spec"
    })
    void anApplicationThatIsNotSyncedIsNamed(String patch, String code) {
        try (Shop shop = Shop.open(GitOpsTool.ARGOCD, code)) {
            shop.admin().merge(shop.delivered().owner(), patch);
            if (code.equals("invalid-spec")) awaitCondition(shop, "InvalidSpecError");

            refused(shop, scale(shop), code, shop.delivered().owner().name());
        }
    }

    private static void awaitCondition(Shop shop, String type) {
        shop.awaitOwner(live -> live.at("/status/conditions")
                .valueStream()
                .anyMatch(each -> each.path("type").asString("").equals(type)));
    }

    @Test
    void aSuspendedKustomizationIsNamedWithTheCommandThatResumesIt() {
        try (Shop shop = Shop.open(GitOpsTool.FLUX, "suspended")) {
            shop.admin().merge(shop.delivered().owner(), "{\"spec\":{\"suspend\":true}}");

            refused(shop, scale(shop), "owner-suspended", "flux resume kustomization " + shop.namespace());
        }
    }

    @Test
    void aSuspendedSourceIsNamedWithTheCommandThatResumesIt() {
        try (Shop shop = Shop.open(GitOpsTool.FLUX, "suspended-source")) {
            shop.admin().merge(shop.delivered().source(), "{\"spec\":{\"suspend\":true}}");

            refused(shop, scale(shop), "source-suspended", "flux resume source git " + shop.namespace());
        }
    }

    enum Pin {
        TAG,
        SEMVER,
        COMMIT
    }

    @ParameterizedTest
    @CsvSource({"ARGOCD,TAG", "ARGOCD,SEMVER", "ARGOCD,COMMIT", "FLUX,TAG", "FLUX,SEMVER", "FLUX,COMMIT"})
    void whatIsPinnedTakesNoPush(GitOpsTool tool, Pin pin) {
        try (Shop shop = Shop.open(tool, "pinned")) {
            String commit = shop.repository().head();
            shop.repository().tag("v1.2.0", commit);
            shop.admin().merge(shop.delivered().source(), pinned(tool, pin, commit));

            refused(shop, scale(shop), "pinned", shop.namespace());
        }
    }

    private static String pinned(GitOpsTool tool, Pin pin, String commit) {
        String revision = switch (pin) {
            case TAG -> "v1.2.0";
            case SEMVER -> "1.*";
            case COMMIT -> commit;
        };
        return switch (tool) {
            case ARGOCD -> "{\"spec\":{\"source\":{\"targetRevision\":\"%s\"}}}".formatted(revision);
            case FLUX ->
                "{\"spec\":{\"ref\":{\"branch\":null,\"%s\":\"%s\"}}}"
                        .formatted(pin.name().toLowerCase(java.util.Locale.ROOT), revision);
        };
    }

    @ParameterizedTest
    @EnumSource
    void withoutPruningNothingIsTakenOutOfGit(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "no-prune")) {
            shop.admin()
                    .merge(
                            shop.delivered().owner(),
                            switch (tool) {
                                case ARGOCD -> "{\"spec\":{\"syncPolicy\":{\"automated\":{\"prune\":false}}}}";
                                case FLUX -> "{\"spec\":{\"prune\":false}}";
                            });

            refused(shop, VerbsEndToEndTest.operate(shop, "delete", "service/web"), "pruning-off", "prune");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheObjectSaysOfItselfCounts(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "left-alone")) {
            String mark = switch (tool) {
                case ARGOCD -> "argocd.argoproj.io/sync-options=Prune=false";
                case FLUX -> "kustomize.toolkit.fluxcd.io/reconcile=disabled";
            };
            shop.admin().run("annotate", "service/web", "-n", shop.namespace(), mark);

            refused(
                    shop,
                    VerbsEndToEndTest.operate(shop, "delete", "service/web"),
                    tool == GitOpsTool.ARGOCD ? "pruning-off" : "object-not-reconciled",
                    "Service");
        }
    }

    private static String[] scale(Shop shop) {
        return ScaleEndToEndTest.scale(shop, "deployment/web", 2);
    }

    /** Refused by a reason whose code begins so, and Git stays as it is. */
    private static void refused(Shop shop, String[] words, String code, String named) {
        String head = shop.repository().head();
        Landfall landfall = shop.landfall("settle: 3s", List.of(Rights.READ_EVERYTHING, Rights.REFRESH_OWNERS));

        Answer answer = landfall.answer(words).ends("Refused", 7);

        assertThat(answer.reason()).as(answer.finished().toString()).startsWith(code);
        assertThat(answer.json().path("reason").toString()).contains(named);
        assertThat(shop.repository().head()).isEqualTo(head);
    }
}
