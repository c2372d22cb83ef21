package dev.landfall.words;

import dev.landfall.change.RequestException;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.ObjectName;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import dev.landfall.reason.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the objects that a sentence names; what it does not find, or finds twice, it asks about. */
public final class ObjectLookup {
    /** Groups and kinds of what a bare name is looked for among. */
    public static final List<List<String>> WORKLOADS = List.of(
            List.of("apps", "Deployment"),
            List.of("apps", "StatefulSet"),
            List.of("apps", "DaemonSet"),
            List.of("batch", "CronJob"),
            List.of("batch", "Job"));

    private final Cluster cluster;
    private final String defaultNamespace;
    private final Inquiry inquiry;

    /** @param defaultNamespace of objects of which none was said */
    public ObjectLookup(Cluster cluster, String defaultNamespace, Inquiry inquiry) {
        this.cluster = cluster;
        this.defaultNamespace = defaultNamespace;
        this.inquiry = inquiry;
    }

    /**
     * The object; empty where a question was asked.
     *
     * @throws RequestException where an answer names what is not there
     */
    public Optional<ObjectRef> find(Mention mention) {
        if (mention.isEitherWay()) return turned(mention).flatMap(this::find).or(() -> askForObject(mention));
        return named(mention);
    }

    private Optional<ObjectRef> named(Mention named) {
        Optional<List<ResourceType>> types = types(named);
        if (types.isEmpty()) return Optional.empty();
        List<ObjectRef> there = there(types.get(), named);
        if (there.size() == 1) return Optional.of(there.getFirst());
        return there.isEmpty() ? missing(named, types.get()) : chosen(named, there);
    }

    private String namespace(Mention mention) {
        return mention.hasPlace() ? mention.namespace() : defaultNamespace;
    }

    /** The kinds that may be meant; those of workloads where none is said. */
    private Optional<List<ResourceType>> types(Mention mention) {
        if (mention.kind().isEmpty()) return Optional.of(served(WORKLOADS));
        return type(mention.kind()).or(() -> askForKind(mention)).map(List::of);
    }

    private Optional<ResourceType> type(String word) {
        try {
            return Optional.of(cluster.typeNamed(word));
        } catch (ClusterException unknown) {
            if (unknown.fault() == ClusterException.Fault.USAGE) return Optional.empty();
            throw unknown;
        }
    }

    private Optional<ResourceType> askForKind(Mention mention) {
        String text = "the cluster serves no kind \"" + mention.kind() + "\"" + nearestKinds(mention.kind())
                + ": of which kind is " + mention.name() + "?";
        return inquiry.words("kind-of-" + mention.key(), text, "deployment", Optional.empty())
                .map(cluster::typeNamed);
    }

    private String nearestKinds(String word) {
        try {
            cluster.typeNamed(word);
            return "";
        } catch (ClusterException unknown) {
            String remedy = unknown.reason().remedy();
            return remedy.startsWith("did you mean") ? " (" + remedy + ")" : "";
        }
    }

    /** With the kind first; empty where neither word is one. */
    private Optional<Mention> turned(Mention mention) {
        if (type(mention.kind()).isPresent()) return Optional.of(mention.ofKind(mention.kind()));
        return type(mention.name()).map(_ -> mention.turned());
    }

    private Optional<ObjectRef> askForObject(Mention mention) {
        String text = "\"" + mention.told() + "\" is not understood: neither \"" + mention.kind() + "\" nor \""
                + mention.name() + "\" is a kind that the cluster serves: which object is meant?";
        return inquiry.words("object-" + mention.key(), text, "deployment/web", Optional.empty())
                .map(answer -> require(ObjectName.parse(answer), namespace(mention)));
    }

    /** What has this name among some kinds, without a question. */
    public List<ObjectRef> named(List<List<String>> kinds, Mention mention) {
        return there(served(kinds), mention);
    }

    private List<ResourceType> served(List<List<String>> kinds) {
        return kinds.stream()
                .flatMap(kind -> cluster.typeOf(kind.getFirst(), kind.getLast()).stream())
                .toList();
    }

