package dev.landfall.git;

import dev.landfall.reason.Printable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Certificates of authorities that vouch for HTTPS hosts, in addition to those that Java trusts. */
public final class Authorities {
    private final TrustManager[] trust;

    private Authorities(TrustManager[] trust) {
        this.trust = trust;
    }

    /** @throws GitException of fault USAGE where the file cannot be read or holds no certificate */
    public static Authorities read(Path file) {
        try {
            return of("the file " + file, Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IOException unreadable) {
            throw GitException.usage(
                    "bad-ca-file",
                    "the file " + file + " of an authority's certificates cannot be read",
                    "make it a file of PEM certificates that this user may read");
        }
    }

    /**
     * @param described where the text is from, for messages
     * @param pem one or more certificates
     */
    public static Authorities of(String described, String pem) {
        try {
            Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            if (certificates.isEmpty()) throw bad(described);
            return new Authorities(trusting(certificates));
        } catch (GeneralSecurityException | IOException unusable) {
            throw bad(described);
        }
    }

    private static GitException bad(String described) {
        return GitException.usage(
                "bad-ca-file",
                Printable.line(described, 200) + " holds no certificates in PEM form",
                "put the authority's certificate there, beginning with -----BEGIN CERTIFICATE-----");
    }

    private static TrustManager[] trusting(Collection<? extends Certificate> added)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate each : added) store.setCertificateEntry("added-" + number++, each);
        for (X509Certificate each : javaTrusts()) store.setCertificateEntry("java-" + number++, each);
        return managers(store);
    }

    private static X509Certificate[] javaTrusts() throws GeneralSecurityException {
        for (TrustManager each : managers(null)) {
            if (each instanceof X509TrustManager known) return known.getAcceptedIssuers();
        }
        return new X509Certificate[0];
    }

    private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /** Has an HTTP client believe them too. */
    public void applyTo(HttpClient.Builder client) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust, null);
            client.sslContext(context);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has TLS", impossible);
        }
    }

    TrustManager[] trustManagers() {
        return trust.clone();
    }
}
