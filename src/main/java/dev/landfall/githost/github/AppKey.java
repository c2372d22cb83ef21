package dev.landfall.githost.github;

import static dev.landfall.githost.HostConnection.object;

import dev.landfall.git.Secret;
import dev.landfall.githost.GitHostException;
import dev.landfall.githost.GitHostException.Fault;
import dev.landfall.reason.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The private key of a GitHub App, by which it says for some minutes who it is: docs.github.com/apps, "Generating a JSON
 * Web Token (JWT) for a GitHub App". It never shows itself.
 */
final class AppKey {
    /** GitHub takes at most 10 minutes from now by its own clock; less lets our clock be ahead by the rest. */
    private static final Duration VALID = Duration.ofMinutes(5);

    /** As GitHub advises, since a token from its future is refused. */
    private static final Duration BACKDATED = Duration.ofSeconds(60);

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (?:RSA )?PRIVATE KEY-----");

    /** Version 0 and the algorithm rsaEncryption, as PKCS #8 has them before the key: RFC 5208, 5; RFC 8017, A.1. */
    private static final byte[] RSA_OF_PKCS8 = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final String HEADER = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";

    private final PrivateKey key;

    private AppKey(PrivateKey key) {
        this.key = key;
    }

    /** @param pem of PKCS #1, as GitHub hands it out, or of PKCS #8 */
    static AppKey read(Secret pem) {
        Matcher matcher = PEM.matcher(pem.reveal());
        if (!matcher.find()) throw unreadable();
        try {
            byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
            byte[] pkcs8 = matcher.group(1) == null ? der : asPkcs8(der);
            return new AppKey(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            // The exception is not passed on, since its text may be of the key.
            throw unreadable();
        }
    }

    private static GitHostException unreadable() {
        return new GitHostException(
                Fault.USAGE,
                Reason.lasting(
                        "app-key-unreadable",
                        "the private key of the GitHub App is none in PEM form",
                        "put the .pem file there that GitHub gave when the key was generated"));
    }

    private static byte[] asPkcs8(byte[] pkcs1) {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        inner.writeBytes(RSA_OF_PKCS8);
        inner.writeBytes(element(OCTET_STRING, pkcs1));
        return element(SEQUENCE, inner.toByteArray());
    }

    /** In DER, for content from 256 to 65535 bytes, which every RSA key is. */
    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        element.write(0x82);
        element.write(content.length >> 8);
        element.write(content.length);
        element.writeBytes(content);
        return element.toByteArray();
    }

    /** @param app its id or client id */
    Secret signedFor(String app, Instant now) {
        String claims = object().put("iat", now.minus(BACKDATED).getEpochSecond())
                .put("exp", now.plus(VALID).getEpochSecond())
                .put("iss", app)
                .toString();
        String signed = encoded(HEADER.getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(claims.getBytes(StandardCharsets.UTF_8));
        return new Secret(signed + "." + encoded(signature(signed)));
    }

    private byte[] signature(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("an RSA key signs", impossible);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
