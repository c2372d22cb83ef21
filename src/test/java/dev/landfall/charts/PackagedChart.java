package dev.landfall.charts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes archives as {@code helm package} does, and such as it never would. */
public final class PackagedChart {
    private static final int BLOCK = 512;
    private final List<byte[]> blocks = new ArrayList<>();

    /** @param files by path from the chart's folder */
    public static byte[] of(String name, Map<String, String> files) {
        PackagedChart chart = new PackagedChart();
        files.forEach((path, text) -> chart.file(name + "/" + path, text));
        return chart.gzip();
    }

    PackagedChart file(String path, String text) {
        return entry(path, '0', "", text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param type as POSIX has it: {@code 2} for a symbolic link */
    PackagedChart entry(String path, char type, String link, byte[] content) {
        byte[] header = new byte[BLOCK];
        put(header, 0, path);
        put(header, 100, "0000644");
        put(header, 124, "%011o".formatted(content.length));
        header[156] = (byte) type;
        put(header, 157, link);
        put(header, 257, "ustar");
        put(header, 263, "00");
        put(header, 148, "%06o\0 ".formatted(sum(header)));
        byte[] padded = new byte[(content.length + BLOCK - 1) / BLOCK * BLOCK];
        System.arraycopy(content, 0, padded, 0, content.length);
        blocks.add(header);
        blocks.add(padded);
        return this;
    }

    /** Of all bytes, with spaces in the place of the sum itself. */
    private static int sum(byte[] header) {
        int sum = 8 * ' ';
        for (byte each : header) sum += each & 0xff;
        return sum;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    byte[] gzip() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (byte[] block : blocks) gzip.write(block);
            gzip.write(new byte[2 * BLOCK]);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
