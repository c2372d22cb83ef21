package dev.landfall.cli;

import dev.landfall.change.RequestException;
import dev.landfall.reason.Printable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answers that were given before anything was asked, each with the place where it stands. */
record GivenAnswers(Map<String, Given> byKey) {

    /** @param place for messages, such as {@code answers.yaml:3} */
    record Given(String value, String place) {}

    /**
     * @param flags {@code KEY=VALUE} each; they go before the file
     * @param file or null
     * @throws RequestException naming the place of the first fault
     */
    static GivenAnswers of(List<String> flags, Path file) {
        Map<String, Given> byKey = new LinkedHashMap<>();
        for (String flag : flags) {
            int equals = flag.indexOf('=');
            String key = equals < 0 ? flag : flag.substring(0, equals);
            if (equals < 1)
                throw RequestException.because(
                        "bad-answer",
                        "--answer " + Printable.line(flag, 80) + " is not KEY=VALUE",
                        "write the key of the question, =, and the answer, such as --answer replicas=5");
            Given given = new Given(flag.substring(equals + 1), "--answer " + Printable.line(key, 80));
            if (byKey.put(key, given) != null)
                throw RequestException.because(
                        "answered-twice", given.place() + " is given twice", "give each answer once");
        }
        if (file != null) new AnswerFile(file).read().forEach(byKey::putIfAbsent);
        return new GivenAnswers(byKey);
    }

    Optional<Given> to(String key) {
        return Optional.ofNullable(byKey.get(key));
    }
}
