package dev.landfall.gitops;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import java.util.List;

/**
 * The object that applies another from Git, such as an Application or a Kustomization, with the proof of it.
 *
 * @param provider the name of the {@link GitOpsProvider}
 * @param live the owner as it was seen when it was found
 * @param target the object that the owner lists: the asked one, or one that it descends from
 * @param chain from the asked object up to the target, both included
 */
public record Owner(String provider, LiveObject live, ObjectRef target, List<ObjectRef> chain, List<Proof> evidence) {

    public ObjectRef object() {
        return live.ref();
    }

    /** The same as the owner of another object, which nothing proves. */
    public Owner of(ObjectRef other) {
        return new Owner(provider, live, other, List.of(other), List.of());
    }
}
