package dev.landfall.remediate.rule;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.SecretText;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.NearMatch;
import dev.landfall.remediate.Repair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a container is told to run. */
record Command(TemplateContainer container) {
    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash");
    /** Programs that images of all kinds have: a name near to one of them is misspelt. */
    private static final List<String> PROGRAMS = List.of(
            "sh",
            "bash",
            "sleep",
            "echo",
            "cat",
            "tail",
            "wget",
            "curl",
            "nc",
            "nslookup",
            "env",
            "exec",
            "java",
            "node",
            "npm",
            "yarn",
            "python",
            "python3",
            "pip",
            "ruby",
            "perl",
            "php",
            "go",
            "dotnet",
            "nginx",
            "httpd",
            "redis-server",
            "postgres",
            "mysqld",
            "gunicorn",
            "uvicorn",
            "kubectl",
            "tar",
            "grep",
            "sed",
            "awk",
            "chmod",
            "chown",
            "mkdir",
            "date",
            "test",
            "true");

    private static final Pattern QUOTED = Pattern.compile("exec: \"([^\"]+)\"");
    private static final Pattern UNKNOWN = Pattern.compile("([\\w./-]+): (?:command )?not found");
    private static final Pattern NEEDS_SHELL = Pattern.compile("[|&;<>$`\"'*()]");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    boolean isGiven() {
        return !words("command").isEmpty();
    }

    private List<String> words(String field) {
        return container
                .json()
                .path(field)
                .valueStream()
                .map(word -> word.asString(""))
                .toList();
    }

    boolean isShell() {
        return isGiven() && SHELLS.contains(program().replaceAll(".*/", ""));
    }

    private String program() {
        return words("command").getFirst();
    }

    /** Whether a line with blanks is one word, so that nothing of that name can be there. */
    boolean isWholeLine() {
        return isGiven() && program().strip().contains(" ");
    }

    /** @param words of the runtime or the shell, that name the program */
    List<Repair> repairs(String words) {
        if (isWholeLine()) return List.of(split());
        List<Repair> repairs = new ArrayList<>();
        unknown(words)
                .ifPresent(program -> NearMatch.among(program, PROGRAMS).stream()
                        .flatMap(near -> respelt(program, near).stream())
                        .forEach(repairs::add));
        if (repairs.isEmpty() && isGiven() && !isShell()) repairs.add(removed());
        return repairs;
    }

    private static Optional<String> unknown(String words) {
        return Stream.of(QUOTED, UNKNOWN)
                .map(pattern -> pattern.matcher(words))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }

    private Repair split() {
        String line = program().strip();
        List<String> rest = words("command").subList(1, words("command").size());
        ArrayNode command = JSON.arrayNode();
        if (NEEDS_SHELL.matcher(line).find()) command.add("sh").add("-c").add(line);
        else Stream.of(line.split("\\s+")).forEach(command::add);
        rest.forEach(command::add);
        return new Repair(
                "split the command of " + container.name() + " into its words",
                List.of(container.set(command, "command")),
                Confidence.LIKELY,
                "no program has blanks in its name",
                Repairs.UNTRIED);
    }

    /** The first word of command and arguments in which it stands by itself. */
    private Optional<Repair> respelt(String wrong, String right) {
        Pattern word = Pattern.compile("(?<![\\w./-])" + Pattern.quote(wrong) + "(?![\\w./-])");
        return Stream.of("command", "args")
                .flatMap(field -> places(field, word))
                .findFirst()
                .map(place -> new Repair(
                        "run " + right + " in place of " + wrong + " in " + container.name(),
                        List.of(new DesiredChange.SetField(
                                container.workload().ref(),
                                place,
                                JSON.stringNode(word.matcher(place.in(container
                                                        .workload()
                                                        .live()
                                                        .json())
                                                .orElseThrow()
                                                .asString(""))
                                        .replaceAll(Matcher.quoteReplacement(right))))),
                        Confidence.LIKELY,
                        "there is a program of that name, and none named " + wrong,
                        Repairs.FITS));
    }

    private Stream<FieldPath> places(String field, Pattern word) {
        List<String> words = words(field);
        return Stream.iterate(0, i -> i < words.size(), i -> i + 1)
                .filter(i -> word.matcher(words.get(i)).find())
                .map(i -> container.to(field).to(new FieldPath.Index(i)));
    }

    private Repair removed() {
        return new Repair(
                "have " + container.name() + " run what its image is made for",
                List.of(new DesiredChange.RemoveField(container.workload().ref(), container.to("command"))),
                Confidence.LIKELY,
                "its command takes the place of the image's own, and does not run",
                Repairs.UNTRIED);
    }

    @Override
    public String toString() {
        JsonNode command = container.json().path("command");
        return SecretText.masked(command.toString());
    }
}
