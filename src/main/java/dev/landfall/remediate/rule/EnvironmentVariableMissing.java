package dev.landfall.remediate.rule;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.ContainerState;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.TemplateChange;
import dev.landfall.remediate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A process ends since a variable of its environment is not set (failure 17). */
final class EnvironmentVariableMissing implements Analyzer.OfWorkloads {
    private static final String NAME = "(?<!\\w)(?=[A-Z][A-Z0-9]*+_[A-Z0-9_]|[A-Z]{4,}+\\b)([A-Z][A-Z0-9_]*+)";
    private static final Pattern MISSED = Pattern.compile(NAME
            + "\\b[\"'`]?:?(?:\\s+(?i:environment variable|variable|env var|env))?\\s+(?i:is\\s+|was\\s+|must be\\s+)?"
            + "(?i:not set|unset|undefined|missing|required|not defined|not found|parameter not set|set$|unbound)");
    private static final Pattern MISSING = Pattern.compile(
            "(?i:missing|required|undefined|unset|set|define|KeyError)[^\\n]{0,40}?[\\s:'\"`$]" + NAME + "\\b");
    private static final Pattern REFERENCE = Pattern.compile("(?<!\\$)\\$\\(([A-Za-z_][A-Za-z0-9_]*)\\)");

    @Override
    public String rule() {
        return "environment-variable-missing";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        return workload.ending(snapshot.now())
                .filter(state ->
                        !state.lastEnd().map(ContainerState.Ended::isDone).orElse(true))
                .flatMap(state -> TemplateContainer.of(workload, state.name()).stream()
                        .flatMap(container -> missed(container, state, snapshot).stream()))
                .findFirst()
                .map(this::finding);
    }

    /** @param said where it is missed: a line of the log, or the argument that wants it */
    private record Missed(Environment environment, ContainerState state, String variable, Clue said) {
        TemplateContainer container() {
            return environment.container();
        }
    }

    /** What the log says is confirmed by the template: it does not set it. */
    private static Optional<Missed> missed(TemplateContainer container, ContainerState state, Snapshot snapshot) {
        Environment environment = new Environment(container, snapshot);
        Stream<Missed> wanted = Stream.of("command", "args")
                .flatMap(field -> container.json().path(field).valueStream())
                .flatMap(word -> REFERENCE.matcher(word.asString("")).results())
                .map(found -> found.group(1))
                .map(name -> new Missed(
                        environment,
                        state,
                        name,
                        new Clue(Clue.Source.SPEC, container.workload().ref(), "its command has $(" + name + ")")));
        LastWords words = LastWords.of(state, snapshot);
        Stream<Missed> told = words.lines().reversed().stream()
                .flatMap(line -> name(line)
                        .map(name -> new Missed(environment, state, name, new Clue(Clue.Source.LOG, words.pod(), line)))
                        .stream());
        return Stream.concat(wanted, told)
                .filter(missed -> !environment.mayHave(missed.variable()))
                .findFirst();
    }

    private static Optional<String> name(String line) {
        return Stream.of(MISSED, MISSING)
                .map(pattern -> pattern.matcher(line))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }

    private Finding finding(Missed missed) {
        List<Clue> clues = new ArrayList<>(List.of(missed.said()));
        clues.addAll(Clues.ofEnd(missed.state()));
        return new Finding(
                rule(),
                missed.container().workload().ref(),
                "container " + missed.state().name() + " ends, and misses variable " + missed.variable(),
                "the pod template does not set " + missed.variable(),
                clues,
                Repairs.orPerson(repairs(missed), person(missed)),
                SettleTime.twice(missed.state()));
    }

    private static List<Repair> repairs(Missed missed) {
        List<Repair> former = former(missed);
        if (!former.isEmpty()) return former;
        List<String> near = missed.environment().misspelt(missed.variable());
        if (near.size() == 1) return List.of(renamed(missed, near.getFirst()));
        List<Repair> added = missed.environment().sources(missed.variable()).stream()
                .map(source -> added(missed, source))
                .toList();
        return added.isEmpty() ? wayBack(missed.container()) : added;
    }

