package dev.landfall.remediate;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import dev.landfall.words.Inquiry;
import dev.landfall.words.KindWords;
import dev.landfall.words.Mention;
import dev.landfall.words.ObjectLookup;
import dev.landfall.words.SmallWords;
import dev.landfall.words.TypedName;
import dev.landfall.words.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds what a complaint is about: an object, a namespace, or what delivers to them. */
final class SubjectSearch {
    private static final List<List<String>> AROUND = List.of(
            List.of("", "Service"),
            List.of("networking.k8s.io", "Ingress"),
            List.of("autoscaling", "HorizontalPodAutoscaler"),
            List.of("", "PersistentVolumeClaim"),
            List.of("", "Pod"));

    /** The one that applies before what it takes its files from. */
    private static final List<List<String>> OWNERS = List.of(
            List.of("argoproj.io", "Application"),
            List.of("kustomize.toolkit.fluxcd.io", "Kustomization"),
            List.of("source.toolkit.fluxcd.io", "GitRepository"));

    private final Cluster cluster;
    private final Function<ObjectRef, Optional<ObjectRef>> ownerOf;
    private final ObjectLookup lookup;
    private final Inquiry inquiry;

    SubjectSearch(
            Cluster cluster,
            Function<ObjectRef, Optional<ObjectRef>> ownerOf,
            String defaultNamespace,
            Inquiry inquiry) {
        this.cluster = cluster;
        this.ownerOf = ownerOf;
        this.lookup = new ObjectLookup(cluster, defaultNamespace, inquiry);
        this.inquiry = inquiry;
    }

    /** What is to be looked at; empty where that was asked. */
    Optional<Scope> about(Mention mention) {
        if (isNamespace(mention)) return Optional.of(new Scope.OfNamespace(mention.name()));
        boolean isBare = mention.kind().isEmpty();
        boolean isPlaced = mention.hasPlace() && !mention.namespace().equals(mention.name());
        boolean mayBeNamespace = isBare && !isPlaced && lookup.isNamespaceThere(mention.name());
        List<ObjectRef> objects = isBare ? objects(mention) : List.of();
        if (mayBeNamespace && !objects.isEmpty()) return either(mention, objects);
        if (mayBeNamespace) return Optional.of(new Scope.OfNamespace(mention.name()));
        if (objects.size() == 1) return Optional.of(new Scope.OfObject(objects.getFirst()));
        return lookup.find(mention).map(Scope.OfObject::new);
    }

    /** "namespace shop"; one that does not exist is looked into in vain, and so it is asked for. */
    private boolean isNamespace(Mention mention) {
        return SmallWords.NAMESPACE.contains(mention.kind()) && lookup.isNamespaceThere(mention.name());
    }

    private List<ObjectRef> objects(Mention mention) {
        List<ObjectRef> workloads = lookup.named(ObjectLookup.WORKLOADS, mention);
        return workloads.isEmpty() ? lookup.named(AROUND, mention) : workloads;
    }

    private Optional<Scope> either(Mention mention, List<ObjectRef> objects) {
        String namespace = "namespace/" + mention.name();
        List<String> options = new ArrayList<>(List.of(namespace));
        objects.forEach(object -> options.add(TypedName.of(object)));
        return inquiry.choice(
                        "subject-" + mention.key(),
                        mention.name() + " is the name of a namespace and of " + objects.getFirst()
                                + ": which is meant?",
                        options,
                        Optional.empty())
                .map(chosen -> chosen.equals(namespace)
                        ? new Scope.OfNamespace(mention.name())
                        : new Scope.OfObject(objects.get(options.indexOf(chosen) - 1)));
    }

    /** The same for who complains that Git does not arrive: what delivers it is meant, wherever it lives. */
    Optional<Scope> delivering(Mention mention) {
        List<ObjectRef> owners = mention.kind().isEmpty() ? owners(mention) : List.of();
        if (owners.size() == 1) return Optional.of(new Scope.OfOwner(owners.getFirst()));
        if (owners.size() > 1) return chosen(mention, owners);
        return about(mention).map(this::delivering);
    }

    private Optional<Scope> chosen(Mention mention, List<ObjectRef> owners) {
        List<String> options = owners.stream().map(ObjectRef::toString).toList();
        return inquiry.choice(
                        "owner-" + mention.key(),
                        "several that deliver are called " + mention.name() + ": which is meant?",
                        options,
                        Optional.empty())
                .map(chosen -> new Scope.OfOwner(owners.get(options.indexOf(chosen))));
    }

    /** What delivers to a namespace may live in any other. */
    private Scope delivering(Scope scope) {
        return switch (scope) {
            case Scope.OfObject(ObjectRef object) -> delivering(object);
            case Scope.OfOwner owner -> owner;
            case Scope.OfNamespace _, Scope.OfCluster _ -> new Scope.OfCluster();
        };
    }

    private Scope delivering(ObjectRef object) {
        boolean isOwner = OWNERS.contains(List.of(object.group(), object.kind()));
        if (isOwner) return new Scope.OfOwner(object);
        return ownerOf.apply(object).<Scope>map(Scope.OfOwner::new).orElseGet(() -> new Scope.OfObject(object));
    }

    /** Those of the first kind that has the name, in whatever namespace. */
    private List<ObjectRef> owners(Mention mention) {
        for (List<String> kind : OWNERS) {
            List<ObjectRef> found = cluster.typeOf(kind.getFirst(), kind.getLast())
                    .map(type -> named(type, mention))
                    .orElse(List.of());
            if (!found.isEmpty()) return found;
        }
        return List.of();
    }

    /** Who may not look everywhere has to name the object with its kind. */
    private List<ObjectRef> named(ResourceType type, Mention mention) {
        List<ObjectRef> found = new ArrayList<>();
        try {
            cluster.scan(type, mention.namespace(), "", object -> {
                if (object.ref().name().equals(mention.name())) found.add(object.ref());
            });
        } catch (ClusterException failed) {
            if (failed.missing().isEmpty()) throw failed;
        }
        return found;
    }

    /** Words that say what is wrong, and are the name of a workload as well, are asked about. */
    List<Mention> named(List<String> topics, String place) {
        List<Mention> meant = new ArrayList<>();
        for (String topic : topics) {
            if (KindWords.isKind(Word.plain(topic))) continue;
            Mention mention = new Mention("", topic, false, place);
            lookup.named(ObjectLookup.WORKLOADS, mention).stream()
                    .findFirst()
                    .flatMap(object -> isMeant(mention, object))
                    .ifPresent(meant::add);
        }
        return meant;
    }

    private Optional<Mention> isMeant(Mention mention, ObjectRef object) {
        String name = TypedName.of(object);
        return inquiry.choice(
                        "meaning-of-" + mention.key(),
                        "\"" + mention.name() + "\" may be " + object + ", or tell what is wrong: which is meant?",
                        List.of(name, "symptom"),
                        Optional.empty())
                .filter(name::equals)
                .map(_ -> mention);
    }
}
