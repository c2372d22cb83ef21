package dev.landfall.cli;

import dev.landfall.change.RequestException;
import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.reason.Printable;
import dev.landfall.recommend.Recommendation;
import dev.landfall.recommend.Wish;
import dev.landfall.report.ChoiceText;
import dev.landfall.report.Documents;
import dev.landfall.report.Report;
import dev.landfall.report.StyledText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** From an intent to manifests that are planned, landed and followed like every change. */
@Command(
        name = "recommend",
        description = "Make new objects from an intent: manifests by good practice, and where they go.",
        footer = {
            "",
            "Words and flags say what is wanted; what they leave open is asked, with what the cluster suggests.",
            "An object of any kind that the cluster serves can be made so, by the fields that its schema wants.",
            "",
            "Examples:",
            "  landfall recommend \"deploy ghcr.io/acme/shop-api:1.4 in shop on port 8080 with 3 replicas\"",
            "  landfall recommend --image ghcr.io/acme/api:1.4 --name api -n shop --port 8080 --defaults --dry-run",
            "  landfall recommend \"a nightly cronjob running ghcr.io/acme/report:2 at 02:30 in shop\" --defaults",
            "  landfall recommend \"a Certificate for shop.example.com\" --answer spec-secret-name=shop-tls"
        })
final class RecommendCommand extends ChangeCommand {
    @Mixin
    ChangeOptions.Asking asking;

    @Parameters(index = "0..*", arity = "0..*", paramLabel = "INTENT", description = "What is wanted, in plain words.")
    List<String> words = List.of();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "Deployment, StatefulSet, Job, or any kind that is served.")
    String kind;

    @Option(names = "--name", paramLabel = "NAME", description = "What it is to be called.")
    String name;

    @Option(names = "--image", paramLabel = "IMAGE", description = "The image that is to run.")
    String image;

    @Option(names = "--port", paramLabel = "PORT", description = "The port that the container listens on.")
    String port;

    @Option(names = "--replicas", paramLabel = "COUNT", description = "How many pods.")
    String replicas;

    @Option(names = "--host", paramLabel = "HOST", description = "The host name under which it is to be reached.")
    String host;

    @Option(names = "--schedule", paramLabel = "CRON", description = "When a CronJob runs, as five fields.")
    String schedule;

    @Option(
            names = "--storage",
            paramLabel = "SIZE",
            description = "How much storage each member of a StatefulSet has.")
    String storage;

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description = "A variable, kept in a ConfigMap; never a secret.")
    List<String> environment = List.of();

    @Option(
            names = "--secret",
            paramLabel = "NAME",
            description = "A Secret whose entries become variables; only named.")
    List<String> secrets = List.of();

    @Option(names = "--repository", paramLabel = "URL", description = "Where to push: a repository that is known here.")
    String repository;

    @Option(names = "--branch", paramLabel = "BRANCH", description = "The branch of it.")
    String branch;

    @Option(names = "--path", paramLabel = "FOLDER", description = "The folder of it, from the root.")
    String path;

    @Mixin
    AnswerOptions answering;

    RecommendCommand(Door door) {
        super(door);
    }

    @Override
    Report run(Workplace workplace, ChangeFlow flow) {
        Guide guide = answering.asker(door().terminal());
        Map<String, String> given = given();
        while (true) {
            given.putAll(guide.answers());
            Wish wish = new Wish(String.join(" ", words), given, answering.defaults, asking.manner());
            Recommendation recommendation =
                    workplace.recommender(global.namespace()).recommend(wish);
            switch (recommendation) {
                case Recommendation.Asked asked -> {
                    Optional<Report> open = guide.ask(asked.questions());
                    if (open.isEmpty()) continue;
                    tell(asked.choices());
                    return open.get();
                }
                case Recommendation.Recommended recommended -> {
                    tell(recommended.choices());
                    tellManifests(recommended.manifests());
                    return flow.from(workplace.engine().plan(recommended.request()), asking);
                }
            }
        }
    }

    private void tell(List<Recommendation.Choice> choices) {
        door().terminal().tell(StyledText.of(ChoiceText.of(choices).stripTrailing()));
    }

    private void tellManifests(List<CreateObject> manifests) {
        String all = manifests.stream()
                .map(manifest -> Documents.yaml(manifest.content()))
                .collect(Collectors.joining("---\n"));
        door().terminal().tell(StyledText.of("\n" + all));
    }

    /** Flags and answers, by key. */
    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        flag(given, "kind", kind);
        flag(given, "name", name);
        flag(given, "namespace", global.namespace().isEmpty() ? null : global.namespace());
        flag(given, "image", image);
        flag(given, "port", port);
        flag(given, "replicas", replicas);
        flag(given, "host", host);
        flag(given, "schedule", schedule);
        flag(given, "storage", storage);
        flag(given, "env", environment.isEmpty() ? null : String.join("\n", environment));
        flag(given, "secret", secrets.isEmpty() ? null : String.join("\n", secrets));
        flag(given, "repository", repository);
        flag(given, "branch", branch);
        flag(given, "path", path);
        answering.given().byKey().forEach((key, answer) -> answer(given, key, answer));
        return given;
    }

    private static void flag(Map<String, String> given, String key, String value) {
        if (value != null) given.put(key, value);
    }

    private static void answer(Map<String, String> given, String key, GivenAnswers.Given answer) {
        String before = given.putIfAbsent(key, answer.value());
        if (before != null && !before.equals(answer.value()))
            throw RequestException.because(
                    "answered-twice",
                    key + " is \"" + Printable.line(before, 80) + "\" and, by " + answer.place() + ", \""
                            + Printable.line(answer.value(), 80) + "\" at once",
                    "leave one of them out");
    }
}
