package dev.landfall.recommend;

import dev.landfall.recommend.Intent.Said;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text of which each rule takes the phrases that it understands, so that none is understood twice. */
final class Words {
    /** Stands where a phrase was, so that no other phrase reaches across. */
    private static final char TAKEN = '\u0000';

    private static final Set<String> WITHOUT_MEANING = Set.of(
            ("a an the and or with without of in on at to into for from by as is it its be that this these which who"
                            + " me my our us we i you please want need would like should shall can could have has let"
                            + " deploy deploys run runs running create make add set up start launch install put give"
                            + " new simple small using use via through under behind having called named some one"
                            + " image container app application service workload cluster kubernetes k8s manifest"
                            + " manifests object web http namespace listening listens exposed expose reachable"
                            + " public internally pod pods each every time same then so also there storage disk"
                            + " volume persistent data memory cpu")
                    .split(" "));

    private final Map<String, List<Said>> said = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private String text;

    Words(String text) {
        this.text = " " + text.strip() + " ";
    }

    /** Takes every phrase that the pattern matches; its first group is the value of the key. */
    Words take(String key, String pattern) {
        return each(pattern, phrase -> say(key, phrase.group(1), phrase));
    }

    /** Takes every such phrase for this value. */
    Words take(String key, String pattern, String value) {
        return each(pattern, phrase -> say(key, value, phrase));
    }

    /** @param understood is shown each phrase that is taken */
    Words each(String pattern, Consumer<MatchResult> understood) {
        Matcher matcher = Pattern.compile(
                        "(?<![\\w./:=@-])(?:" + pattern + ")(?![\\w/:=@-]|\\.\\w)", Pattern.CASE_INSENSITIVE)
                .matcher(text);
        StringBuilder rest = new StringBuilder();
        while (matcher.find()) {
            understood.accept(matcher.toMatchResult());
            matcher.appendReplacement(rest, " " + TAKEN + " ");
        }
        text = matcher.appendTail(rest).toString();
        return this;
    }

    void say(String key, String value, MatchResult phrase) {
        say(key, value, phrase.group().strip());
    }

    void say(String key, String value, String phrase) {
        said.computeIfAbsent(key, _ -> new ArrayList<>()).add(new Said(value, phrase));
    }

    void setVariable(String name, String value) {
        environment.put(name, value);
    }

    boolean says(String key) {
        return said.containsKey(key);
    }

    String firstSaid(String key) {
        return said.get(key).getFirst().value();
    }

    /** The words that no phrase took, without those that carry no meaning. */
    List<String> leftOver() {
        return Arrays.stream(text.split("[\\s" + TAKEN + "]+"))
                .map(word -> word.replaceAll("^[\"'(,;]+|[\"'),;.!?]+$", ""))
                .filter(word -> !word.isEmpty() && !WITHOUT_MEANING.contains(word.toLowerCase(Locale.ROOT)))
                .toList();
    }

    Intent intent() {
        return new Intent(said, Map.copyOf(environment), leftOver());
    }
}
