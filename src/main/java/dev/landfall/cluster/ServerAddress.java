package dev.landfall.cluster;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Addresses of API servers as people and tools write them down. */
public final class ServerAddress {
    private ServerAddress() {}

    /** Whether both URLs are the same one but for case, a slash at the end and the port that HTTPS has anyway. */
    public static boolean isSame(String one, String other) {
        return !one.isBlank() && plain(one).equals(plain(other));
    }

    private static String plain(String url) {
        return url.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("/+$", "")
                .replaceFirst("^(https://[^/]*?):443(?=/|$)", "$1");
    }

    /**
     * The server of the current context of a kubeconfig; empty where it names none. It is only read as text: clients
     * would run the programs that it names.
     */
    public static Optional<String> ofKubeconfig(String yaml) {
        try {
            Object read = new Load(LoadSettings.builder().build()).loadFromString(yaml);
            if (!(read instanceof Map<?, ?> kubeconfig)) return Optional.empty();
            return entry(kubeconfig, "contexts", "context", kubeconfig.get("current-context"))
                    .flatMap(context -> entry(kubeconfig, "clusters", "cluster", context.get("cluster")))
                    .map(cluster -> cluster.get("server"))
                    .map(Object::toString);
        } catch (YamlEngineException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Map<?, ?>> entry(Map<?, ?> kubeconfig, String list, String content, Object name) {
        if (!(kubeconfig.get(list) instanceof List<?> entries)) return Optional.empty();
        return entries.stream()
                .filter(entry -> entry instanceof Map<?, ?> named && Objects.equals(named.get("name"), name))
                .map(entry -> ((Map<?, ?>) entry).get(content))
                .<Map<?, ?>>mapMulti((found, taken) -> {
                    if (found instanceof Map<?, ?> map) taken.accept(map);
                })
                .findFirst();
    }
}
