package dev.landfall.render;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that one build reads.
 *
 * @param folder whose kustomization is built; empty for the root
 * @param loadsOutside whether a kustomization may load files from outside of its own folder, as Flux lets it
 * @param files everything that is there, by path from the root
 */
public record Build(String folder, boolean loadsOutside, Map<String, byte[]> files) {
    public Build {
        files = new TreeMap<>(files);
    }

    /** The same with another content of one file. */
    public Build with(String path, byte[] content) {
        Map<String, byte[]> others = new TreeMap<>(files);
        others.put(path, content);
        return new Build(folder, loadsOutside, others);
    }

    /** Equal for builds that must come out the same. */
    String fingerprint() {
        MessageDigest digest = sha256();
        add(digest, folder.getBytes(StandardCharsets.UTF_8));
        add(digest, new byte[] {(byte) (loadsOutside ? 1 : 0)});
        files.forEach((path, content) -> {
            add(digest, path.getBytes(StandardCharsets.UTF_8));
            add(digest, content);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** With its length before it, so that no two lists of parts run into the same bytes. */
    private static void add(MessageDigest digest, byte[] part) {
        digest.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(part);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
