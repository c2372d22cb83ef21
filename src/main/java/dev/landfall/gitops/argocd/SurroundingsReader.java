package dev.landfall.gitops.argocd;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.OwnerReference;
import dev.landfall.cluster.ResourceType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads what bears on an Application from outside of it. What may not be read is told as unknown, never as nothing. */
record SurroundingsReader(Cluster cluster, Application application) {
    private static final String APPLICATION_SET = "ApplicationSet";

    /** A project that does not exist has no windows; what Argo CD says of it is that the spec is invalid. */
    WindowState windows(Instant now) {
        String name = application.live().at("/spec/project").asString("");
        String project = name.isEmpty() ? "default" : name;
        try {
            return read(Project.KIND, application.installedIn(), project)
                    .map(live -> new Project(live, globalOver(live)).windowsFor(application, now))
                    .orElseGet(WindowState.Open::new);
        } catch (ClusterException refused) {
            return new WindowState.Unknown(Rights.missingIn(refused));
        }
    }

    /** None where {@code argocd-cm} may not be read: they are rare. */
    private List<LiveObject> globalOver(LiveObject project) {
        return new Installations(cluster)
                .configMapOf(application).stream()
                        .flatMap(configMap -> GlobalProjects.of(configMap).over(project))
                        .flatMap(name -> read(Project.KIND, project.ref().namespace(), name).stream())
                        .toList();
    }

    /** One that syncs by itself is in no rolling sync, whatever its ApplicationSet wants: that switches it off. */
    RollingSync rolling() {
        if (application.syncsByItself()) return new RollingSync.None();
        return application.live().ownerReferences().stream()
                .filter(SurroundingsReader::isApplicationSet)
                .findFirst()
                .map(this::rollingIn)
                .orElseGet(RollingSync.None::new);
    }

    InstalledParts parts() {
        return InstalledParts.in(cluster, application.installedIn());
    }

    private RollingSync rollingIn(OwnerReference reference) {
        String namespace = application.ref().namespace();
        try {
            return read(APPLICATION_SET, namespace, reference.name())
                    .map(set -> RollingSync.of(set, application))
                    .orElseGet(RollingSync.None::new);
        } catch (ClusterException refused) {
            return new RollingSync.Unknown(namespace + "/" + reference.name(), Rights.missingIn(refused));
        }
    }

    private Optional<LiveObject> read(String kind, String namespace, String name) {
        Optional<ResourceType> type = cluster.typeOf(Application.GROUP, kind);
        return type.flatMap(found -> cluster.get(found.named(namespace, name)));
    }

    private static boolean isApplicationSet(OwnerReference reference) {
        return reference.kind().equals(APPLICATION_SET)
                && reference.apiVersion().startsWith(Application.GROUP + "/");
    }
}
