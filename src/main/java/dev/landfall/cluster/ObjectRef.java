package dev.landfall.cluster;

/**
 * Names one object of a cluster.
 *
 * @param group the API group, empty for the core group
 * @param version the API version, such as {@code v1}
 * @param namespace empty for a cluster-scoped object
 */
public record ObjectRef(String group, String version, String kind, String namespace, String name) {

    /** From an {@code apiVersion} as objects carry it: {@code apps/v1} or {@code v1}. */
    public static ObjectRef of(String apiVersion, String kind, String namespace, String name) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        return new ObjectRef(group, apiVersion.substring(slash + 1), kind, namespace, name);
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** Whether both name the same object; the API version is only a way of looking at it. */
    public boolean isSameObjectAs(ObjectRef other) {
        return group.equals(other.group)
                && kind.equals(other.kind)
                && namespace.equals(other.namespace)
                && name.equals(other.name);
    }

    /** {@code Deployment shop/web}, or {@code Namespace shop} for a cluster-scoped object. */
    @Override
    public String toString() {
        return namespace.isEmpty() ? kind + " " + name : kind + " " + namespace + "/" + name;
    }
}
