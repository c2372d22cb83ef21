package dev.landfall.render;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which Kustomize of this machine builds for an owner. */
final class KustomizeChoice {
    private final Programs programs;
    private final ProgramTitles<KustomizeProgram> titles = new ProgramTitles<>();
    private final Map<String, KustomizeProgram> chosen = new HashMap<>();

    KustomizeChoice(Programs programs) {
        this.programs = programs;
    }

    /**
     * The one of this line, where there is one.
     *
     * @param line empty where any will do
     * @throws RenderException where this machine has none
     */
    synchronized KustomizeProgram of(String line) {
        KustomizeProgram known = chosen.get(line);
        if (known != null) return known;
        KustomizeProgram found = choose(KustomizeProgram.find(programs, line), line);
        chosen.put(line, found);
        return found;
    }

    private KustomizeProgram choose(List<KustomizeProgram> found, String line) {
        return line.isEmpty()
                ? found.getFirst()
                : titles.first(found, title -> KustomizeProgram.line(title).equals(Optional.of(line)));
    }

    String title(KustomizeProgram program) {
        return titles.of(program);
    }
}
