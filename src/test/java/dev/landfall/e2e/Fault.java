package dev.landfall.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Something that people break, by one line of {@code apps/web.yaml}, and the rule that must find it.
 *
 * @param name in kebab-case, short, for names of namespaces
 * @param from a text of the file, exactly once in it
 * @param to what somebody writes in its place
 * @param mended what stands there after the repair: mostly {@code from} again
 * @param container more lines of the container, which are right
 * @param around other files of the folder, which are right; {@code %s} stands for the namespace
 * @param options of {@code remediate} besides the object
 */
record Fault(
        String name,
        String rule,
        String from,
        String to,
        String mended,
        List<String> container,
        Map<String, String> around,
        List<String> options) {

    static Fault of(String name, String rule, String from, String to) {
        return new Fault(name, rule, from, to, from, List.of(), Map.of(), List.of());
    }

    Fault beside(String file, String text) {
        return new Fault(name, rule, from, to, mended, container, Map.of(file, text), options);
    }

    /** @param lines of the container, from its own column on */
    Fault in(String... lines) {
        return new Fault(name, rule, from, to, mended, List.of(lines), around, options);
    }

    Fault mendedTo(String text) {
        return new Fault(name, rule, from, to, text, container, around, options);
    }

    Fault with(String... more) {
        return new Fault(name, rule, from, to, mended, container, around, List.of(more));
    }

    /** The usual Deployment, with what the fault is about, all of it right. */
    String web(String namespace, String image) {
        StringBuilder web = new StringBuilder(Manifests.web(namespace, image));
        container.forEach(line -> web.append(" ".repeat(16)).append(line).append('\n'));
        return web.toString();
    }

    /** A part of them runs in every build: every third. All with {@code E2E_FAULTS=all}. */
    static List<Fault> chosen(List<Fault> all) {
        if (System.getenv().getOrDefault("E2E_FAULTS", "").equals("all")) return all;
        List<Fault> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i += 3) some.add(all.get(i));
        return some;
    }

    @Override
    public String toString() {
        return name;
    }
}
