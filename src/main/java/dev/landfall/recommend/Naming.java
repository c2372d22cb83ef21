package dev.landfall.recommend;

import dev.landfall.change.RequestException;
import dev.landfall.recommend.Questionnaire.Check;
import dev.landfall.recommend.Questionnaire.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a new object is called and where it lives. */
record Naming(Questionnaire questions, ClusterFacts facts, String contextNamespace) {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    private static final Pattern SUBDOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

    Optional<String> name(String what, Optional<Suggestion> suggestion, Check check) {
        return questions.words("name", "What is the " + what + " to be called?", "shop-api", suggestion, check);
    }

    /** Of workloads: their pods, Services and labels are called so too. */
    static Check label(int longest) {
        return value -> LABEL.matcher(value).matches() && value.length() <= longest
                ? Optional.empty()
                : Optional.of("is no name of small letters, digits and -, at most " + longest + " long");
    }

    static Check subdomain() {
        return value -> SUBDOMAIN.matcher(value).matches() && value.length() <= 253
                ? Optional.empty()
                : Optional.of("is no name of small letters, digits, - and .");
    }

    /** The form of a name that a text can be given, such as of a host. */
    static String from(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-").replaceAll("^-+|-+$", "");
    }

    /** @throws RequestException where the cluster has none of that name */
    Optional<String> namespace() {
        Optional<Suggestion> suggestion =
                Suggestion.of(contextNamespace, "-n, or the namespace of the kubeconfig's context");
        Optional<List<String>> namespaces = facts.namespaces();
        Optional<String> namespace =
                questions.words("namespace", "Which namespace?", contextNamespace, suggestion, label(63));
        namespace.filter(name -> !facts.mayHaveNamespace(name)).ifPresent(name -> {
            throw RequestException.because(
                    "no-such-namespace",
                    "there is no namespace " + name + Questionnaire.near(name, namespaces.orElse(List.of())),
                    "name one that is there, or create it first: landfall operate create -f FILE");
        });
        return namespace;
    }
}
