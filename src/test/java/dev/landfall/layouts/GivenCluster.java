package dev.landfall.layouts;

import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ObjectText;
import dev.landfall.cluster.ResourceType;
import dev.landfall.gitops.CaseFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The objects of a folder's cluster, with what their short forms stand for. */
final class GivenCluster {
    private static final Set<String> CLUSTER_SCOPED =
            Set.of("Namespace", "ClusterRole", "ClusterRoleBinding", "CustomResourceDefinition", "ClusterSecretStore");

    private final InMemoryCluster cluster = new InMemoryCluster();
    private final GitRoot root;

    /** With what each applies. */
    private final Map<GivenOwner, List<ObjectNode>> owners = new LinkedHashMap<>();

    private GivenCluster(GitRoot root) {
        this.root = root;
    }

    static InMemoryCluster of(List<Path> files, GitRoot root) {
        GivenCluster given = new GivenCluster(root);
        STANDARD.lines().forEach(given::serve);
        files.forEach(given::read);
        given.addOwners();
        return given.cluster;
    }

    private static final String STANDARD = """
            v1 ConfigMap
            v1 Secret
            v1 Service
            v1 Namespace
            v1 Pod
            apps/v1 Deployment
            apps/v1 ReplicaSet
            apps/v1 StatefulSet
            autoscaling/v2 HorizontalPodAutoscaler
            argoproj.io/v1alpha1 Application
            argoproj.io/v1alpha1 ApplicationSet
            argoproj.io/v1alpha1 AppProject
            kustomize.toolkit.fluxcd.io/v1 Kustomization
            source.toolkit.fluxcd.io/v1 GitRepository""";

    private void serve(String kind) {
        ObjectRef named = ObjectRef.of(kind.split(" ", -1)[0], kind.split(" ", -1)[1], "", "");
        String singular = named.kind().toLowerCase(Locale.ROOT);
        String plural = singular.endsWith("y")
                ? singular.substring(0, singular.length() - 1) + "ies"
                : singular.endsWith("s") ? singular + "es" : singular + "s";
        cluster.serving(new ResourceType(
                named.group(),
                named.version(),
                named.kind(),
                plural,
                singular,
                List.of(),
                !CLUSTER_SCOPED.contains(named.kind())));
    }

    /** What follows the short form of an owner in its file is what that owner applies. */
    private void read(Path file) {
        List<ObjectNode> objects = new ArrayList<>();
        List<GivenOwner> inFile = new ArrayList<>();
        for (JsonNode document : CaseFiles.documents(file)) {
            ObjectNode read = (ObjectNode) ObjectText.json(root.real(document.toString()));
            if (read.has("owner")) inFile.add(GivenOwner.of(read, nameOf(file), root));
            else if (inFile.isEmpty()) add(read);
            else objects.add(read);
        }
        if (inFile.size() > 1) throw new IllegalArgumentException(file + ": one owner's short form in each file");
        inFile.forEach(owner -> owners.put(owner, objects));
    }

    /** Those that others apply first, so that the status of these lists them. */
    private void addOwners() {
        while (!owners.isEmpty()) {
            GivenOwner next = owners.keySet().stream()
                    .filter(owner -> owners.keySet().stream()
                            .noneMatch(other -> other.appliedBy().equals(owner.name())))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("owners apply each other in a circle"));
            List<ObjectNode> objects = owners.remove(next);
            objects.forEach(next::mark);
            objects.forEach(this::add);
            List<ObjectNode> own = next.objects(objects);
            if (next.appliedBy().isEmpty()) own.forEach(this::add);
            else applying(next.appliedBy()).addAll(own);
        }
    }

    private List<ObjectNode> applying(String name) {
        return owners.entrySet().stream()
                .filter(owner -> owner.getKey().name().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no owner is called " + name));
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replaceFirst("\\.yaml$", "");
    }

    private void add(ObjectNode json) {
        ObjectNode metadata = json.withObject("/metadata");
        LiveObject object = new LiveObject(json);
        if (!metadata.has("uid"))
            metadata.put(
                    "uid",
                    "uid-of-" + object.ref().kind() + "-" + object.ref().namespace() + "-"
                            + object.ref().name());
        if (!metadata.has("generation")) metadata.put("generation", 1);
        ObjectRef ref = object.ref();
        if (cluster.typeOf(ref.group(), ref.kind()).isEmpty()) serve(ref.apiVersion() + " " + ref.kind());
        cluster.with(object);
    }
}
