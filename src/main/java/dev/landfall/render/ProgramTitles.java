package dev.landfall.render;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What programs of this machine say of their versions; each is asked once. */
final class ProgramTitles<P extends ProgramTitles.Program> {
    private final Map<P, String> titles = new HashMap<>();

    interface Program {
        /** Without the number, such as {@code helm}. */
        String name();

        /** Such as {@code helm v4.3}; without the number where it does not tell. */
        String title(Path emptyHome);
    }

    synchronized String of(P program) {
        return titles.computeIfAbsent(program, ProgramTitles::asked);
    }

    private static String asked(Program program) {
        try (Room room = Room.open()) {
            return program.title(room.home());
        } catch (IOException noRoom) {
            return program.name();
        }
    }

    /** The first whose title fits, else the first; one alone is not asked, since it is taken whatever it says. */
    P first(List<P> found, Predicate<String> fits) {
        if (found.size() == 1) return found.getFirst();
        return found.stream()
                .filter(program -> fits.test(of(program)))
                .findFirst()
                .orElse(found.getFirst());
    }
}
