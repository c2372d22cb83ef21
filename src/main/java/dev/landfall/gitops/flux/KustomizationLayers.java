package dev.landfall.gitops.flux;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import dev.landfall.gitops.Addition;
import dev.landfall.gitops.AppliesTo;
import dev.landfall.gitops.BundledKustomize;
import dev.landfall.gitops.Clusters;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Kustomizing;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Layers.CannotPlace;
import dev.landfall.gitops.Lender;
import dev.landfall.gitops.Substitution;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** From a Kustomization to the folder behind it. What is built there, and from what, is for the reader of the tree to see. */
final class KustomizationLayers {
    private static final String SOURCE_GROUP = "source.toolkit.fluxcd.io";

    /** A field below spec, and the code of the reason why Landfall cannot place an edit where it is set. */
    private record NamedField(String name, String code) {}

    /** Fields of a Kustomization that change what the files say, and the code that names each. */
    private static final List<NamedField> OVERRIDES =
            List.of(new NamedField("ignoreMissingComponents", "kustomization-components"));

    /** Fields of a GitRepository by which its artifact is another tree than the commit's. */
    private static final List<NamedField> OTHER_TREE = List.of(
            new NamedField("sparseCheckout", "source-sparse-checkout"),
            new NamedField("recurseSubmodules", "source-submodules"));

    private final Clusters clusters;
    private Optional<String> line = Optional.empty();

    KustomizationLayers(Clusters clusters) {
        this.clusters = clusters;
    }

    Layers of(LiveObject kustomization) {
        Optional<Reason> obstacle = otherKindOfSource(kustomization)
                .or(() -> elsewhere(kustomization))
                .or(() -> namedField(kustomization, OVERRIDES, "changes what the files say"));
        if (obstacle.isPresent()) return new CannotPlace(obstacle.get());
        return source(kustomization)
                .map(source -> placed(kustomization, source))
                .orElseGet(() -> new CannotPlace(noSource(kustomization)));
    }

    /** Why the files, with those that the source includes, do not tell what is applied; empty where they do. */
    static Optional<Reason> changesWhatFilesSay(LiveObject kustomization, LiveObject source) {
        return namedField(kustomization, OVERRIDES, "changes what the files say")
                .or(() -> otherTree(source));
    }

    /** Why the artifact of a GitRepository has other files than the commit; empty where it has the same. */
    static Optional<Reason> otherTree(LiveObject source) {
        return namedField(source, OTHER_TREE, "makes its files others than those of the commit");
    }

    /** For where only the files of its own repository are at hand. */
    static Optional<Reason> including(LiveObject source) {
        return namedField(
                source,
                List.of(new NamedField("include", "source-include")),
                "puts files of other repositories among its own");
    }

    /** The GitRepository that the spec names, as it is now; empty where there is none or the source is no Git. */
    Optional<LiveObject> source(LiveObject kustomization) {
        JsonNode sourceRef = kustomization.at("/spec/sourceRef");
        String namespace =
                sourceRef.path("namespace").asString(kustomization.ref().namespace());
        return sources(clusters.owners())
                .map(type -> type.named(namespace, sourceRef.path("name").asString("")))
                .flatMap(clusters.owners()::get);
    }

    /** The kind of Git source; empty where the cluster does not serve it. */
    static Optional<ResourceType> sources(Cluster cluster) {
        return cluster.typeOf(SOURCE_GROUP, "GitRepository");
    }

    private Layers placed(LiveObject kustomization, LiveObject source) {
        Optional<Reason> obstacle = otherTree(source);
        if (obstacle.isPresent()) return new CannotPlace(obstacle.get());
        Optional<String> path = KustomizationSource.path(kustomization);
        if (path.isEmpty()) return new CannotPlace(pathOutside(kustomization.ref()));
        return switch (KustomizationSource.ref(source)) {
            case KustomizationSource.Ref.Branch branch ->
                including(
                        kustomization,
                        source,
                        folder(kustomization, source, branch.name(), path.get()).builtBy(this::line));
            case KustomizationSource.Ref.Pinned pinned -> new CannotPlace(KustomizationSource.pinned(source, pinned));
        };
    }

    /** Of Kustomize, as kustomize-controller has it; empty where its version cannot be seen. Asked for once. */
    synchronized String line() {
        if (line.isEmpty())
            line = Optional.of(BundledKustomize.OF_KUSTOMIZE_CONTROLLER.line(
                    new ControllerLook(clusters.owners(), "kustomize-controller").version()));
        return line.get();
    }

    private Layers including(LiveObject kustomization, LiveObject source, GitSource folder) {
        return switch (new Includes(source).read(clusters.owners())) {
            case Includes.Reading.Unreadable(Reason reason) -> new CannotPlace(reason);
            case Includes.Reading.Read(List<Lender> lenders) -> substituted(kustomization, folder.including(lenders));
        };
    }

