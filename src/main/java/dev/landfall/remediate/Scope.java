package dev.landfall.remediate;

import dev.landfall.cluster.ObjectRef;

/** What is to be looked at. */
public sealed interface Scope {

    /** The namespace that has to be read; empty for all of them. */
    String namespace();

    /** Of everything that the object belongs to and that belongs to it. */
    record OfObject(ObjectRef object) implements Scope {
        @Override
        public String namespace() {
            return object.namespace();
        }
    }

    record OfNamespace(String namespace) implements Scope {}

    record OfCluster() implements Scope {
        @Override
        public String namespace() {
            return "";
        }
    }
}
