package dev.landfall.config;

/** What may land through MCP without a person who approves the plan at a terminal. */
public enum McpApply {
    /** What goes through pull requests in all its parts: people merge them. */
    PULL_REQUEST,
    /** Nothing. */
    PLAN_ONLY,
    /** Every plan, pushes and direct writes too. */
    ALL;

    /** In the file only: the environment of an MCP server is set by its client, and that may be the model itself. */
    static final String KEY = "mcp.apply";
}
