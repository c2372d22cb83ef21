package dev.landfall.cluster;

/**
 * A right on a resource.
 *
 * @param verb such as {@code get}, {@code list}, {@code patch}
 * @param namespace empty for all namespaces or a cluster-scoped resource
 */
public record Access(String verb, String group, String resource, String namespace) {

    public static Access to(String verb, ResourceType type, String namespace) {
        return new Access(verb, type.group(), type.plural(), namespace);
    }

    /** {@code list applications.argoproj.io in all namespaces}. */
    @Override
    public String toString() {
        String where = namespace.isEmpty() ? "in all namespaces" : "in namespace " + namespace;
        return verb + " " + (group.isEmpty() ? resource : resource + "." + group) + " " + where;
    }

    /** The rule of a Role or ClusterRole that grants it. */
    public String rule() {
        return "{apiGroups: [\"%s\"], resources: [\"%s\"], verbs: [\"%s\"]}".formatted(group, resource, verb);
    }
}
