package dev.landfall.e2e;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** An application that a GitOps tool delivers from a folder of a repository into a namespace. */
interface Delivered {
    GitOpsTool tool();

    /** The object that owns what is delivered. */
    Tracked owner();

    /** Every object whose status tells how the delivery goes. */
    List<Tracked> tracked();

    void create();

    /** As {@code --owner} takes it. */
    default String asOwner() {
        String kind = tool() == GitOpsTool.ARGOCD ? "Application" : "Kustomization";
        return kind + "/" + owner().namespace() + "/" + owner().name();
    }

    /** Asks the owner to look now, as an operator would, for what it thinks may be minutes old. */
    default void lookNow(Kubectl kubectl) {
        String asked = tool() == GitOpsTool.FLUX
                ? "reconcile.fluxcd.io/requestedAt=" + System.nanoTime()
                : "argocd.argoproj.io/refresh=normal";
        for (Tracked each : tracked().reversed())
            kubectl.run("annotate", each.resource(), each.name(), "-n", each.namespace(), "--overwrite", asked);
    }

    /**
     * Has the owner fetch from another address from now on.
     *
     * @param secret that a GitRepository of Flux names; Argo CD finds its own by the address
     */
    void fetchFrom(String url, String secret);

    /** The object whose spec says which revision of which repository is taken. */
    default Tracked source() {
        return tracked().getLast();
    }

    /** Whether the owner's own status lists the Deployment: the proof that it owns it. */
    boolean lists(String deployment);

    /** Takes the owner away and leaves what it delivered to the removal of the namespace. */
    void delete();

    /** An object by which to find it with kubectl. */
    record Tracked(String resource, String namespace, String name) {
        JsonNode read(Kubectl kubectl) {
            return kubectl.get(resource, namespace, name);
        }
    }
}
