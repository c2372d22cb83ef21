package dev.landfall.render;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** The files of a packaged chart: a tar archive in gzip, as {@code helm package} writes it (POSIX.1-1988, ustar). */
final class ChartArchive {
    private static final int BLOCK = 512;
    private static final int MOST_BYTES = 64 << 20;

    private ChartArchive() {}

    /** @throws IOException where it is no such archive, or comes to more than 64 MiB */
    static Map<String, byte[]> files(byte[] packaged) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (InputStream archive = new GZIPInputStream(new ByteArrayInputStream(packaged))) {
            int taken = 0;
            for (byte[] header = archive.readNBytes(BLOCK); isEntry(header); header = archive.readNBytes(BLOCK)) {
                int size = size(header);
                taken += size;
                if (taken > MOST_BYTES) throw new IOException("more than " + (MOST_BYTES >> 20) + " MiB");
                byte[] content = archive.readNBytes(size);
                archive.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                files.put(path(header), content);
            }
        }
        return files;
    }

    /** Blocks of zeros end the archive. */
    private static boolean isEntry(byte[] header) throws IOException {
        if (header.length == 0) return false;
        if (header.length < BLOCK) throw new IOException("cut off");
        return header[0] != 0;
    }

    private static String path(byte[] header) {
        String name = text(header, 0, 100);
        String above = text(header, 345, 155);
        return above.isEmpty() ? name : above + "/" + name;
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
