package dev.landfall.operate;

import java.util.List;

/**
 * What a sentence means, word for word as the command line has it.
 *
 * @param instructions that become one change
 * @param notes what was worked out from the cluster on the way, for the person who reads the instructions
 */
public record TypedRequest(List<TypedInstruction> instructions, List<String> notes) {
    public TypedRequest {
        instructions = List.copyOf(instructions);
        notes = List.copyOf(notes);
        if (instructions.isEmpty()) throw new IllegalStateException("a request for nothing");
    }

    /** Shown back before the plan: the typed command lines that mean the same. */
    public List<String> commands() {
        return instructions.stream().map(TypedInstruction::command).toList();
    }
}
