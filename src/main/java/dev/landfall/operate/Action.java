package dev.landfall.operate;

import dev.landfall.reason.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is to be done to objects: each is a sub-command of {@code landfall operate} and a sentence in plain words. */
public sealed interface Action {

    /** The sub-command. */
    String verb();

    /** What follows the objects on the command line, as the user would type it without quoting. */
    default List<String> words() {
        return List.of();
    }

    /** @param replicas 0 or more */
    record Scale(int replicas) implements Action {
        @Override
        public String verb() {
            return "scale";
        }

        @Override
        public List<String> words() {
            return List.of("--replicas", Integer.toString(replicas));
        }
    }

    /** @param images which image for which container */
    record SetImage(List<Assignment> images) implements Action {
        public SetImage {
            images = List.copyOf(images);
            images.forEach(Instructions::image);
        }

        @Override
        public String verb() {
            return "set-image";
        }

        @Override
        public List<String> words() {
            return texts(images);
        }
    }

    /** @param container empty for the only one, or the one marked as default */
    record SetEnvironment(String container, List<Assignment> variables) implements Action {
        public SetEnvironment {
            variables = List.copyOf(variables);
            variables.forEach(Instructions::requireVariableName);
        }

        @Override
        public String verb() {
            return "set-env";
        }

        @Override
        public List<String> words() {
            return withContainer(texts(variables), container);
        }
    }

    /** @param container empty for the only one, or the one marked as default */
    record SetResources(String container, List<Assignment> requests, List<Assignment> limits) implements Action {
        public SetResources {
            requests = List.copyOf(requests);
            limits = List.copyOf(limits);
            Quantities.require(requests, limits);
        }

        @Override
        public String verb() {
            return "set-resources";
        }

        @Override
        public List<String> words() {
            List<String> words = new ArrayList<>();
            if (!requests.isEmpty()) words.addAll(List.of("--requests", String.join(",", texts(requests))));
            if (!limits.isEmpty()) words.addAll(List.of("--limits", String.join(",", texts(limits))));
            return withContainer(words, container);
        }
    }

    /** @param text whether every value is meant as text */
    record SetFields(List<Assignment> fields, boolean text) implements Action {
        public SetFields {
            fields = List.copyOf(fields);
        }

        @Override
        public String verb() {
            return "set";
        }

        @Override
        public List<String> words() {
            List<String> words = new ArrayList<>(texts(fields));
            if (text) words.add("--string");
            return words;
        }
    }

    record Label(List<Assignment> labels) implements Action {
        public Label {
            labels = List.copyOf(labels);
            labels.forEach(Names::requireLabel);
        }

        @Override
        public String verb() {
            return "label";
        }

        @Override
        public List<String> words() {
            return texts(labels);
        }
    }

    record Annotate(List<Assignment> annotations) implements Action {
        public Annotate {
            annotations = List.copyOf(annotations);
            annotations.forEach(one -> Names.requireKey(one.name()));
        }

        @Override
        public String verb() {
            return "annotate";
        }

        @Override
        public List<String> words() {
            return texts(annotations);
        }
    }

    record Restart() implements Action {
        @Override
        public String verb() {
            return "restart";
        }
    }

    /** The pod template of the revision before. */
    record RolloutUndo() implements Action {
        @Override
        public String verb() {
            return "rollout-undo";
        }
    }

    record Pause() implements Action {
        @Override
        public String verb() {
            return "pause";
        }
    }

    record Resume() implements Action {
        @Override
        public String verb() {
            return "resume";
        }
    }

    /** @param cpu percent of what the containers request, on average */
    record Autoscale(int least, int most, int cpu) implements Action {
        public Autoscale {
            Autoscaler.requireRange(least, most, cpu);
        }

        @Override
        public String verb() {
            return "autoscale";
        }

        @Override
        public List<String> words() {
            return List.of("--min", "" + least, "--max", "" + most, "--cpu-percent", "" + cpu);
        }
    }

    record Delete() implements Action {
        @Override
        public String verb() {
            return "delete";
        }
    }

    private static List<String> texts(List<Assignment> assignments) {
        return assignments.stream().map(Assignment::toString).toList();
    }

    private static List<String> withContainer(List<String> words, String container) {
        if (container.isEmpty()) return words;
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("--container", container));
        return all;
    }

    /** For a shell, each word quoted where it needs to be. */
    static String quoted(List<String> words) {
        return words.stream().map(Action::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        String printable = Printable.text(word);
        if (printable.matches("[A-Za-z0-9_@%+=:,./-]+")) return printable;
        return "'" + printable.replace("'", "'\\''") + "'";
    }
}