    /** Where nobody knows the value, what did without it is known: the revision before. */
    private static List<Repair> wayBack(TemplateContainer container) {
        return Repairs.likely(Repairs.takenBack(CrashLoop.changedFor(container.workload(), container.name())));
    }

    private static List<Repair> former(Missed missed) {
        TemplateContainer container = missed.container();
        Optional<JsonNode> entry = container.former().stream()
                .flatMap(then -> then.path("env").valueStream())
                .filter(one -> one.path("name").asString("").equals(missed.variable()))
                .findFirst();
        if (entry.isPresent()) {
            List<String> successors = successors(container, entry.get());
            if (successors.size() == 1) return List.of(namedAgain(missed, successors.getFirst()));
            return List.of(new Repair(
                    "set variable " + missed.variable() + " of " + container.name() + " as before",
                    List.of(add(container, missed.variable(), entry.get())),
                    Confidence.CERTAIN,
                    "the revision before has it",
                    Repairs.RAN_BEFORE));
        }
        List<TemplateChange> sources = container.changes("envFrom");
        return sources.size() == 1 ? Repairs.takenBack(sources) : List.of();
    }

    /** Variables that are new, and all but the name is as it was of that one. */
    private static List<String> successors(TemplateContainer container, JsonNode former) {
        Set<String> before = container.former().stream()
                .flatMap(then -> then.path("env").valueStream())
                .map(one -> one.path("name").asString(""))
                .collect(Collectors.toSet());
        return container
                .json()
                .path("env")
                .valueStream()
                .filter(one -> !before.contains(one.path("name").asString("")))
                .filter(one -> nameless(one).equals(nameless(former)))
                .map(one -> one.path("name").asString(""))
                .toList();
    }

    private static ObjectNode nameless(JsonNode variable) {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        variable.properties().forEach(field -> rest.set(field.getKey(), field.getValue()));
        rest.remove("name");
        return rest;
    }

    private static Repair namedAgain(Missed missed, String wrong) {
        return new Repair(
                "name variable " + wrong + " of " + missed.container().name() + " " + missed.variable() + " again",
                rename(missed, wrong),
                Confidence.CERTAIN,
                "the revision before has it by this name",
                Repairs.RAN_BEFORE);
    }

    /** An item is known by its name: one comes and one goes, in this order, so that the list stays as it is written. */
    private static List<DesiredChange> rename(Missed missed, String wrong) {
        TemplateContainer container = missed.container();
        FieldPath item = container.to("env").to(new FieldPath.Item("name", wrong));
        ObjectNode entry = JsonNodeFactory.instance.objectNode().put("name", missed.variable());
        entry.setAll(nameless(item.in(container.workload().live().json()).orElseThrow()));
        return List.of(
                add(container, missed.variable(), entry),
                new DesiredChange.RemoveListItem(container.workload().ref(), item));
    }

    private static DesiredChange add(TemplateContainer container, String variable, JsonNode entry) {
        return new DesiredChange.AddListItem(
                container.workload().ref(), container.to("env").to(new FieldPath.Item("name", variable)), entry);
    }

    private static Repair renamed(Missed missed, String wrong) {
        return new Repair(
                "name variable " + wrong + " of " + missed.container().name() + " " + missed.variable(),
                rename(missed, wrong),
                Confidence.LIKELY,
                "it has nearly the name that is missed",
                Repairs.FITS);
    }

    private static Repair added(Missed missed, Environment.Source source) {
        String field = source.kind().equals("Secret") ? "secretKeyRef" : "configMapKeyRef";
        ObjectNode entry = JsonNodeFactory.instance.objectNode().put("name", missed.variable());
        entry.putObject("valueFrom").putObject(field).put("name", source.name()).put("key", missed.variable());
        return new Repair(
                "set variable " + missed.variable() + " of "
                        + missed.container().name() + " from " + source.kind() + " " + source.name(),
                List.of(add(missed.container(), missed.variable(), entry)),
                Confidence.LIKELY,
                "it has a key of that name",
                Repairs.FITS);
    }

    private static Reason person(Missed missed) {
        return Reason.lasting(
                "variable-value-unknown",
                "nothing here tells the value of " + missed.variable() + " for "
                        + missed.container().workload().ref(),
                "set it with landfall operate set-env, or from a ConfigMap or Secret");
    }
}
