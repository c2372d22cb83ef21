import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * An API server on loopback that knows one Deployment and the Application that owns it: for the one start of Landfall
 * by which the launcher learns which classes a start needs, those for TLS and HTTP among them.
 *
 * <p>{@code java bin/Rehearsal.java FOLDER} makes a key there, writes {@code FOLDER/kubeconfig} as soon as it answers,
 * and ends when its input does, or after two minutes.
 */
final class Rehearsal {
    /** Of a key that lies in the folder alone, is good for one day, and opens nothing. */
    private static final String PASSWORD = "rehearsal";

    private static final Duration AT_MOST = Duration.ofMinutes(2);

    private static final Map<String, String> ANSWERS = Map.of(
            "/api",
            groups(group("", "v1", "Namespace", "Cluster")),
            "/apis",
            groups(group("apps", "v1", "Deployment", "Namespaced")
                    + ","
                    + group("argoproj.io", "v1alpha1", "Application", "Namespaced")),
            "/apis/apps/v1/namespaces/default/deployments/web",
            """
            {"apiVersion": "apps/v1", "kind": "Deployment",
             "metadata": {"namespace": "default", "name": "web", "uid": "1",
              "annotations": {"argocd.argoproj.io/tracking-id": "web:apps/Deployment:default/web"}}}
            """,
            "/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/web",
            """
            {"apiVersion": "argoproj.io/v1alpha1", "kind": "Application",
             "metadata": {"namespace": "argocd", "name": "web", "uid": "2"},
             "spec": {"project": "default",
              "source": {"repoURL": "https://git.invalid/web", "path": "web", "targetRevision": "main"},
              "destination": {"server": "https://kubernetes.default.svc", "namespace": "default"}},
             "status": {"sourceType": "Directory", "sync": {"status": "Synced"}, "resources": [
              {"group": "apps", "version": "v1", "kind": "Deployment", "namespace": "default", "name": "web",
               "status": "Synced"}]}}
            """);

    private Rehearsal() {}

    public static void main(String[] arguments) throws Exception {
        Thread.ofPlatform().daemon().start(Rehearsal::endInTime);
        Path folder = Path.of(arguments[0]);
        KeyStore keys = keys(folder.resolve("keys.p12"));
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.setHttpsConfigurator(new HttpsConfigurator(withKeyOf(keys)));
        server.createContext("/", Rehearsal::answer);
        server.start();
        // Whoever waits for the file shall find all of it.
        Path written = Files.writeString(
                folder.resolve("kubeconfig.new"),
                kubeconfig(server.getAddress().getPort(), keys.getCertificate("api")));
        Files.move(written, folder.resolve("kubeconfig"));
        System.in.readAllBytes();
        System.exit(0);
    }

    private static void endInTime() {
        try {
            Thread.sleep(AT_MOST);
        } catch (InterruptedException _) {
            // Then it ends now.
        }
        System.exit(1);
    }

    /** By the JDK's own program, since Java has no public way to make a certificate. */
    private static KeyStore keys(Path file) throws Exception {
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process making = new ProcessBuilder(
                        keytool, "-genkeypair", "-alias", "api", "-keyalg", "EC", "-storetype", "PKCS12",
                        "-keystore", file.toString(), "-storepass", PASSWORD, "-dname", "CN=127.0.0.1",
                        "-ext", "san=ip:127.0.0.1", "-validity", "1")
                .inheritIO()
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
        if (making.waitFor() != 0) throw new IllegalStateException("no key was made");
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }

    private static SSLContext withKeyOf(KeyStore keys) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String known = ANSWERS.get(exchange.getRequestURI().getPath());
        String answer = known == null ? "{\"kind\": \"Status\", \"code\": 404, \"reason\": \"NotFound\"}" : known;
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(known == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String groups(String items) {
        return "{\"kind\": \"APIGroupDiscoveryList\", \"apiVersion\": \"apidiscovery.k8s.io/v2\", \"items\": [" + items
                + "]}";
    }

    /** A group of one kind. */
    private static String group(String name, String version, String kind, String scope) {
        String singular = kind.toLowerCase(Locale.ROOT);
        return """
                {"metadata": {"name": "%s"}, "versions": [{"version": "%s", "resources": [
                  {"resource": "%ss", "singularResource": "%s", "scope": "%s", "responseKind": {"kind": "%s"}}]}]}
                """.formatted(name, version, singular, singular, scope, kind);
    }

    private static String kubeconfig(int port, Certificate certificate) throws CertificateException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
        String authority = "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
        return """
                {"apiVersion": "v1", "kind": "Config", "current-context": "rehearsal",
                 "clusters": [{"name": "rehearsal", "cluster":
                  {"server": "https://127.0.0.1:%d", "certificate-authority-data": "%s"}}],
                 "users": [{"name": "rehearsal", "user": {"token": "none"}}],
                 "contexts": [{"name": "rehearsal", "context":
                  {"cluster": "rehearsal", "user": "rehearsal", "namespace": "default"}}]}
                """.formatted(port, Base64.getEncoder().encodeToString(authority.getBytes(StandardCharsets.US_ASCII)));
    }
}
