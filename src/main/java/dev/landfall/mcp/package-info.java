/**
 * The door for models: tools that read and plan, and one that lands what may land. Open
 * {@link dev.landfall.mcp.ModelDoor} first, then {@link dev.landfall.mcp.Tool}.
 */
package dev.landfall.mcp;
