package dev.landfall.e2e;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The three ways in which a change of a shop begins, each with one change as an example. */
enum Maker {
    OPERATE,
    RECOMMEND,
    REMEDIATE;

    /** Does to the shop what there must be for the change to be called for. */
    void prepare(Shop shop) {
        switch (this) {
            case OPERATE, RECOMMEND -> {}
            case REMEDIATE -> {
                String sound = shop.repository().read(Manifests.WEB_FILE);
                Testbed testbed = shop.testbed();
                shop.repository()
                        .push(
                                "Break it",
                                Map.of(Manifests.WEB_FILE, sound.replace(testbed.imageOld(), testbed.imageMissing())));
                shop.delivered().lookNow(shop.admin());
                RemediateEndToEndTest.awaitFound(shop, shop.landfall(), "image-not-found");
            }
        }
    }

    /** What the user says. */
    String[] words(Shop shop, String... more) {
        List<String> all = new ArrayList<>(
                switch (this) {
                    case OPERATE -> List.of("operate", "scale web to 2");
                    case RECOMMEND ->
                        RecommendEndToEndTest.fresh(
                                shop, "--owner", shop.delivered().asOwner());
                    case REMEDIATE -> List.of("remediate", "deployment/web");
                });
        all.addAll(List.of("-n", shop.namespace(), "--yes"));
        all.addAll(Arrays.asList(more));
        return all.toArray(String[]::new);
    }

    /** A rule, in CEL, that lets the shop be as it is, and refuses the change. */
    String ruleAgainst(Shop shop) {
        return switch (this) {
            case OPERATE -> "object.spec.replicas < 2";
            case RECOMMEND -> "object.metadata.name != 'fresh'";
            case REMEDIATE ->
                "object.spec.template.spec.containers[0].image != '%s'"
                        .formatted(shop.testbed().imageOld());
        };
    }

    /** What does the same live, as arguments of kubectl. */
    String[] live(Shop shop) {
        String old = shop.testbed().imageOld();
        return switch (this) {
            case OPERATE -> new String[] {"patch", "deployment/web", "-p={\"spec\":{\"replicas\":2}}"};
            case RECOMMEND -> new String[] {"create", "deployment", "fresh", "--image=" + old};
            case REMEDIATE -> new String[] {"set", "image", "deployment/web", "web=" + old};
        };
    }
}