    private Layers substituted(LiveObject kustomization, GitSource folder) {
        return switch (new PostBuild(clusters.owners(), kustomization).read()) {
            case PostBuild.Reading.Unreadable(Reason reason) -> new CannotPlace(reason);
            case PostBuild.Reading.Read(Optional<Substitution> substitution) ->
                new Layers.PlainFolder(folder.substituting(substitution));
        };
    }

    /** Without the variables that are put into what comes out. */
    static GitSource folder(LiveObject kustomization, LiveObject source, String branch, String path) {
        SourceIgnore ignore = new SourceIgnore(source.at("/spec/ignore").asString(""));
        String targetNamespace = kustomization.at("/spec/targetNamespace").asString("");
        String prefix = path.isEmpty() ? "" : path + "/";
        return new GitSource(
                source.ref(),
                new GitRepositoryStatus(source).url(),
                branch,
                path,
                file -> isManifest(file) && ignore.reads(prefix + file),
                // Without one, Flux refuses a namespaced object whose manifest names no namespace.
                targetNamespace,
                !targetNamespace.isEmpty(),
                new Kustomizing(Kustomizing.When.ALWAYS, true, Set.of(), additions(kustomization.at("/spec")), ignore));
    }

    /** In the order of fluxcd/pkg/kustomize, kustomize_generator.go; the target namespace stands for itself. */
    private static List<Addition> additions(JsonNode spec) {
        List<Addition> additions = new ArrayList<>();
        for (String field : List.of("namePrefix", "nameSuffix"))
            if (isSet(spec.path(field))) additions.add(new Addition(field, spec.path(field), "spec." + field));
        for (String field : List.of("patches", "components", "images"))
            for (int i = 0; i < spec.path(field).size(); i++)
                additions.add(new Addition(field, spec.path(field).path(i), "spec." + field + "[" + i + "]"));
        if (isSet(spec.path(Addition.COMMON_METADATA)))
            additions.add(new Addition(
                    Addition.COMMON_METADATA, spec.path(Addition.COMMON_METADATA), "spec." + Addition.COMMON_METADATA));
        return additions;
    }

    /** As the generator of fluxcd/pkg/kustomize picks them, at any depth and case-sensitively. */
    private static boolean isManifest(String file) {
        return file.endsWith(".yaml") || file.endsWith(".yml");
    }

    private static Optional<Reason> otherKindOfSource(LiveObject kustomization) {
        String kind = kustomization.at("/spec/sourceRef/kind").asString("");
        String code = switch (kind) {
            case "GitRepository" -> "";
            case "OCIRepository" -> "oci-source";
            case "Bucket" -> "bucket-source";
            case "ExternalArtifact" -> "external-artifact-source";
            default -> "unknown-source-kind";
        };
        if (code.isEmpty()) return Optional.empty();
        return Optional.of(Reason.lasting(
                code,
                "%s applies from a source of kind %s, not from a GitRepository"
                        .formatted(kustomization.ref(), Printable.line(kind)),
                "change what that source is built from"));
    }

    private Optional<Reason> elsewhere(LiveObject kustomization) {
        return switch (new RemoteClusters(clusters).of(kustomization)) {
            case AppliesTo.AnotherCluster another -> Optional.of(another.reason());
            case AppliesTo.Untold untold -> Optional.of(untold.reason());
            case AppliesTo.TheTarget _ -> Optional.empty();
        };
    }

    private static Optional<Reason> namedField(LiveObject object, List<NamedField> fields, String effect) {
        return fields.stream()
                .filter(field -> isSet(object.at("/spec/" + field.name())))
                .findFirst()
                .map(field -> Reason.lasting(
                        field.code(),
                        "spec.%s of %s %s".formatted(field.name(), object.ref(), effect),
                        "make the change by hand, where %s is defined".formatted(object.ref())));
    }

    private static boolean isSet(JsonNode value) {
        if (value.isBoolean()) return value.asBoolean();
        return value.isString() ? !value.asString().isEmpty() : value.isContainer() && !value.isEmpty();
    }

    static Reason noSource(LiveObject kustomization) {
        JsonNode sourceRef = kustomization.at("/spec/sourceRef");
        return Reason.lasting(
                "source-gone",
                "%s applies from GitRepository %s, which does not exist"
                        .formatted(
                                kustomization.ref(),
                                Printable.line(sourceRef.path("name").asString(""))),
                "create it, or correct spec.sourceRef");
    }

    private static Reason pathOutside(ObjectRef kustomization) {
        return Reason.lasting(
                "path-outside-repository",
                "spec.path of %s leaves the repository by '..'".formatted(kustomization),
                "correct spec.path");
    }
}
