package dev.landfall.charts;

import dev.landfall.git.Sha256;
import dev.landfall.render.ChartArchive;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fetches one chart from a Helm repository (helm, docs/topics/chart_repository.md): its {@code index.yaml} says where the
 * archive of a version lies, and what its digest is.
 */
public final class ChartFetching {
    private final ChartLimits limits;

    public ChartFetching(ChartLimits limits) {
        this.limits = limits;
    }

    /**
     * The files of a version, by path from the chart's folder.
     *
     * @param repository the URL of the chart repository, which the configuration allows
     * @throws ChartException where it cannot be had
     */
    public Map<String, byte[]> files(String repository, String name, String version, ChartWays ways) {
        WantedChart chart = new WantedChart(repository.replaceFirst("/+$", ""), name, version);
        ChartDownload download = new ChartDownload(chart, ways, limits);
        ChartIndex.Listed listed = listed(chart, download);
        if (listed.urls().isEmpty()) throw chart.broken("its index names no address of it");
        URI base = URI.create(chart.repository() + "/");
        byte[] archive = download.get(download.located(base, listed.urls().getFirst()), limits.chartBytes());
        String digest = listed.digest().toLowerCase(Locale.ROOT);
        if (!digest.isEmpty() && !digest.equals(Sha256.of(archive)))
            throw chart.broken("its archive is not the one that the index has the digest of");
        return unpacked(chart, archive);
    }

    private ChartIndex.Listed listed(WantedChart chart, ChartDownload download) {
        byte[] yaml = download.get(URI.create(chart.repository() + "/index.yaml"), limits.indexBytes());
        try {
            ChartIndex index = ChartIndex.of(yaml, chart.name());
            if (index.versions().isEmpty()) throw chart.absent("the index has no chart of that name");
            return index.version(chart.version())
                    .orElseThrow(() -> chart.absent("the index has other versions only: " + index.known()));
        } catch (IllegalArgumentException malformed) {
            throw chart.broken("the index of the chart repository cannot be read: " + malformed.getMessage());
        }
    }

    /** All of it lies in one folder, which is called like the chart: Argo CD renders that one. */
    private static Map<String, byte[]> unpacked(WantedChart chart, byte[] archive) {
        Map<String, byte[]> files = new TreeMap<>();
        String folder = chart.name() + "/";
        try {
            ChartArchive.files(archive).forEach((path, content) -> {
                if (path.startsWith(folder)) files.put(path.substring(folder.length()), content);
            });
        } catch (IOException unpackable) {
            throw chart.broken("its archive cannot be unpacked: " + unpackable.getMessage());
        }
        if (!files.containsKey("Chart.yaml")) throw chart.broken("its archive has no " + folder + "Chart.yaml");
        return files;
    }
}
