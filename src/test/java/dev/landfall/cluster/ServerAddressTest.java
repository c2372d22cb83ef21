package dev.landfall.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
    private static final String KUBECONFIG = """
            apiVersion: v1
            kind: Config
            current-context: spoke
            contexts:
              - {name: other, context: {cluster: other, user: nobody}}
              - {name: spoke, context: {cluster: far, user: runs-a-program}}
            clusters:
              - {name: other, cluster: {server: "https://other.example.org"}}
              - {name: far, cluster: {server: "https://spoke.example.org:6443"}}
            users:
              - {name: runs-a-program, user: {exec: {command: /bin/false}}}
            """;

    @ParameterizedTest
    @CsvSource({
        "https://spoke:6443, https://spoke:6443/, true",
        "https://Spoke.example.org, https://spoke.example.org:443, true",
        "https://spoke:443/k8s/c1, https://spoke/k8s/c1, true",
        "https://spoke:6443, https://spoke:6444, false",
        "https://spoke:4430, https://spoke, false",
        "https://spoke/k8s/c1, https://spoke/k8s/c2, false",
        "'', '', false"
    })
    void urlsAreTheSameButForTheirSpelling(String one, String other, boolean same) {
        assertThat(ServerAddress.isSame(one, other)).isEqualTo(same);
    }

    @Test
    void theCurrentContextOfAKubeconfigNamesTheServer() {
        assertThat(ServerAddress.ofKubeconfig(KUBECONFIG)).contains("https://spoke.example.org:6443");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no kubeconfig", "{", "current-context: x", "{contexts: 5, current-context: x}"})
    void whatIsNoneNamesNone(String text) {
        assertThat(ServerAddress.ofKubeconfig(text)).isEmpty();
        assertThat(ServerAddress.ofKubeconfig(KUBECONFIG.replace("current-context: spoke", "current-context: gone")))
                .isEmpty();
    }
}
