package dev.landfall.config;

import dev.landfall.config.GivenValues.Given;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds the file and lays flags over environment variables over the file over defaults.
 *
 * <p>The file is the one of {@code --config}, else of {@code LANDFALL_CONFIG}, else
 * {@code $XDG_CONFIG_HOME/landfall/landfall.yaml} if there is one. An empty variable counts as none.
 */
public final class ConfigurationLoader {
    private static final String CONFIG = "LANDFALL_CONFIG";
    private static final List<String> NOT_SETTINGS =
            List.of(CONFIG, "LANDFALL_JAVA_HOME", "LANDFALL_HELM", "LANDFALL_KUSTOMIZE", "LANDFALL_TRACE");

    /**
     * What Kubernetes puts into every container beside a Service of the name landfall or landfall-SOMETHING:
     * https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
     */
    private static final Pattern SERVICE = Pattern.compile(
            "LANDFALL_([A-Z0-9_]+_)?(SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)|PORT(_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

    private ConfigurationLoader() {}

    /**
     * @param flagFile of {@code --config}
     * @param environment the process's own
     * @param flagOverrides texts by the key of a {@link Setting}
     * @throws ConfigurationException with every fault of the file, the environment and the flags
     */
    public static LoadedConfiguration load(
            Optional<Path> flagFile, Map<String, String> environment, Map<String, String> flagOverrides) {
        List<ConfigurationFault> faults = new ArrayList<>();
        Optional<NamedFile> file = file(flagFile, environment);
        GivenValues values = file.map(named -> ConfigurationFile.read(named.path(), named.namedBy(), faults))
                .orElseGet(GivenValues::none);
        addEnvironment(environment, values, faults);
        addFlags(flagOverrides, values);
        Configuration configuration = new ConfigurationReading(values, faults).configuration();
        if (!faults.isEmpty()) throw new ConfigurationException(inOrder(faults));
        return new LoadedConfiguration(file.map(NamedFile::path), configuration, ConfigurationView.of(values));
    }

    /** Those of the file by their place, then the others as they were found. */
    private static List<ConfigurationFault> inOrder(List<ConfigurationFault> faults) {
        Comparator<ConfigurationFault> byPlace = Comparator.comparingInt(
                        (ConfigurationFault fault) -> place(fault).line())
                .thenComparingInt(fault -> place(fault).column());
        return faults.stream().sorted(byPlace).toList();
    }

    private static Origin.InFile place(ConfigurationFault fault) {
        return fault.origin() instanceof Origin.InFile place
                ? place
                : new Origin.InFile(Path.of(""), Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    private record NamedFile(Path path, Origin namedBy) {}

    private static Optional<NamedFile> file(Optional<Path> flagFile, Map<String, String> environment) {
        if (flagFile.isPresent()) return flagFile.map(path -> new NamedFile(path, new Origin.Flag("--config")));
        return variable(environment, CONFIG)
                .map(path -> new NamedFile(Path.of(path), new Origin.EnvironmentVariable(CONFIG)))
                .or(() -> defaultFile(environment)
                        .filter(Files::exists)
                        .map(path -> new NamedFile(path, new Origin.InFile(path, 1, 1))));
    }

    /** A relative folder is ignored, as the XDG Base Directory Specification wants it. */
    private static Optional<Path> defaultFile(Map<String, String> environment) {
        return variable(environment, "XDG_CONFIG_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .or(() -> variable(environment, "HOME").map(home -> Path.of(home, ".config")))
                .map(folder -> folder.resolve("landfall").resolve("landfall.yaml"));
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isEmpty());
    }

    private static void addEnvironment(
            Map<String, String> environment, GivenValues values, List<ConfigurationFault> faults) {
        Map<String, String> ours = new TreeMap<>(environment);
        ours.keySet().removeIf(name -> !name.startsWith("LANDFALL_") || NOT_SETTINGS.contains(name));
        for (Setting<?> setting : Setting.ALL) {
            String name = setting.environmentVariable();
            variable(ours, name)
                    .ifPresent(text ->
                            values.texts().put(setting.key(), new Given(text, new Origin.EnvironmentVariable(name))));
            ours.remove(name);
        }
        ours.keySet().removeIf(name -> SERVICE.matcher(name).matches() || holdsSecret(name, values));
        ours.keySet().forEach(name -> faults.add(unknownVariable(name)));
    }

    /** Whether the configuration names this variable as one that holds a secret. */
    private static boolean holdsSecret(String variable, GivenValues values) {
        return values.texts().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("Env"))
                .anyMatch(entry -> entry.getValue().text().equals(variable));
    }

    private static ConfigurationFault unknownVariable(String name) {
        List<String> known =
                Setting.ALL.stream().map(Setting::environmentVariable).toList();
        String fix = Schema.nearest(name, known)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse("unset it; lists such as allowedHosts and repositories are set in the file only");
        return new ConfigurationFault(
                new Origin.EnvironmentVariable(WrongValue.printable(name)), "", "no setting has this name", fix);
    }

    private static void addFlags(Map<String, String> flagOverrides, GivenValues values) {
        flagOverrides.forEach((key, text) -> {
            Setting<?> setting = Setting.ALL.stream()
                    .filter(candidate -> candidate.key().equals(key))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("a flag for no setting: " + key));
            values.texts().put(key, new Given(text, new Origin.Flag(setting.flag())));
        });
    }
}
