package dev.landfall.report;

import dev.landfall.change.Question;
import dev.landfall.reason.Printable;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Data for programs, as JSON or YAML. */
public final class Documents {
    static final int SCHEMA_VERSION = 1;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Documents() {}

    public static ObjectNode create() {
        return MAPPER.createObjectNode().put("schemaVersion", SCHEMA_VERSION);
    }

    /** Questions to a person, each with what an answer looks like. */
    public static ArrayNode questions(List<Question> questions) {
        ArrayNode list = MAPPER.createArrayNode();
        for (Question question : questions) {
            ObjectNode node = list.addObject().put("key", question.key()).put("text", Printable.text(question.text()));
            switch (question.form()) {
                case Question.Form.Choice choice -> {
                    node.put("form", "choice");
                    ArrayNode options = node.putArray("options");
                    choice.options().forEach(option -> options.add(Printable.text(option)));
                }
                case Question.Form.Count count ->
                    node.put("form", "count").put("least", count.least()).put("most", count.most());
                case Question.Form.YesOrNo _ -> node.put("form", "yes-or-no");
                case Question.Form.Words words -> node.put("form", "words").put("example", words.example());
            }
            question.suggested().ifPresent(answer -> node.put("suggested", Printable.text(answer)));
        }
        return list;
    }

    public static String json(JsonNode document) {
        return MAPPER.writeValueAsString(document) + "\n";
    }

    public static String yaml(JsonNode document) {
        DumpSettings settings =
                DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
        return new Dump(settings).dumpToString(MAPPER.convertValue(document, Map.class));
    }
}
