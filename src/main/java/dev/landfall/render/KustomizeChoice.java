package dev.landfall.render;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which Kustomize of this machine builds for an owner; each program is asked for its version once. */
final class KustomizeChoice {
    private static final Pattern LINE = Pattern.compile("v(\\d+\\.\\d+)\\.");

    private final Programs programs;
    private final Map<KustomizeProgram, String> titles = new HashMap<>();
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

    /** One alone is not asked: it would be taken whatever it says. */
    private KustomizeProgram choose(List<KustomizeProgram> found, String line) {
        if (line.isEmpty() || found.size() == 1) return found.getFirst();
        return found.stream()
                .filter(program -> line(program).equals(Optional.of(line)))
                .findFirst()
                .orElse(found.getFirst());
    }

    /** Empty where the program does not tell. */
    Optional<String> line(KustomizeProgram program) {
        Matcher line = LINE.matcher(title(program));
        return line.find() ? Optional.of(line.group(1)) : Optional.empty();
    }

    /** Such as {@code kustomize v5.8.3}; without the number where it does not tell. */
    synchronized String title(KustomizeProgram program) {
        return titles.computeIfAbsent(program, KustomizeChoice::asked);
    }

    private static String asked(KustomizeProgram program) {
        try (Room room = Room.open()) {
            return program.title(room.home());
        } catch (IOException noRoom) {
            return "kustomize";
        }
    }
}
