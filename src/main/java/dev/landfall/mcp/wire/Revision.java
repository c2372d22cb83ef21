package dev.landfall.mcp.wire;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The revisions of the protocol: one that is agreed on by {@code initialize}, or one that each request names itself. */
final class Revision {
    static final String STATELESS = "2026-07-28";

    /** Newest first. */
    static final List<String> OF_SESSIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26");

    static final List<String> ALL =
            Stream.concat(Stream.of(STATELESS), OF_SESSIONS.stream()).toList();

    private static final String PREFIX = "io.modelcontextprotocol/";
    private static final String VERSION = PREFIX + "protocolVersion";
    private static final String CAPABILITIES = PREFIX + "clientCapabilities";
    static final String SERVER_INFO = PREFIX + "serverInfo";

    private Revision() {}

    /** The one asked for if it is known, else the newest that is agreed on this way. */
    static String agreedOn(String asked) {
        return OF_SESSIONS.contains(asked) ? asked : OF_SESSIONS.getFirst();
    }

    /** Whether a request names its revision itself. */
    static boolean isNamedIn(ObjectNode params) {
        return params.path("_meta").has(VERSION);
    }

    /** The revision that a request names; empty where it does not. */
    static String namedIn(ObjectNode params) {
        return params.path("_meta").path(VERSION).asString("");
    }

    /** @throws ProtocolFault where a request without a session does not say what it must */
    static void requireNamed(ObjectNode params) {
        JsonNode meta = params.path("_meta");
        if (!meta.path(VERSION).isString() || !meta.path(CAPABILITIES).isObject())
            throw new ProtocolFault(
                    ProtocolFault.INVALID_PARAMS,
                    "params._meta must have " + VERSION + " and " + CAPABILITIES + "; or begin with initialize");
    }

    /** @throws ProtocolFault where a request without a session is not of the revision that allows it */
    static void requireStateless(ObjectNode params) {
        requireNamed(params);
        String version = namedIn(params);
        if (!version.equals(STATELESS))
            throw new ProtocolFault(
                    ProtocolFault.UNSUPPORTED_VERSION,
                    "this protocol version is not supported without a session",
                    Message.Reader.versions(ALL, version));
    }
}
