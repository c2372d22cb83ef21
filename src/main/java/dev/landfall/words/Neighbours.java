package dev.landfall.words;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.EditDistance;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What may have been meant by a name that is not there.
 *
 * @param elsewhere namespaces that have an object of this name
 * @param near objects of the namespace whose names are like it, the nearest first
 * @param isWhole whether everything was looked at that may be meant
 */
record Neighbours(List<String> elsewhere, List<ObjectRef> near, boolean isWhole) {
    /** Objects of all kinds together; a question is not worth more of the API server's time. */
    private static final int MOST_LOOKED_AT = 5000;

    private static final int MOST_OFFERED = 5;

    static Neighbours of(Cluster cluster, List<ResourceType> types, String namespace, String name) {
        Survey survey = new Survey(namespace, name);
        types.forEach(type -> survey.look(cluster, type));
        return survey.result();
    }

    /** To be said behind "there is no such object". */
    String told() {
        return isWhole ? "" : " (not everything could be looked at)";
    }

    private static final class Survey {
        private final String namespace;
        private final String name;
        private final List<String> elsewhere = new ArrayList<>();
        private final List<ObjectRef> near = new ArrayList<>();
        private int looked;
        private boolean isWhole = true;

        Survey(String namespace, String name) {
            this.namespace = namespace;
            this.name = name;
        }

        /** Everywhere where that is allowed, else in the one namespace. */
        void look(Cluster cluster, ResourceType type) {
            if (scanned(cluster, type, "")) return;
            isWhole = false;
            if (type.namespaced()) scanned(cluster, type, namespace);
        }

        private boolean scanned(Cluster cluster, ResourceType type, String where) {
            try {
                cluster.scan(type, where, "", object -> see(object.ref()));
                return true;
            } catch (Enough enough) {
                isWhole = false;
                return true;
            } catch (ClusterException failed) {
                if (failed.missing().isEmpty()) throw failed;
                return false;
            }
        }

        private void see(ObjectRef object) {
            if (++looked > MOST_LOOKED_AT) throw new Enough();
            boolean isElsewhere = !isHere(object);
            if (object.name().equals(name) && isElsewhere) {
                if (!elsewhere.contains(object.namespace())) elsewhere.add(object.namespace());
            } else if (!isElsewhere && isLike(object.name())) near.add(object);
        }

        private boolean isHere(ObjectRef object) {
            return object.namespace().isEmpty() || object.namespace().equals(namespace);
        }

        private boolean isLike(String other) {
            boolean isPart = name.length() > 2 && (other.contains(name) || name.contains(other));
            return isPart || EditDistance.between(name, other) <= Math.max(2, EditDistance.tolerated(name));
        }

        Neighbours result() {
            List<ObjectRef> nearest = near.stream()
                    .sorted(Comparator.comparingInt(object -> EditDistance.between(name, object.name())))
                    .limit(MOST_OFFERED)
                    .toList();
            return new Neighbours(
                    elsewhere.stream().sorted().limit(MOST_OFFERED).toList(), nearest, isWhole);
        }
    }

    /** Ends a scan from within, since that is the only way to look at no more pages. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;

        Enough() {
            super("looked at enough", null, false, false);
        }
    }
}
