package dev.landfall.render;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which Helm of this machine renders for an owner; each program is asked for its version once. */
final class HelmChoice {
    private final Programs programs;
    private final Map<HelmProgram, String> titles = new HashMap<>();
    private List<HelmProgram> found = List.of();

    HelmChoice(Programs programs) {
        this.programs = programs;
    }

    /**
     * The one of this major version, where there is one.
     *
     * @param major 0 where any will do
     * @throws RenderException where this machine has none
     */
    synchronized HelmProgram of(int major) {
        if (found.isEmpty()) found = HelmProgram.find(programs);
        if (major == 0 || found.size() == 1) return found.getFirst();
        return found.stream()
                .filter(program -> HelmProgram.major(title(program)) == major)
                .findFirst()
                .orElse(found.getFirst());
    }

    /** Such as {@code helm v4.3}; without the number where it does not tell. */
    synchronized String title(HelmProgram program) {
        return titles.computeIfAbsent(program, HelmChoice::asked);
    }

    private static String asked(HelmProgram program) {
        try (Room room = Room.open()) {
            return program.title(room.home());
        } catch (IOException noRoom) {
            return "helm";
        }
    }
}
