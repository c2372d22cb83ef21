package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.githost.gitea.GiteaServer;
import dev.landfall.githost.gitea.GiteaWorld;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A shop whose repository is on the real Gitea, where people review what comes to main. */
final class Review implements AutoCloseable {
    private final Shop shop;
    private final GiteaWorld gitea;
    private final Map<Landfall, String> tokens = new HashMap<>();

    private Review(Shop shop, GiteaWorld gitea) {
        this.shop = shop;
        this.gitea = gitea;
    }

    /** A shop that is open and delivered from Gitea. */
    static Review open(GitOpsTool tool, String test) {
        Testbed.where(Optional.ofNullable(System.getenv("GITEA_URL")), "GITEA_URL");
        Shop shop = Shop.open(tool, test);
        Path folder = Path.of("target", "e2e", shop.namespace()).toAbsolutePath();
        Map<String, String> files = Map.of(
                "README.md",
                "# Shop\n",
                Manifests.WEB_FILE,
                Manifests.web(shop.namespace(), shop.testbed().imageOld()),
                Manifests.SERVICE_FILE,
                Manifests.service(shop.namespace()));
        GiteaWorld gitea = new GiteaWorld(folder, shop.namespace(), files);
        Review review = new Review(shop, gitea);
        review.redeliver(tool);
        return review;
    }

    Shop shop() {
        return shop;
    }

    GiteaWorld gitea() {
        return gitea;
    }

    /** Landfall with the least rights that the documentation names, and a rule that proposes. */
    Landfall landfall(String pullRequests) {
        return landfall(pullRequests, gitea.ourToken());
    }

    /** @param pullRequests of the rule, without the token; empty for a rule without */
    Landfall landfall(String pullRequests, String token) {
        Landfall landfall = shop.landfall();
        String file = landfall.file("host-token", token);
        tokens.put(landfall, token);
        String section = pullRequests.isEmpty() ? "" : "    pullRequests: {host: gitea, " + pullRequests + "}\n";
        return landfall.reconfigured("repositories:\n", """
                repositories:
                  - match: %s/*
                    credentials: {tokenFile: %s}
                %s""".formatted(root(), file, section));
    }

    private String root() {
        return GiteaServer.shared().url() + "/" + GiteaServer.shared().owner();
    }

    private void redeliver(GitOpsTool tool) {
        String url = gitea.url().text();
        String token = gitea.ourToken();
        switch (tool) {
            case ARGOCD -> redeliverByArgoCd(url, token);
            case FLUX -> redeliverByFlux(url, token);
        }
        awaitApplied();
    }

    /** Waits until the owner has applied what main is at. */
    void awaitApplied() {
        String head = gitea.head("main").hex();
        Waiting.until(
                "a delivery of " + head,
                Shop.DELIVERED_WITHIN,
                () -> shop.delivered().owner().read(shop.admin()).path("status"),
                status -> applied(status).contains(head));
    }

    private static String applied(JsonNode status) {
        return status.path("lastAppliedRevision").asString("")
                + (status.at("/sync/status").asString("").equals("Synced")
                        ? status.at("/sync/revision").asString("")
                        : "");
    }

    private void redeliverByArgoCd(String url, String token) {
        String namespace = shop.testbed().argocdNamespace();
        String name = shop.delivered().owner().name();
        shop.admin().apply("""
                apiVersion: v1
                kind: Secret
                metadata:
                  name: %1$s
                  namespace: %2$s
                  labels: {argocd.argoproj.io/secret-type: repository}
                stringData: {type: git, url: "%3$s", username: bot, password: "%4$s"}
                """.formatted(name, namespace, url, token));
        shop.delivered().fetchFrom(url, name);
    }

    private void redeliverByFlux(String url, String token) {
        String name = shop.delivered().owner().name();
        shop.admin().apply("""
                apiVersion: v1
                kind: Secret
                metadata: {name: %1$s, namespace: %2$s}
                stringData: {username: bot, password: "%3$s"}
                """.formatted(name, shop.namespace(), token));
        shop.delivered().fetchFrom(url, name);
    }

    /** The command that scales the shop's web. */
    String[] scale(int replicas, String... more) {
        return ScaleEndToEndTest.scale(shop, "deployment/web", replicas, more);
    }

    /** The number of the one pull request that is open, once it is. */
    long awaitProposal() {
        return Waiting.until("a pull request", Shop.DELIVERED_WITHIN, this::open, numbers -> numbers.size() == 1)
                .getFirst();
    }

    /** The numbers of those that are open. */
    List<Long> open() {
        return gitea.server()
                .admin("GET", gitea.path("/pulls?state=open"), null)
                .valueStream()
                .map(pull -> pull.path("number").asLong())
                .toList();
    }

    /** How many there have ever been. */
    int proposals() {
        return gitea.server().admin("GET", gitea.path("/pulls?state=all"), null).size();
    }

    String headOf(long number) {
        return gitea.server()
                .admin("GET", gitea.path("/pulls/" + number), null)
                .at("/head/ref")
                .asString("");
    }

    @Override
    public void close() {
        try {
            tokens.forEach((landfall, token) -> assertThat(landfall.filesWith(token))
                    .extracting(file -> file.getFileName().toString())
                    .containsExactly("host-token"));
            gitea.close();
        } finally {
            shop.close();
        }
    }
}
