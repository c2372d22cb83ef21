package dev.landfall.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority that nobody but a test trusts, and a certificate of it for 127.0.0.1. */
public final class OwnAuthority {
    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final Path store;

    private OwnAuthority(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("keys.p12");
    }

    public static OwnAuthority found(Path folder) throws IOException {
        OwnAuthority authority = new OwnAuthority(Files.createDirectories(folder));
        authority.keytool("-genkeypair", "-alias", "authority", "-dname", "CN=authority", "-ext", "bc:c");
        authority.keytool(
                "-genkeypair",
                "-alias",
                "server",
                "-dname",
                "CN=server",
                "-signer",
                "authority",
                "-ext",
                "san=ip:127.0.0.1");
        authority.keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "authority",
                "-file",
                authority.file().toString());
        return authority;
    }

    private void keytool(String action, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.add(action);
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        if (action.equals("-genkeypair")) command.addAll(List.of("-keyalg", "EC", "-validity", "2"));
        command.addAll(List.of(arguments));
        Programs.run(folder, command.toArray(String[]::new));
    }

    /** Its certificate, in PEM form. */
    public Path file() {
        return folder.resolve("authority.pem");
    }

    /** For a server that shows the certificate for 127.0.0.1. */
    public SSLContext server() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var stream = Files.newInputStream(store)) {
            keys.load(stream, PASSWORD.toCharArray());
        }
        keys.deleteEntry("authority");
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return tls;
    }
}
