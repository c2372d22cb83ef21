package dev.landfall.mcp.wire;

import tools.jackson.databind.node.ObjectNode;

/** What answers the requests of one method. */
@FunctionalInterface
public interface Method {

    /**
     * @return the result
     * @throws ProtocolFault where the request cannot be meant
     */
    ObjectNode answer(Call call);
}
