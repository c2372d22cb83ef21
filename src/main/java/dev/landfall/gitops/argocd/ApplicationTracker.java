package dev.landfall.gitops.argocd;

import dev.landfall.gitops.*;

final class ApplicationTracker implements OwnerTracker {
    ApplicationTracker(Object a, Object b, Object c, Hop h) {}

    @Override
    public Progress observe() {
        throw new IllegalStateException();
    }

    @Override
    public java.util.List<dev.landfall.cluster.ObjectRef> watched() {
        throw new IllegalStateException();
    }
}
