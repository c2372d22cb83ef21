package dev.landfall.change;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.Configuration;
import dev.landfall.config.GitOps.DefaultRepository;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Reader;
import dev.landfall.gitops.RepositoryPlace;
import dev.landfall.gitops.SourcePath;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folders that new objects can go to: those that owners apply from, and what the configuration names. Each search
 * reads the owners once.
 */
public final class Places {
    private final Providers providers;
    private final Configuration configuration;
    private final Map<String, List<Place>> ofTools = new HashMap<>();

    public Places(Providers providers, Configuration configuration) {
        this.providers = providers;
        this.configuration = configuration;
    }

    /**
     * A folder that an owner applies from, as far as a plain new file there becomes an object.
     *
     * @param namespaces in which the owner has objects
     */
    public record Place(String provider, ObjectRef owner, GitSource source, Set<String> namespaces) {
        public Destination.At at() {
            return new Destination.At(source.repository(), source.branch(), source.path());
        }
    }

    /** Who applies from a folder. */
    public sealed interface Coverage {
        record Owned(Place place) implements Coverage {}

        /** Several do, of which none is nearer. */
        record Several(List<ObjectRef> owners) implements Coverage {}

        /** @param near places of the same branch */
        record None(List<Place> near) implements Coverage {}

        /** The repository is none that may be written to. */
        record Refused(Reason reason) implements Coverage {}
    }

    /** Of every owner that may be delivered through and that the configuration lets us write for. */
    public List<Place> all() {
        return known().filter(place -> objectionTo(place.source().repository()).isEmpty())
                .toList();
    }

    private Stream<Place> known() {
        return providers.all().stream()
                .filter(provider -> configuration.gitops().deliversThrough(provider.name()))
                .flatMap(provider -> ofTools.computeIfAbsent(provider.name(), _ -> places(provider)).stream());
    }

    private static List<Place> places(GitOpsProvider provider) {
        Map<ObjectRef, Set<String>> namespaces = new HashMap<>();
        provider.listings().forEach(listing -> namespaces.put(listing.owner(), listing.namespaces()));
        List<Place> places = new ArrayList<>();
        Set<RepositoryPlace> repositories =
                provider.repositories().stream().map(RepositoryPlace::of).collect(Collectors.toSet());
        for (String url : provider.repositories()) {
            if (!repositories.remove(RepositoryPlace.of(url))) continue;
            for (Reader reader : provider.readersOf(url).readers()) {
                if (reader instanceof Reader.OfFolder(ObjectRef owner, GitSource source, Optional<Reason> unproven)
                        && unproven.isEmpty()
                        && namespaces.containsKey(owner))
                    places.add(new Place(provider.name(), owner, source, namespaces.get(owner)));
            }
        }
        places.sort(Comparator.comparing(place -> place.owner().toString()));
        return places;
    }

    /**
     * Why a repository is none to write to: it must be one that an owner applies from or that the configuration names as
     * the default, and the configuration must allow it.
     */
    public Optional<Reason> objectionTo(String repository) {
        Optional<Reason> objection = configuration.objectionTo(repository);
        if (objection.isPresent()) return objection;
        RepositoryPlace wanted = RepositoryPlace.of(repository);
        boolean isKnown = Stream.concat(
                        known().map(place -> place.source().repository()),
                        configuration.gitops().defaultRepository().map(DefaultRepository::url).stream())
                .anyMatch(url -> RepositoryPlace.of(url).equals(wanted));
        return isKnown ? Optional.empty() : Optional.of(Refusals.repositoryUnknown(repository));
    }

    /** The folder that the configuration names for new objects. */
    public Optional<Destination.At> byDefault() {
        return configuration
                .gitops()
                .defaultRepository()
                .map(repository -> new Destination.At(
                        repository.url(),
                        repository.branch(),
                        SourcePath.resolve("", repository.path()).orElse("")));
    }

    /** Whether changes go through GitOps tools at all. */
    public boolean isDelivering() {
        return configuration.gitops().enabled()
                && providers.all().stream()
                        .anyMatch(provider ->
                                configuration.gitops().deliversThrough(provider.name()) && provider.isInstalled());
    }

    /** The owner whose folder is this one or the nearest one above it. */
    public Coverage covering(Destination.At at) {
        Optional<Reason> objection = objectionTo(at.repository());
        if (objection.isPresent()) return new Coverage.Refused(objection.get());
        List<Place> sameBranch =
                known().filter(place -> isSameBranch(place.source(), at)).toList();
        List<Place> covering = sameBranch.stream()
                .filter(place -> reads(place.source(), at.path()))
                .toList();
        int nearest = covering.stream()
                .mapToInt(place -> place.source().path().length())
                .max()
                .orElse(-1);
        List<Place> best = covering.stream()
                .filter(place -> place.source().path().length() == nearest)
                .toList();
        if (best.isEmpty()) return new Coverage.None(sameBranch);
        return best.size() == 1
                ? new Coverage.Owned(best.getFirst())
                : new Coverage.Several(best.stream().map(Place::owner).toList());
    }

    /** Whether an owner that is yet to be made would apply the folder. */
    boolean applies(Owner promised, Destination.At at) {
        return providers.named(promised.provider()).layersOf(promised) instanceof Layers.PlainFolder(GitSource source)
                && isSameBranch(source, at)
                && reads(source, at.path());
    }

    /**
     * An owner for a folder that nobody applies, and the owner in whose folder it can be defined: one that applies other
     * owners already.
     *
     * @param parent empty where no owner applies others, so that a person must create it
     */
    public record NewOwner(tools.jackson.databind.node.ObjectNode manifest, Optional<ObjectRef> parent) {
        public ObjectRef owner() {
            return new LiveObject(manifest).ref();
        }
    }

    /** Made after the owners of the same branch; empty where there is none to go by. */
    public Optional<NewOwner> proposed(Destination.At at, String name, String namespace) {
        List<Place> models =
                known().filter(place -> isSameBranch(place.source(), at)).toList();
        for (Place model : models) {
            GitOpsProvider provider = providers.named(model.provider());
            Optional<LiveObject> live = provider.ownerCluster().get(model.owner());
            Optional<NewOwner> proposed = live.flatMap(owner -> provider.ownerLike(owner, name, at.path(), namespace))
                    .map(manifest -> new NewOwner(manifest, parentOf(models)));
            if (proposed.isPresent()) return proposed;
        }
        return Optional.empty();
    }

    /** Whatever applies one of these owners, or of all that are known, and is itself a place. */
    private Optional<ObjectRef> parentOf(List<Place> models) {
        Parents parents = new Parents(providers);
        return Stream.concat(models.stream(), known())
                .distinct()
                .limit(20)
                .flatMap(place -> {
                    var cluster = providers.named(place.provider()).ownerCluster();
                    return cluster.get(place.owner()).flatMap(owner -> parents.above(owner, cluster)).stream();
                })
                .map(Trace.Link::parent)
                .filter(parent -> known().anyMatch(place -> place.owner().isSameObjectAs(parent)))
                .findFirst();
    }

    private static boolean isSameBranch(GitSource source, Destination.At at) {
        return RepositoryPlace.of(source.repository()).equals(RepositoryPlace.of(at.repository()))
                && (source.branch().equals(at.branch()) || at.branch().isEmpty());
    }

    private static boolean reads(GitSource source, String path) {
        if (path.equals(source.path())) return true;
        String prefix = source.path().isEmpty() ? "" : source.path() + "/";
        return path.startsWith(prefix) && source.files().reads(path.substring(prefix.length()) + "/object.yaml");
    }
}
