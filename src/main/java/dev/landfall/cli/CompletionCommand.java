package dev.landfall.cli;

import dev.landfall.report.ExitStatus;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "Print the script by which a shell completes the words of landfall.",
        footer = {
            "",
            "bash: put this line into ~/.bashrc, or run it for this shell only:",
            "  source <(landfall completion bash)",
            "zsh: put this line into ~/.zshrc, after compinit if that is there:",
            "  source <(landfall completion zsh)",
            "Where landfall is not on the PATH, write its whole path in the line. Other shells have no script yet.",
            "",
            "Examples:",
            "  landfall completion bash > ~/.local/share/bash-completion/completions/landfall",
            "  landfall completion zsh"
        })
final class CompletionCommand implements Callable<Integer> {

    /** The script is one for both: in zsh it loads what understands it first. */
    enum Shell {
        bash,
        zsh
    }

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    Shell shell;

    @Spec
    CommandSpec spec;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandSpec root = spec.root();
        terminal.print(AutoComplete.bash(root.name(), root.commandLine()));
        return ExitStatus.DONE.code();
    }
}
