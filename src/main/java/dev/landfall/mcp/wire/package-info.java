/**
 * The Model Context Protocol over stdio and streamable HTTP, of both eras: what a server offers is given to it. Open
 * {@link dev.landfall.mcp.wire.Dispatch} first.
 */
package dev.landfall.mcp.wire;
