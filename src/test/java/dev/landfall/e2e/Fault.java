package dev.landfall.e2e;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that people break, by one text of one file, and the rule that must find it.
 *
 * @param name in kebab-case, short, for names of namespaces
 * @param object that is at fault, as the command line takes it
 * @param file of the folder that is broken
 * @param from a text of the file, exactly once in it; the repair must bring it back
 * @param to what somebody writes in its place
 * @param lines at the end of the usual Deployment, which are right
 * @param around other files of the folder, which are right; {@code %s} stands for the namespace
 * @param options of {@code remediate} besides the object
 */
record Fault(
        String name,
        String rule,
        String object,
        String file,
        String from,
        String to,
        List<String> lines,
        Map<String, String> around,
        List<String> options) {
    private static final int THIRDS = 3;

    /** In the usual Deployment. */
    static Fault of(String name, String rule, String from, String to) {
        return new Fault(name, rule, "deployment/web", Manifests.WEB_FILE, from, to, List.of(), Map.of(), List.of());
    }

    /** In the usual Service. */
    static Fault ofService(String name, String rule, String from, String to) {
        return new Fault(name, rule, "service/web", Manifests.SERVICE_FILE, from, to, List.of(), Map.of(), List.of());
    }

    Fault beside(String path, String text) {
        Map<String, String> all = new LinkedHashMap<>(around);
        all.put(path, text);
        return new Fault(name, rule, object, file, from, to, lines, all, options);
    }

    /** Has fields of the container {@code web} besides. */
    Fault inContainer(String... more) {
        return with(16, more);
    }

    /** Has fields of the pod besides. */
    Fault inPod(String... more) {
        return with(12, more);
    }

    private Fault with(int column, String... more) {
        List<String> all = new ArrayList<>(lines);
        for (String line : more) all.add(" ".repeat(column) + line);
        return new Fault(name, rule, object, file, from, to, all, around, options);
    }

    Fault repairedBy(String... more) {
        return new Fault(name, rule, object, file, from, to, lines, around, List.of(more));
    }

    /** The files of the folder, all of them right; what others need comes first. */
    Map<String, String> sound(String namespace, String image) {
        Map<String, String> files = new LinkedHashMap<>();
        around.forEach((path, text) -> files.put(path, text.formatted(namespace)));
        files.put(
                Manifests.WEB_FILE,
                Manifests.web(namespace, image)
                        + String.join(
                                "", lines.stream().map(line -> line + "\n").toList()));
        files.put(Manifests.SERVICE_FILE, Manifests.service(namespace));
        return files;
    }

    /** The broken file. */
    String broken(String sound) {
        if (sound.indexOf(from) < 0 || sound.indexOf(from) != sound.lastIndexOf(from))
            throw new IllegalStateException("not exactly once: " + from + " in " + sound);
        return sound.replace(from, to);
    }

    /**
     * The third of them that runs in every build; all with {@code E2E_FAULTS=all}, some by their names.
     *
     * @param third 0 to 2: whoever takes them by turns has all of them
     */
    static List<Fault> chosen(List<Fault> all, int third) {
        String wanted = System.getenv().getOrDefault("E2E_FAULTS", "");
        if (wanted.equals("all")) return all;
        List<String> names = List.of(wanted.split(","));
        if (!wanted.isEmpty())
            return all.stream().filter(fault -> names.contains(fault.name())).toList();
        List<Fault> some = new ArrayList<>();
        for (int i = third; i < all.size(); i += THIRDS) some.add(all.get(i));
        return some;
    }

    @Override
    public String toString() {
        return name;
    }
}
