package dev.landfall.render;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The files of a packaged chart: a tar archive in gzip, as {@code helm package} writes it (POSIX.1-1988, ustar, with the
 * long names of POSIX.1-2001 and of GNU tar).
 */
public final class ChartArchive {
    private static final int BLOCK = 512;
    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_ENTRIES = 10_000;
    private static final Pattern PAX_PATH = Pattern.compile("\\d+ path=([^\\n]*)\\n");

    private final InputStream archive;
    private final Map<String, byte[]> files = new TreeMap<>();
    private String longName = "";

    private ChartArchive(InputStream archive) {
        this.archive = archive;
    }

    /**
     * By path, as the archive has it.
     *
     * @throws IOException where it is no such archive, has a link or a path that leads out of it, or comes to more than 64
     *     MiB or 10 000 entries
     */
    public static Map<String, byte[]> files(byte[] packaged) throws IOException {
        try (InputStream archive = new GZIPInputStream(new ByteArrayInputStream(packaged))) {
            return new ChartArchive(archive).all();
        }
    }

    private Map<String, byte[]> all() throws IOException {
        int taken = 0;
        int entries = 0;
        for (byte[] header = archive.readNBytes(BLOCK); isEntry(header); header = archive.readNBytes(BLOCK)) {
            int size = size(header);
            taken += size;
            if (taken > MOST_BYTES || taken < 0) throw new IOException("more than " + (MOST_BYTES >> 20) + " MiB");
            if (++entries > MOST_ENTRIES) throw new IOException("more than " + MOST_ENTRIES + " entries");
            byte[] content = archive.readNBytes(size);
            if (content.length < size) throw new IOException("cut off");
            archive.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
            take(header, content);
        }
        return files;
    }

    private void take(byte[] header, byte[] content) throws IOException {
        switch ((char) header[156]) {
            case '0', '\0', '7' -> files.put(safe(name(header)), content);
            case '5' -> name(header);
            case 'g' -> {}
            case 'x' -> longName = paxPath(content);
            case 'L' -> longName = text(content, 0, content.length);
            default -> throw new IOException("an entry that is neither a file nor a folder: " + name(header));
        }
    }

    private static String paxPath(byte[] content) {
        Matcher path = PAX_PATH.matcher(new String(content, StandardCharsets.UTF_8));
        return path.find() ? path.group(1) : "";
    }

    /** Blocks of zeros end the archive. */
    private static boolean isEntry(byte[] header) throws IOException {
        if (header.length == 0) return false;
        if (header.length < BLOCK) throw new IOException("cut off");
        return header[0] != 0;
    }

    /** That of the entry before it, where that had one for it. */
    private String name(byte[] header) {
        String given = longName;
        longName = "";
        if (!given.isEmpty()) return given;
        String name = text(header, 0, 100);
        String above = text(header, 257, 5).equals("ustar") ? text(header, 345, 155) : "";
        return above.isEmpty() ? name : above + "/" + name;
    }

    private static String safe(String path) throws IOException {
        String plain = path.startsWith("./") ? path.substring(2) : path;
        for (String part : plain.split("/", -1))
            if (Set.of("", ".", "..").contains(part) || part.contains("\\"))
                throw new IOException("a path that may lead out of it");
        return plain;
    }

    private static int size(byte[] header) throws IOException {
        String octal = text(header, 124, 12).strip();
        if (!octal.matches("0*[0-7]{1,9}")) throw new IOException("an entry without a size");
        return Integer.parseInt(octal, 8);
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) end++;
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }
}
