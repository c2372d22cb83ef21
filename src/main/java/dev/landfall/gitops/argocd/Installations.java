package dev.landfall.gitops.argocd;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.BundledKustomize;
import dev.landfall.gitops.RunningVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The Argo CD installations of a cluster. Their settings only help to find owners faster and to name marks; missing
 * rights on them are no fault, since {@code status.resources} decides.
 */
final class Installations {
    private static final String USUAL_NAMESPACE = "argocd";
    private static final Pattern LOADS_OUTSIDE =
            Pattern.compile("--load[-_]restrictor[= ]+(LoadRestrictionsNone|none)\\b");

    private final Cluster cluster;
    /** {@code argocd-cm} by its namespace, each read once; empty where there is none, or where it may not be read. */
    private final Map<String, Optional<LiveObject>> configMaps = new HashMap<>();

    /** Of the repo-servers by namespace. */
    private final Map<String, Optional<RunningVersion>> versions = new HashMap<>();

    private final Set<String> namespaces = new LinkedHashSet<>();

    Installations(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Of the controllers: where {@code argocd-cm} lies, {@code argocd} where none can be seen, and those that Applications
     * have told of.
     */
    List<String> namespaces() {
        if (namespaces.isEmpty()) namespaces.addAll(find());
        return List.copyOf(namespaces);
    }

    /** Its controller's namespace is one from now on. */
    void learnFrom(Application application) {
        if (namespaces().contains(application.installedIn())) return;
        if (!application.controllerNamespace().isEmpty()) namespaces.add(application.controllerNamespace());
    }

    ArgoCdSettings settingsIn(String namespace) {
        return configMap(namespace).map(ArgoCdSettings::of).orElse(ArgoCdSettings.UNKNOWN);
    }

    ArgoCdSettings settingsOf(Application application) {
        return settingsIn(application.installedIn());
    }

    /** {@code argocd-cm}; empty where it may not be read. */
    Optional<LiveObject> configMapOf(Application application) {
        return configMap(application.installedIn());
    }

    /** Whether {@code kustomize.buildOptions} lets a kustomization load files from outside of its folder. */
    boolean buildsLoadOutside(Application application) {
        return configMapOf(application)
                .map(configMap -> configMap.at("/data/kustomize.buildOptions").asString(""))
                .filter(options -> LOADS_OUTSIDE.matcher(options).find())
                .isPresent();
    }

    /**
     * The major version of Helm with which its repo-server renders: 4 from Argo CD 3.5 on (its upgrade notes), before
     * that 3; 0 where the version cannot be seen.
     */
    int helmOf(Application application) {
        return versionOf(application)
                .map(version -> version.isAtLeast(3, 5) ? 4 : 3)
                .orElse(0);
    }

    /** The line of Kustomize with which its repo-server builds; empty where its version cannot be seen. */
    String kustomizeOf(Application application) {
        return BundledKustomize.OF_ARGO_CD.line(versionOf(application));
    }

    private Optional<RunningVersion> versionOf(Application application) {
        return versions.computeIfAbsent(
                application.installedIn(), namespace -> repoServer(namespace).flatMap(RunningVersion::of));
    }

    private Optional<LiveObject> repoServer(String namespace) {
        List<LiveObject> found = new ArrayList<>();
        try {
            cluster.typeOf("apps", "Deployment")
                    .ifPresent(type ->
                            cluster.scan(type, namespace, "app.kubernetes.io/name=argocd-repo-server", found::add));
        } catch (ClusterException refused) {
            Rights.missingIn(refused);
        }
        return found.stream().findFirst();
    }

    private List<String> find() {
        if (configMap(USUAL_NAMESPACE).isPresent()) return List.of(USUAL_NAMESPACE);
        List<String> found = new ArrayList<>();
        try {
            cluster.typeOf("", "ConfigMap")
                    .ifPresent(type -> cluster.scan(
                            type,
                            "",
                            "app.kubernetes.io/name=" + ArgoCdSettings.CONFIG_MAP,
                            configMap -> found.add(remembered(configMap))));
        } catch (ClusterException refused) {
            Rights.missingIn(refused);
        }
        return found.isEmpty() ? List.of(USUAL_NAMESPACE) : found;
    }

    private String remembered(LiveObject configMap) {
        String namespace = configMap.ref().namespace();
        configMaps.put(namespace, Optional.of(configMap));
        return namespace;
    }

    private Optional<LiveObject> configMap(String namespace) {
        return configMaps.computeIfAbsent(namespace, this::read);
    }

    private Optional<LiveObject> read(String namespace) {
        try {
            return cluster.get(new ObjectRef("", "v1", "ConfigMap", namespace, ArgoCdSettings.CONFIG_MAP));
        } catch (ClusterException refused) {
            Rights.missingIn(refused);
            return Optional.empty();
        }
    }
}
