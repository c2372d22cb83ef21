package dev.landfall.mcp.wire;

import java.io.IOException;
import tools.jackson.databind.node.ObjectNode;

/** The way back to the client of one request. */
interface Outlet {

    /** @throws IOException where nobody is there any more */
    void send(ObjectNode message) throws IOException;
}
