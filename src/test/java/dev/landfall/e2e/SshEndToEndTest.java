package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Owners that fetch by SSH: Landfall pushes by SSH too, with a signed commit, and knows the host or does not go on. */
@EndToEnd
class SshEndToEndTest {
    @ParameterizedTest
    @EnumSource
    void landsASignedCommitBySsh(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "ssh")) {
            Ssh ssh = Ssh.of(shop);
            ssh.redeliver(tool, shop);
            Landfall landfall = shop.landfall();
            landfall.reconfigured("repositories:\n", """
                    commit:
                      signing: {format: ssh, key: %1$s}
                    repositories:
                      - match: %2$s/*
                        credentials: {sshKeyFile: %1$s, knownHostsFile: %3$s}
                    """.formatted(ssh.key(), ssh.root(), ssh.knownHosts()));

            Answer answer = landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/web", 2))
                    .ends("Verified", 0);

            assertThat(answer.part().path("repository").asString("")).startsWith("ssh://");
            assertThat(shop.repository().read(Manifests.WEB_FILE)).contains("replicas: 2");
            assertThat(shop.repository().isSigned(answer.commit())).isTrue();
            landfall.answer("revert", answer.change(), "--yes").ends("Verified", 0);
            assertThat(shop.repository().read(Manifests.WEB_FILE)).contains("replicas: 1");

            String head = shop.repository().head();
            landfall.reconfigured(
                    ssh.knownHosts().toString(), ssh.nobodyKnown(shop).toString());
            Answer unknown = landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/web", 3));
            assertThat(unknown.finished().status())
                    .as(unknown.finished().toString())
                    .isEqualTo(3);
            assertThat(unknown.reason()).isEqualTo("ssh-host-unknown");
            assertThat(shop.repository().head()).isEqualTo(head);
        }
    }

    /** What the test bed says of its SSH server. */
    private record Ssh(String root, Path key, Path knownHosts, String url) {

        static Ssh of(Shop shop) {
            Testbed testbed = shop.testbed();
            String root = Testbed.where(testbed.sshUrl(), "E2E_SSH_URL");
            Path key = Testbed.where(testbed.sshKey(), "E2E_SSH_KEY");
            Path known = Testbed.where(testbed.sshKnownHosts(), "E2E_SSH_KNOWN_HOSTS");
            return new Ssh(root, key, known, root + "/" + shop.namespace() + ".git");
        }

        /** Has the owner fetch by SSH from now on. */
        void redeliver(GitOpsTool tool, Shop shop) {
            switch (tool) {
                case ARGOCD -> redeliverByArgoCd(shop);
                case FLUX -> redeliverByFlux(shop);
            }
            Waiting.until(
                    "a delivery by SSH",
                    Shop.DELIVERED_WITHIN,
                    () -> shop.delivered().lists("web"),
                    listed -> listed);
        }

        private void redeliverByArgoCd(Shop shop) {
            String namespace = shop.testbed().argocdNamespace();
            String name = shop.delivered().owner().name();
            shop.admin().apply("""
                    apiVersion: v1
                    kind: Secret
                    metadata:
                      name: %1$s-ssh
                      namespace: %2$s
                      labels: {argocd.argoproj.io/secret-type: repository}
                    stringData:
                      type: git
                      url: "%3$s"
                      insecure: "true"
                      sshPrivateKey: |
                    %4$s
                    """.formatted(
                            name, namespace, url, text(key).indent(4).stripTrailing()));
            shop.delivered().fetchFrom(url, name + "-ssh");
        }

        private void redeliverByFlux(Shop shop) {
            String name = shop.delivered().owner().name();
            shop.admin().apply("""
                    apiVersion: v1
                    kind: Secret
                    metadata: {name: %1$s-ssh, namespace: %2$s}
                    stringData:
                      identity: |
                    %3$s
                      known_hosts: |
                    %4$s
                    """.formatted(
                            name,
                            shop.namespace(),
                            text(key).indent(4).stripTrailing(),
                            text(knownHosts).indent(4).stripTrailing()));
            shop.delivered().fetchFrom(url, name + "-ssh");
        }

        /** A file of known hosts that knows none. */
        Path nobodyKnown(Shop shop) {
            try {
                return Files.writeString(Files.createTempFile("known-hosts-" + shop.namespace(), ""), "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String text(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
