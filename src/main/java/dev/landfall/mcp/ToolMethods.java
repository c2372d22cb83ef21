package dev.landfall.mcp;

import dev.landfall.mcp.wire.Call;
import dev.landfall.mcp.wire.Method;
import dev.landfall.mcp.wire.ProtocolFault;
import dev.landfall.reason.Printable;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The methods by which clients list tools and call them. */
final class ToolMethods {
    private static final int LIST_MILLISECONDS = 3_600_000;

    private final List<Tool> tools;
    private final ToolRuns runs;

    ToolMethods(List<Tool> tools, ToolRuns runs) {
        this.tools = List.copyOf(tools);
        this.runs = runs;
    }

    Map<String, Method> methods() {
        return Map.of("tools/list", this::list, "tools/call", this::call);
    }

    /** All in one page, in the same order each time. */
    private ObjectNode list(Call call) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode list = result.putArray("tools");
        tools.forEach(tool -> list.add(tool.listed()));
        return call.isStateless() ? result.put("ttlMs", LIST_MILLISECONDS).put("cacheScope", "public") : result;
    }

    private ObjectNode call(Call call) {
        String name = call.params().path("name").asString("");
        Tool tool = tools.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
        ToolAnswer answer = runs.run(tool, call);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.putArray("content")
                .addObject()
                .put("type", "text")
                .put("text", Fence.around(answer.words(), Ceiling.below(answer.told())));
        result.set("structuredContent", Ceiling.below(answer.document()));
        return result.put("isError", answer.isError());
    }

    private ProtocolFault unknown(String name) {
        List<String> names = tools.stream().map(Tool::name).toList();
        String near = Arguments.nearest(name, names)
                .map(each -> "; did you mean " + each + "?")
                .orElse("; there are " + String.join(", ", names));
        return new ProtocolFault(
                ProtocolFault.INVALID_PARAMS, "there is no tool \"" + Printable.line(name, 80) + "\"" + near);
    }
}
