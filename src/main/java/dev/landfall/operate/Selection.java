package dev.landfall.operate;

import dev.landfall.change.RequestException;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ObjectName;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import dev.landfall.reason.Printable;
import dev.landfall.words.GeneratedName;
import java.util.ArrayList;
import java.util.List;

/** Finds the objects that a user names: one after the other, or a kind by its labels. */
public final class Selection {
    private static final int MOST = 50;

    private final Cluster cluster;
    private final String namespace;

    /** @param namespace of objects whose kind has namespaces */
    public Selection(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
    }

    /**
     * @param words {@code KIND/NAME} each, or one or several kinds where there is a selector
     * @param selector as in {@code kubectl -l}, or empty
     * @throws RequestException where nothing is selected
     */
    public List<ObjectRef> of(List<String> words, String selector) {
        if (words.isEmpty())
            throw RequestException.because(
                    "no-object", "no object is named", "write KIND/NAME, such as deployment/web");
        return selector.isEmpty() ? named(words) : selected(words, selector);
    }

    private List<ObjectRef> named(List<String> words) {
        List<ObjectRef> objects = new ArrayList<>();
        for (String word : words) {
            ObjectRef object =
                    GeneratedName.resolved(cluster, ObjectName.parse(word).in(namespace, cluster));
            if (objects.contains(object))
                throw RequestException.because("named-twice", object + " is named twice", "name it once");
            objects.add(object);
        }
        return objects;
    }

    private List<ObjectRef> selected(List<String> kinds, String selector) {
        List<ObjectRef> objects = new ArrayList<>();
        for (String kind : kinds) {
            if (kind.contains("/"))
                throw RequestException.because(
                        "name-and-selector",
                        "\"" + Printable.line(kind, 80) + "\" names an object, and -l selects by labels",
                        "with -l write only the kind, such as deployment");
            ResourceType type = cluster.typeNamed(kind);
            cluster.scan(type, namespace, selector, found -> objects.add(found.ref()));
        }
        if (objects.isEmpty())
            throw RequestException.because(
                    "nothing-selected",
                    "no " + String.join(", ", kinds) + " in namespace " + namespace + " has the labels "
                            + Printable.line(selector, 80),
                    "check the labels and the namespace (-n)");
        if (objects.size() > MOST)
            throw RequestException.because(
                    "too-many-selected",
                    objects.size() + " objects are selected, more than " + MOST + " in one change",
                    "select fewer");
        return objects;
    }
}
