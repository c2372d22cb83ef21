package dev.landfall.cluster;

import java.util.List;
import java.util.Locale;

/** A kind of object that the API server serves, in the version it prefers. */
public record ResourceType(
        String group,
        String version,
        String kind,
        String plural,
        String singular,
        List<String> shortNames,
        boolean namespaced) {

    public ObjectRef named(String namespace, String name) {
        return new ObjectRef(group, version, kind, namespaced ? namespace : "", name);
    }

    String singularOrKind() {
        return singular.isEmpty() ? kind.toLowerCase(Locale.ROOT) : singular;
    }

    /** As rights name it: {@code deployments.apps}, or {@code pods} in the core group. */
    public String resource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }
}
