package dev.landfall.recommend;

import dev.landfall.change.RequestException;
import dev.landfall.reason.Printable;
import dev.landfall.recommend.Questionnaire.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a container gets as variables: some that everybody may read, and Secrets by their names.
 *
 * @param said by the words
 */
record Variables(Questionnaire questions, Map<String, String> said) {
    private static final Pattern SECRET_LIKE =
            Pattern.compile("(?i).*(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIAL|PRIVATE_?KEY|API_?KEY).*");

    /** @throws RequestException where a variable is none, or looks like a secret: its value is not repeated */
    Map<String, String> environment() {
        Map<String, String> all = new LinkedHashMap<>(said);
        questions
                .told("env", Check.none())
                .ifPresent(text -> Arrays.stream(text.split("\n", -1)).forEach(line -> add(line, all)));
        for (String name : all.keySet()) {
            if (!SECRET_LIKE.matcher(name).matches()) continue;
            throw RequestException.because(
                    "secret-in-intent",
                    name + " looks like a secret, and what Landfall is told goes into Git in the clear",
                    "keep it in a Secret that is brought otherwise, and name that: --secret NAME");
        }
        all.keySet().stream().sorted().forEach(name -> questions.note("env", name, "a variable of the ConfigMap"));
        return all;
    }

    private static void add(String line, Map<String, String> all) {
        int equals = line.indexOf('=');
        if (equals < 1 || !line.substring(0, equals).matches("[A-Za-z_][A-Za-z0-9_]*"))
            throw RequestException.because(
                    "bad-variable-name",
                    "\"" + Printable.line(equals < 1 ? line : line.substring(0, equals), 80)
                            + "\" is no variable of the environment",
                    "write --env NAME=VALUE");
        all.put(line.substring(0, equals), line.substring(equals + 1));
    }

    List<String> secrets() {
        List<String> names = new ArrayList<>();
        questions
                .told(
                        "secret",
                        value -> Arrays.stream(value.split("[\n,]", -1))
                                .flatMap(name -> Naming.subdomain().objectionTo(name.strip()).stream())
                                .findFirst())
                .ifPresent(text -> Arrays.stream(text.split("[\n,]", -1))
                        .map(String::strip)
                        .forEach(names::add));
        return names;
    }
}
