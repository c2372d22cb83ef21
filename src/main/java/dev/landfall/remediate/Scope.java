package dev.landfall.remediate;

import dev.landfall.cluster.ObjectRef;

/** What is to be looked at. */
public sealed interface Scope {

    /** The namespace that has to be read; empty for all of them. */
    String namespace();

    /** For a person. */
    String told();

    /** Of everything that the object belongs to and that belongs to it. */
    record OfObject(ObjectRef object) implements Scope {
        @Override
        public String namespace() {
            return object.namespace();
        }

        @Override
        public String told() {
            return object.toString();
        }
    }

    /** Of an Application, Kustomization or the like: its source, and the controllers that work for it, wherever they are. */
    record OfOwner(ObjectRef owner) implements Scope {
        @Override
        public String namespace() {
            return "";
        }

        @Override
        public String told() {
            return owner.toString();
        }
    }

    record OfNamespace(String namespace) implements Scope {
        @Override
        public String told() {
            return "namespace " + namespace;
        }
    }

    record OfCluster() implements Scope {
        @Override
        public String namespace() {
            return "";
        }

        @Override
        public String told() {
            return "all namespaces";
        }
    }
}
