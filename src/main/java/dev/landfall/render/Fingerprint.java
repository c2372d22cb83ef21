package dev.landfall.render;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** A digest of parts: other parts, another digest. */
final class Fingerprint {
    private final MessageDigest digest = sha256();

    void add(String part) {
        add(part.getBytes(StandardCharsets.UTF_8));
    }

    void add(Map<String, byte[]> files) {
        add(String.valueOf(files.size()));
        files.forEach((path, content) -> {
            add(path);
            add(content);
        });
    }

    /** With its length before it, so that no two lists of parts run into the same bytes. */
    private void add(byte[] part) {
        digest.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(part);
    }

    String text() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
