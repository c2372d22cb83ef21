package dev.landfall.change;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import java.util.ArrayList;
import java.util.List;

/** Objects in the namespace of another. What may not be read is passed over, and so is a kind that is not served. */
record NearObjects(Cluster cluster) {

    List<LiveObject> of(String group, String kind, ObjectRef near) {
        List<LiveObject> found = new ArrayList<>();
        try {
            cluster.typeOf(group, kind).ifPresent(type -> cluster.scan(type, near.namespace(), "", found::add));
        } catch (ClusterException refused) {
            if (refused.fault() != ClusterException.Fault.RIGHTS) throw refused;
        }
        return found;
    }
}