    /** Kinds that may not be read are passed over as long as another one has the name. */
    private List<ObjectRef> there(List<ResourceType> types, Mention mention) {
        List<ObjectRef> found = new ArrayList<>();
        Optional<ClusterException> denied = Optional.empty();
        for (ResourceType type : types) {
            try {
                ObjectRef ref = GeneratedName.resolved(cluster, type.named(namespace(mention), mention.name()));
                if (cluster.get(ref).isPresent()) found.add(ref);
            } catch (ClusterException failed) {
                if (failed.missing().isEmpty()) throw failed;
                denied = Optional.of(failed);
            }
        }
        if (found.isEmpty() && denied.isPresent()) throw denied.get();
        return found;
    }

    /** One of several that have the name; empty where that was asked. */
    public Optional<ObjectRef> chosen(Mention mention, List<ObjectRef> several) {
        List<String> kinds = several.stream().map(ObjectLookup::kind).toList();
        String places = several.stream().map(ObjectRef::toString).collect(Collectors.joining(", "));
        return inquiry.choice(
                        "kind-of-" + mention.key(),
                        mention.name() + " is the name of several objects (" + places + "): of which kind is it?",
                        kinds,
                        Optional.empty())
                .map(kind -> several.get(kinds.indexOf(kind)));
    }

    private static String kind(ObjectRef object) {
        return object.kind().toLowerCase(Locale.ROOT);
    }

    private Optional<ObjectRef> missing(Mention named, List<ResourceType> types) {
        Neighbours neighbours = Neighbours.of(cluster, types, namespace(named), named.name());
        String none = "there is no " + named.told() + " in namespace " + namespace(named);
        if (types.stream().noneMatch(ResourceType::namespaced)) none = "there is no " + named.told();
        boolean isNamespaceThere = isNamespaceThere(namespace(named));
        if (!isNamespaceThere)
            none = "there is no namespace " + namespace(named) + " that " + named.told() + " could be in";
        if (!neighbours.elsewhere().isEmpty()) return elsewhere(named, none, neighbours.elsewhere(), types);
        if (!isNamespaceThere) return askForNamespace(named, none, types);
        if (!neighbours.near().isEmpty()) return near(named, none, neighbours.near());
        return inquiry.words(
                        "name-of-" + named.key(),
                        none + neighbours.told() + ": which object is meant?",
                        "deployment/web",
                        Optional.empty())
                .map(answer -> require(ObjectName.parse(answer), namespace(named)));
    }

    private Optional<ObjectRef> elsewhere(
            Mention named, String none, List<String> namespaces, List<ResourceType> types) {
        String question = none + ", but in " + String.join(" and in ", namespaces) + ": in which namespace is it?";
        Optional<String> suggested = namespaces.size() == 1 ? Optional.of(namespaces.getFirst()) : Optional.empty();
        return inquiry.choice("namespace-of-" + named.key(), question, namespaces, suggested)
                .flatMap(namespace -> in(namespace, named, types));
    }

    private Optional<ObjectRef> in(String namespace, Mention named, List<ResourceType> types) {
        List<ObjectRef> there = there(types, named.in(namespace));
        if (there.isEmpty())
            throw RequestException.because(
                    "no-such-object",
                    "there is no " + named.told() + " in namespace " + Printable.line(namespace, 80),
                    "check the name and the namespace");
        return there.size() == 1 ? Optional.of(there.getFirst()) : chosen(named, there);
    }

    /** Who may not read namespaces has to take our word for the object alone. */
    public boolean isNamespaceThere(String name) {
        try {
            return cluster.get(new ObjectRef("", "v1", "Namespace", "", name)).isPresent();
        } catch (ClusterException failed) {
            if (failed.missing().isEmpty()) throw failed;
            return true;
        }
    }

    private Optional<ObjectRef> askForNamespace(Mention named, String none, List<ResourceType> types) {
        return inquiry.words("namespace-of-" + named.key(), none + ": in which one is it?", "shop", Optional.empty())
                .flatMap(namespace -> in(namespace, named, types));
    }

    private Optional<ObjectRef> near(Mention named, String none, List<ObjectRef> near) {
        List<String> options = near.stream().map(TypedName::of).toList();
        return inquiry.choice(
                        "name-of-" + named.key(),
                        none + ": did you mean " + String.join(" or ", options) + "?",
                        options,
                        options.size() == 1 ? Optional.of(options.getFirst()) : Optional.empty())
                .map(word -> near.get(options.indexOf(word)));
    }

    private ObjectRef require(ObjectName name, String namespace) {
        ObjectRef object = name.in(namespace, cluster);
        if (cluster.get(object).isEmpty()) throw RequestException.noSuchObject(object);
        return object;
    }
}
