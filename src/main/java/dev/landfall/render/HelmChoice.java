package dev.landfall.render;

import java.util.List;

/** Which Helm of this machine renders for an owner. */
final class HelmChoice {
    private final Programs programs;
    private final ProgramTitles<HelmProgram> titles = new ProgramTitles<>();
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
        return major == 0 ? found.getFirst() : titles.first(found, title -> HelmProgram.major(title) == major);
    }

    String title(HelmProgram program) {
        return titles.of(program);
    }
}
