package dev.landfall.render;

import dev.landfall.render.Closure.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One walk from a root through everything that it names. */
final class ClosureWalk {
    private static final int MOST_RESOURCES = 20_000;

    private final SourceFiles files;
    private final Root root;
    private final Map<String, byte[]> read = new TreeMap<>();
    private final Set<String> leaves = new LinkedHashSet<>();
    private final List<Kustomization> kustomizations = new ArrayList<>();

    /** What a folder's build yields, for those that are named more than once. */
    private final Map<String, List<Resource>> walked = new HashMap<>();

    private final Set<String> onTheWay = new LinkedHashSet<>();

    ClosureWalk(SourceFiles files, Root root) {
        this.files = files;
        this.root = root;
    }

    Closure closure() {
        List<Resource> resources = walk(root.folder());
        read.putAll(files.contents(leaves));
        Map<Boolean, List<Resource>> byKind = resources.stream()
                .collect(Collectors.partitioningBy(resource -> Kustomization.isNamedSo(resource.path())));
        return new Closure(
                new Build(root.folder(), root.loadsOutside(), root.line(), root.variables(), root.metadata(), read),
                kustomizations,
                byKind.get(false),
                byKind.get(true));
    }

    static Stream<String> kustomizationsIn(SourceFiles files, String folder) {
        return Kustomization.FILE_NAMES.stream()
                .map(name -> RepositoryPath.below(folder, name))
                .filter(path -> files.kindOf(path) == SourceFiles.Kind.FILE);
    }

    private List<Resource> walk(String folder) {
        List<Resource> before = walked.get(folder);
        if (before != null) return before;
        if (!onTheWay.add(folder))
            throw new Unbuildable(
                    "kustomize-cycle",
                    "kustomizations name each other in a circle: " + String.join(", ", onTheWay),
                    "break the circle in the repository");
        Kustomization kustomization = kustomizationOf(folder);
        kustomizations.add(kustomization);
        read.put(kustomization.path(), bytes(kustomization));
        List<Resource> resources = resourcesOf(kustomization);
        onTheWay.remove(folder);
        walked.put(folder, resources);
        return resources;
    }

    /** As in Git, unless the owner makes another one of it: reading and writing it could lose a shade of meaning. */
    private byte[] bytes(Kustomization kustomization) {
        boolean made = kustomization.folder().equals(root.folder())
                && (root.rewrites() || files.kindOf(kustomization.path()) == SourceFiles.Kind.NOTHING);
        return made ? kustomization.bytes() : content(kustomization.path());
    }

    private Kustomization kustomizationOf(String folder) {
        List<String> found = kustomizationsIn(files, folder).toList();
        boolean isRoot = folder.equals(root.folder());
        if (found.isEmpty() && isRoot && root.generated()) return Additions.to(generated(folder), root);
        if (found.size() != 1)
            throw new Unbuildable(
                    "kustomization-unclear",
                    "the folder \"" + folder + "\" has " + (found.isEmpty() ? "no kustomization" : "several: " + found),
                    "leave exactly one in the repository");
        Kustomization kustomization = Kustomization.read(found.getFirst(), content(found.getFirst()));
        return isRoot ? Additions.to(kustomization, root) : kustomization;
    }

    /** As {@code scanManifests} of fluxcd/pkg/kustomize does: a folder with a kustomization is named as a whole. */
    private Kustomization generated(String folder) {
        Set<String> names = new LinkedHashSet<>();
        for (String path : files.below(folder)) {
            String relative = RepositoryPath.relative(folder, path);
            String built = builtAbove(folder, relative);
            if (!built.isEmpty()) names.add(built);
            else if (relative.endsWith(".yaml") || relative.endsWith(".yml")) names.add(relative);
        }
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        ArrayNode resources = content.putArray("resources");
        names.forEach(resources::add);
        return new Kustomization(RepositoryPath.below(folder, Kustomization.FILE_NAMES.getFirst()), content);
    }

    /** The outermost folder above a file, below the root, that has a kustomization; empty if none has. */
    private String builtAbove(String folder, String relative) {
        for (int slash = relative.indexOf('/'); slash >= 0; slash = relative.indexOf('/', slash + 1)) {
            String above = relative.substring(0, slash);
            if (kustomizationsIn(files, RepositoryPath.below(folder, above))
                    .findAny()
                    .isPresent()) return above;
        }
        return "";
    }

    /** Components work on what was gathered before them, so their naming applies to all of it. */
    private List<Resource> resourcesOf(Kustomization kustomization) {
        List<Resource> resources = new ArrayList<>();
        for (Reference reference : kustomization.references()) {
            String path = located(kustomization, reference);
            switch (reference.reads()) {
                case DATA -> leaves.add(path);
                case OBJECTS -> resources.addAll(objects(path));
                case PLUG_INS -> readPlugIns(kustomization, reference.field(), path);
                case COMPONENT -> {
                    List<Resource> added = walk(path);
                    // By folder, since a component that is named twice stands in the list once.
                    Naming naming = kustomizationOf(path).naming();
                    resources.replaceAll(each -> renamed(each, naming));
                    resources.addAll(added);
                }
            }
            if (resources.size() > MOST_RESOURCES) throw tooMuch(kustomization);
        }
        if (kustomization.generates()) resources.add(new Resource(kustomization.path(), Naming.AS_WRITTEN));
        resources.replaceAll(each -> renamed(each, kustomization.naming()));
        return List.copyOf(resources);
    }

    private static Resource renamed(Resource resource, Naming outer) {
        return new Resource(resource.path(), resource.naming().then(outer));
    }

    private List<Resource> objects(String path) {
        if (files.kindOf(path) == SourceFiles.Kind.FOLDER) return walk(path);
        leaves.add(path);
        return List.of(new Resource(path, Naming.AS_WRITTEN));
    }

    private void readPlugIns(Kustomization kustomization, String field, String path) {
        for (Resource configuration : objects(path)) {
            for (Reference reference : PlugIns.references(configuration.path(), field, content(configuration.path())))
                leaves.add(located(kustomization, reference));
        }
    }

    private byte[] content(String path) {
        return files.contents(List.of(path)).get(path);
    }

    /** Where a reference leads, which is there: so nothing is left for Kustomize to look for on the network. */
    private String located(Kustomization kustomization, Reference reference) {
        String path = RepositoryPath.resolve(kustomization, reference);
        boolean folderAllowed = reference.reads() != Reference.Reads.DATA;
        boolean fileAllowed = reference.reads() != Reference.Reads.COMPONENT;
        SourceFiles.Kind kind = files.kindOf(path);
        switch (kind) {
            case LINK ->
                throw RepositoryPath.refused(
                        kustomization,
                        reference,
                        "kustomize-link",
                        "a symbolic link or a submodule",
                        "name the file that it points at");
            case NOTHING -> throw RepositoryPath.missing(kustomization, reference);
            case FOLDER -> {
                if (!folderAllowed) throw RepositoryPath.missing(kustomization, reference);
            }
            case FILE -> {
                if (!fileAllowed) throw RepositoryPath.missing(kustomization, reference);
            }
        }
        return path;
    }

    private static Unbuildable tooMuch(Kustomization kustomization) {
        return new Unbuildable(
                "kustomize-too-large",
                kustomization.path() + " builds more than " + MOST_RESOURCES + " files",
                "split the folder");
    }
}
