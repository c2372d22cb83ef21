package dev.landfall.config;

import dev.landfall.config.GivenValues.Given;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads single texts; goes on after a fault, so that all are found. */
record GivenReading(GivenValues values, List<ConfigurationFault> faults) {

    boolean isGiven(String key) {
        return values.texts().containsKey(key);
    }

    <T> Optional<T> text(Setting<T> setting) {
        return text(setting.key(), setting.grammar());
    }

    /** Empty, with a fault, where the text is none of the grammar. */
    <T> Optional<T> text(String key, Grammar<T> grammar) {
        Optional<Given> given = values.at(key);
        try {
            return given.isPresent() ? Optional.of(grammar.parse(given.get().text())) : Optional.empty();
        } catch (WrongValue e) {
            fault(given.get().origin(), key, e.getMessage(), e.fix());
            return Optional.empty();
        }
    }

    <T> List<T> texts(String list, Grammar<T> grammar) {
        return values.items(list).stream()
                .flatMap(item -> text(item, grammar).stream())
                .toList();
    }

    <T> Optional<T> required(String key, String section, Grammar<T> grammar) {
        // A key without a value has been named as a fault already.
        if (!values.places().containsKey(key) && !isGiven(key)) fault(place(section), key, "it is missing", "add it");
        return text(key, grammar);
    }

    boolean isTrue(String key) {
        return text(key, Grammar.trueOrFalse()).orElse(false);
    }

    /**
     * The place of a secret that a key ending in {@code File} or one ending in {@code Env} names.
     *
     * @param key without that ending
     */
    Optional<SecretSource> secret(String key) {
        String file = key + "File";
        String variable = key + "Env";
        if (isGiven(file) && isGiven(variable)) {
            fault(
                    values.at(variable).orElseThrow().origin(),
                    variable,
                    "it is given besides " + name(file),
                    "remove one of the two");
        }
        return text(file, Grammar.absoluteFile())
                .<SecretSource>map(path -> secret(file, new SecretSource.Place.SecretFile(path)))
                .or(() -> text(variable, Grammar.variableName())
                        .map(name -> secret(variable, new SecretSource.Place.SecretVariable(name))));
    }

    private SecretSource secret(String key, SecretSource.Place place) {
        return new SecretSource(place, key, origin(key));
    }

    Origin origin(String key) {
        return values.at(key).orElseThrow().origin();
    }

    /** Where a section begins; where flags or variables alone give it, with the first of its keys. */
    Origin place(String section) {
        return Optional.ofNullable(values.places().get(section))
                .or(() -> keysIn(section).findFirst().map(this::origin))
                .orElseGet(Origin.Default::new);
    }

    Stream<String> keysIn(String section) {
        return values.texts().keySet().stream().filter(key -> key.startsWith(section + "."));
    }

    boolean hasFaultIn(String section) {
        return faults.stream().anyMatch(fault -> fault.key().startsWith(section + "."));
    }

    static String name(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    void fault(Origin origin, String key, String problem, String fix) {
        faults.add(new ConfigurationFault(origin, key, problem, fix));
    }
}
