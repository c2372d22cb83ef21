package dev.landfall.mcp;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing that a model can ask for. A new one is a class that makes such a record, and its line in the wiring.
 *
 * @param description for the model: what it answers, and what to do with the answer
 * @param output the schema of every answer's structured content
 */
public record Tool(
        String name,
        String title,
        String description,
        Annotations annotations,
        List<Argument> arguments,
        ObjectNode output,
        Handler handler) {

    /**
     * What clients may rely on before they call it.
     *
     * @param isReadOnly whether it changes nothing outside of Landfall's own journal and cache
     * @param isDestructive whether it may change what is there, not only add
     * @param isIdempotent whether the same call again changes nothing more
     * @param isOpenWorld whether it speaks to others than this machine
     */
    record Annotations(boolean isReadOnly, boolean isDestructive, boolean isIdempotent, boolean isOpenWorld) {
        /** Of what reads and plans: it asks the cluster and the Git host. */
        static Annotations reading() {
            return new Annotations(true, false, true, true);
        }
    }

    /** What answers a call. */
    @FunctionalInterface
    interface Handler {
        ToolAnswer answer(Workplace workplace, Arguments arguments, Attendance attendance);
    }

    /** As clients list it. */
    ObjectNode listed() {
        ObjectNode listed = JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("title", title)
                .put("description", description);
        listed.set("inputSchema", input());
        listed.set("outputSchema", output);
        listed.putObject("annotations")
                .put("title", title)
                .put("readOnlyHint", annotations.isReadOnly())
                .put("destructiveHint", annotations.isDestructive())
                .put("idempotentHint", annotations.isIdempotent())
                .put("openWorldHint", annotations.isOpenWorld());
        return listed;
    }

    private ObjectNode input() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        arguments.forEach(argument -> properties.set(argument.name(), argument.schema()));
        ArrayNode required = schema.putArray("required");
        arguments.stream().filter(Argument::isRequired).forEach(argument -> required.add(argument.name()));
        if (required.isEmpty()) schema.remove("required");
        return schema.put("additionalProperties", false);
    }
}
