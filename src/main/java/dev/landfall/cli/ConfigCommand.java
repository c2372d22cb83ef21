package dev.landfall.cli;

import dev.landfall.config.ConfigurationView;
import dev.landfall.report.Documents;
import dev.landfall.report.ExitStatus;
import dev.landfall.report.StyledText;
import dev.landfall.report.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "config",
        description = "The configuration in force.",
        footer = {"", "Examples:", "  landfall config view"})
final class ConfigCommand extends CommandGroup {

    @Command(
            name = "view",
            description = "Every value in force; secrets are named, never shown.",
            footer = {
                "",
                "Examples:",
                "  landfall config view --show-origin",
                "  landfall config view --config staging.yaml -o yaml"
            })
    static final class View extends DataCommand {
        @Option(names = "--show-origin", description = "Where each value comes from.")
        boolean showOrigin;

        View(Door door) {
            super(door);
        }

        @Override
        Answer read(Workplace workplace) {
            ObjectNode document = Documents.create();
            ArrayNode values = document.putArray("values");
            Table table = showOrigin ? new Table("KEY", "VALUE", "ORIGIN") : new Table("KEY", "VALUE");
            StringBuilder text = new StringBuilder();
            for (ConfigurationView.Entry entry :
                    workplace.configuration().view().entries()) {
                ObjectNode value = values.addObject().put("key", entry.key()).put("value", entry.value());
                if (showOrigin) value.put("origin", entry.origin().toString());
                if (showOrigin)
                    table.add(entry.key(), entry.value(), entry.origin().toString());
                else table.add(entry.key(), entry.value());
                text.append(entry.key()).append(": ").append(entry.value());
                text.append(showOrigin ? "    # " + entry.origin() + "\n" : "\n");
            }
            return Answer.of(ExitStatus.DONE, StyledText.of(text.toString()), table, document);
        }
    }
}
