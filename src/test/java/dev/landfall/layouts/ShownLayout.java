package dev.landfall.layouts;

import dev.landfall.change.ChangePlan;
import dev.landfall.change.Planned;
import dev.landfall.reason.Reason;
import dev.landfall.report.Documents;
import dev.landfall.report.PlanText;
import dev.landfall.report.PlannedReports;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A folder as a page shows it: what is there, what is typed, what the plan says, and the difference in the files.
 *
 * @param shows which files, as they are called there
 * @param then files after the change, by repository; null for one that is gone
 */
record ShownLayout(
        LayoutFolder folder,
        Predicate<String> shows,
        Planned planned,
        Map<String, Map<String, String>> then,
        GitRoot root) {
    private static final Pattern TOLD = Pattern.compile("  (owner|through|repository|file|change) .*");
    private static final Pattern PLAIN_WORD = Pattern.compile("[\\w./:@=-]+");
    private static final Pattern IMAGE =
            Pattern.compile("spec\\.template\\.spec\\.(?:containers|initContainers)\\[name=([^\\]]+)\\]\\.image");
    /** In every folder: the short form of an owner names no commit that it has applied. */
    private static final String UNCHECKED = "render-unchecked";

    String text() {
        String files = files();
        String given = files.isEmpty() ? "" : "```text\n" + files + "```\n\n";
        return given + "```text\n$ " + command() + "\n" + told() + "```\n" + difference();
    }

    private String files() {
        StringBuilder text = new StringBuilder();
        folder.shownOwners().forEach((title, spec) -> add(text, title, spec));
        folder.given()
                .forEach((repository, texts) -> texts.forEach((path, content) -> {
                    if (shows.test(name(repository, path))) add(text, name(repository, path), content);
                }));
        folder.charts()
                .forEach((chart, texts) -> texts.forEach((path, content) -> {
                    String name = "charts.test: " + chart + "/" + path;
                    if (shows.test(name)) add(text, name, content);
                }));
        // Of the rule that every folder has, the place is said.
        String settings = folder.textOf("given-configuration.yaml")
                .replace("  - layout:", "  - match: http://git.test/*\n    layout:");
        if (!settings.isEmpty()) add(text, "landfall.yaml", settings);
        created().forEach(object -> add(text, "new.yaml", Documents.yaml(object)));
        return text.toString();
    }

    private static void add(StringBuilder text, String title, String content) {
        text.append("== ")
                .append(title)
                .append('\n')
                .append(content.stripTrailing())
                .append('\n');
    }

    private String name(String repository, String path) {
        return folder.given().size() == 1 ? path : repository + ": " + path;
    }

    private JsonNode wish() {
        List<JsonNode> wishes = folder.wish().documents();
        if (wishes.size() > 1) throw new IllegalArgumentException(folder + ": a page shows the wish for one object");
        return wishes.getFirst();
    }

    private List<JsonNode> created() {
        return wish().path("create").valueStream().toList();
    }

    private String command() {
        JsonNode wish = wish();
        List<String> words = new ArrayList<>(List.of("landfall operate"));
        if (wish.has("create")) words.add("create -f new.yaml");
        else if (wish.has("delete"))
            words.add("delete " + named(wish.path("delete").path(0)));
        else words.addAll(changed(wish));
        if (wish.has("into")) words.add("--owner " + wish.path("into").asString());
        if (wish.has("at")) words.add("--at " + wish.path("at").asString());
        return String.join(" ", words);
    }

    private static List<String> changed(JsonNode wish) {
        String object = named(wish.path("of"));
        var only = wish.path("set").properties().stream().findFirst();
        if (wish.path("set").size() == 1 && only.isPresent()) {
            String path = only.get().getKey();
            String value = value(only.get().getValue());
            Matcher image = IMAGE.matcher(path);
            if (path.equals("spec.replicas")) return List.of("scale " + object + " --replicas " + value);
            if (image.matches()) return List.of("set-image " + object + " " + image.group(1) + "=" + value);
        }
        List<String> words = new ArrayList<>(List.of("set " + object));
        wish.path("set")
                .properties()
                .forEach(field -> words.add(quoted(field.getKey() + "=" + value(field.getValue()))));
        wish.path("remove").forEach(path -> words.add(quoted(path.asString() + "-")));
        return words;
    }

    /** {@code deployment/web -n shop} of {@code Deployment shop/web}. */
    private static String named(JsonNode object) {
        String[] words = object.asString().split("[ /]", -1);
        return "%s/%s -n %s".formatted(words[0].toLowerCase(Locale.ROOT), words[2], words[1]);
    }

    private static String value(JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }

    private static String quoted(String word) {
        return PLAIN_WORD.matcher(word).matches() ? word : "'" + word + "'";
    }

    private String told() {
        String told = switch (planned) {
            case Planned.Ready(ChangePlan plan) -> told(plan);
            case Planned.Refused refused -> PlannedReports.of(refused).text().plain();
            case Planned.NeedsInput needs -> PlannedReports.of(needs).text().plain();
            case Planned.AlreadyDesired _, Planned.NothingToDo _ ->
                throw new IllegalArgumentException(folder + ": a page shows what comes of a wish");
        };
        return root.written(told).replaceAll("\\(\\S+/(landfall\\.yaml):[0-9:]+\\)", "($1)");
    }

    private String told(ChangePlan plan) {
        Stream<String> lines = PlanText.of(plan)
                .plain()
                .lines()
                .filter(line -> TOLD.matcher(line).matches())
                .filter(line -> folder.given().size() > 1 || !line.startsWith("  repository"))
                .map(line -> line.substring(2));
        Stream<String> notes = plan.warnings().stream()
                .filter(warning -> !warning.code().equals(UNCHECKED))
                .map(Reason::toString)
                .map(note -> "note: " + note);
        return Stream.concat(lines, notes).map(line -> line + "\n").collect(Collectors.joining());
    }

    private String difference() {
        StringBuilder text = new StringBuilder();
        then.forEach((repository, texts) -> texts.forEach((path, after) -> text.append(name(repository, path))
                .append('\n')
                .append(difference(lines(folder.given().get(repository).get(path)), lines(after)))));
        return text.isEmpty() ? "" : "\n```diff\n" + text + "```\n";
    }

    /** What lies between the lines with which both begin and end. */
    private static String difference(List<String> before, List<String> after) {
        int most = Math.min(before.size(), after.size());
        int head = 0;
        while (head < most && before.get(head).equals(after.get(head))) head++;
        int tail = 0;
        while (tail < most - head
                && before.reversed().get(tail).equals(after.reversed().get(tail))) tail++;
        return Stream.concat(
                        before.subList(head, before.size() - tail).stream().map(line -> "-" + line),
                        after.subList(head, after.size() - tail).stream().map(line -> "+" + line))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> lines(String text) {
        return text == null ? List.of() : text.lines().toList();
    }
}
