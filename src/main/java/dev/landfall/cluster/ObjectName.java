package dev.landfall.cluster;

import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.regex.Pattern;

/**
 * An object as the user types it, {@code KIND/NAME}.
 *
 * @param kind any word that means a kind
 */
public record ObjectName(String kind, String name) {
    /** Wider than DNS names, since roles have colons in theirs; but nothing that could leave its place in a path. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:_-]{0,252}");

    private static final Pattern KIND = Pattern.compile("[A-Za-z][A-Za-z0-9.-]{0,252}");

    public static ObjectName parse(String typed) {
        String[] parts = typed.split("/", -1);
        if (parts.length != 2
                || !KIND.matcher(parts[0]).matches()
                || !NAME.matcher(parts[1]).matches()) {
            Reason reason = Reason.lasting(
                    "bad-object-name",
                    "\"" + Printable.line(typed, 80) + "\" does not name an object",
                    "write it as KIND/NAME, such as deployment/web");
            throw new ClusterException(ClusterException.Fault.USAGE, reason, null);
        }
        return new ObjectName(parts[0], parts[1]);
    }

    /** @param namespace where it is, if its kind has namespaces */
    public ObjectRef in(String namespace, Cluster cluster) {
        return cluster.typeNamed(kind).named(namespace, name);
    }
}
