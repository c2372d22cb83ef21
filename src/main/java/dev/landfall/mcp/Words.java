package dev.landfall.mcp;

import dev.landfall.change.ChangeRequest;
import dev.landfall.change.Manner;
import dev.landfall.change.Question;
import java.util.List;
import java.util.Map;

/** Understands an instruction in plain words. */
@FunctionalInterface
public interface Words {

    /**
     * @param namespace empty for the one of the kubeconfig's context
     * @param answers to questions that were asked before, by their keys
     */
    Understood understand(String instruction, String namespace, Map<String, String> answers, Manner manner);

    /** Makes it for a call, whose cluster it asks. */
    @FunctionalInterface
    interface Opener {
        Words open(Workplace workplace);
    }

    /** What came of it. */
    sealed interface Understood {

        /** @param shownBack the instruction as it was understood, typed */
        record Means(ChangeRequest request, String shownBack) implements Understood {}

        /** The user must say more. */
        record Asks(List<Question> questions) implements Understood {}
    }
}
