package dev.landfall.recommend;

import dev.landfall.change.ChangeRequest;
import dev.landfall.change.Destination;
import dev.landfall.change.Manner;
import dev.landfall.change.Places;
import dev.landfall.change.RequestException;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.recommend.Recommendation.Asked;
import dev.landfall.recommend.Recommendation.Recommended;
import dev.landfall.schema.FieldFault;
import dev.landfall.schema.SchemaReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From a wish to manifests and a change request, without guessing: what the words, flags and answers say counts, what the
 * cluster suggests is asked with its reason, and the same wish with more answers goes further.
 */
public final class Recommender {
    private static final int FAULTS_SHOWN = 5;

    private final Cluster cluster;
    private final Places places;
    private final String namespace;

    /** @param namespace that is suggested where nothing says another one */
    public Recommender(Cluster cluster, Places places, String namespace) {
        this.cluster = cluster;
        this.places = places;
        this.namespace = namespace;
    }

    /** @throws RequestException where what is wished for cannot be, with the reason */
    public Recommendation recommend(Wish wish) {
        Intent intent = IntentParser.parse(wish.words());
        if (intent.said().isEmpty()
                && intent.leftOver().isEmpty()
                && wish.answers().isEmpty())
            throw RequestException.because(
                    "intent-empty",
                    "nothing is wished for",
                    "say it in words, such as \"deploy ghcr.io/acme/api:1.4 in shop on port 8080\", or by flags");
        return recommend(wish, intent);
    }

    private Recommendation recommend(Wish wish, Intent intent) {
        Questionnaire questions = new Questionnaire(byKey(wish.answers()), intent, wish.takesDefaults());
        List<String> leftOver = new ArrayList<>(intent.leftOver());
        Optional<String> kind = kind(questions, wish, intent, leftOver);
        if (kind.isEmpty()) return new Asked(questions.open(), questions.choices());
        List<CreateObject> objects = objects(kind.get(), questions, wish, intent);
        boolean isComplete = settleLeftOver(questions, leftOver);
        if (objects.isEmpty() || !isComplete) return new Asked(questions.open(), questions.choices());
        objects.forEach(this::requireNew);
        CreateObject main = main(kind.get(), objects);
        WhereQuestions where = new WhereQuestions(
                questions, places, main.object().namespace(), main.object().name());
        Optional<WhereQuestions.Where> settled = where.of(wish.manner().destination());
        if (settled.isEmpty() || !questions.isSettled()) return new Asked(questions.open(), questions.choices());
        questions.refuseUnknownAnswers();
        return recommended(objects, main, settled.get(), wish.manner(), questions);
    }

    /** Fields that are answered by their path have the key of their question as well. */
    private static Map<String, String> byKey(Map<String, String> answers) {
        Map<String, String> byKey = new HashMap<>(answers);
        answers.forEach((key, value) -> {
            if (key.contains(".")) byKey.putIfAbsent(ObjectQuestions.key(key), value);
        });
        return byKey;
    }

    /** What is to be made; empty where that is asked. What the first word means that names a kind counts. */
    private Optional<String> kind(Questionnaire questions, Wish wish, Intent intent, List<String> leftOver) {
        if (!questions.says("kind")) {
            Optional<String> word = leftOver.stream().filter(this::isKind).findFirst();
            if (word.isPresent() && !intent.says("image") && !wish.answers().containsKey("image")) {
                leftOver.remove(word.get());
                questions.allow("kind");
                questions.note("kind", word.get(), "\"" + word.get() + "\"");
                return word;
            }
            boolean runs = intent.says("image") || wish.answers().containsKey("image");
            if (!runs
                    && !leftOver.isEmpty()
                    && intent.said().keySet().stream().noneMatch(key -> key.contains("replicas")))
                cluster.typesNamed(leftOver.getFirst()); // says which kinds are near
        }
        return questions.choiceOrOther(
                "kind", "What is it to be?", WorkloadKind.kinds(), suggestedKind(intent, wish), this::isKind);
    }

    /** An image alone is most often served; whether it is, is asked all the same. */
    private static Optional<Questionnaire.Suggestion> suggestedKind(Intent intent, Wish wish) {
        boolean serves = Stream.of("port", "host", "replicas")
                .anyMatch(key -> intent.says(key) || wish.answers().containsKey(key));
        boolean runs = intent.says("image") || wish.answers().containsKey("image");
        return serves || runs
                ? Questionnaire.Suggestion.of(
                        WorkloadKind.DEPLOYMENT.kind(), serves ? "it serves others" : "most images serve others")
                : Optional.empty();
    }

    private boolean isKind(String word) {
        if (!word.matches("[A-Za-z][A-Za-z0-9.-]*")) return false;
        try {
            return !cluster.typesNamed(word).isEmpty();
        } catch (ClusterException none) {
            if (none.fault() != ClusterException.Fault.USAGE) throw none;
            return false;
        }
    }

    /** None where questions are open. */
    private List<CreateObject> objects(String kind, Questionnaire questions, Wish wish, Intent intent) {
        ClusterFacts facts = new ClusterFacts(cluster);
        Optional<WorkloadKind> workload = workload(kind);
        if (workload.isPresent())
            return new WorkloadQuestions(questions, facts, intent.environment(), namespace)
                    .of(workload.get())
                    .map(settled -> new WorkloadManifests(settled, facts).objects())
                    .orElse(List.of());
        ResourceType type = cluster.typeNamed(kind);
        Naming naming = new Naming(questions, facts, namespace);
        return new ObjectQuestions(cluster, questions, naming, wish.answers())
                .of(type).stream().toList();
    }

    /** Also by the short and plural names of the cluster. */
    private Optional<WorkloadKind> workload(String kind) {
        return WorkloadKind.of(kind).or(() -> {
            ResourceType type = cluster.typeNamed(kind);
            return WorkloadKind.of(type.kind()).filter(known -> known.group().equals(type.group()));
        });
    }

    /** What nothing was made of is dropped only if a person says so. */
    private static boolean settleLeftOver(Questionnaire questions, List<String> leftOver) {
        questions.allow("leave-out");
        WhereQuestions.allow(questions);
        List<String> phrases = new ArrayList<>(leftOver);
        if (questions.isSettled()) phrases.addAll(questions.phrasesWithoutUse());
        if (phrases.isEmpty()) return questions.isSettled();
        String quoted = phrases.stream()
                // What stands behind a sign of assignment may be secret.
                .map(phrase -> "\"" + phrase.replaceFirst("(?<==).+", "…") + "\"")
                .collect(Collectors.joining(", "));
        Optional<Boolean> dropped = questions.yesOrNo(
                "leave-out",
                "Of the intent, " + quoted + " is not understood or means nothing here: go on without?",
                Optional.empty());
        if (dropped.filter(yes -> !yes).isPresent())
            throw RequestException.because(
                    "intent-not-understood",
                    quoted + " is not understood, or means nothing here",
                    "say it otherwise, or by a flag: see landfall help recommend");
        return questions.isSettled();
    }

    /** @throws RequestException where it is there, or its schema does not have what it says */
    private void requireNew(CreateObject created) {
        if (cluster.get(created.object()).isPresent())
            throw RequestException.because(
                    "object-exists",
                    created.object() + " is there already",
                    "choose another name, or change it with landfall operate");
        List<FieldFault> faults = new SchemaReader(cluster)
                .read(created.object(), Optional.empty())
                .faultsIn(created.content());
        if (faults.isEmpty()) return;
        String said = faults.stream()
                .limit(FAULTS_SHOWN)
                .map(fault -> fault.reason().toString())
                .collect(Collectors.joining("; "));
        throw RequestException.because("bad-manifest", created.object() + ": " + said, "give other answers");
    }

    private CreateObject main(String kind, List<CreateObject> objects) {
        return workload(kind)
                .flatMap(workload -> objects.stream()
                        .filter(each -> each.object().kind().equals(workload.kind()))
                        .findFirst())
                .orElse(objects.getFirst());
    }

    private static Recommended recommended(
            List<CreateObject> objects,
            CreateObject main,
            WhereQuestions.Where where,
            Manner said,
            Questionnaire questions) {
        List<CreateObject> all = new ArrayList<>(objects);
        Map<ObjectRef, Destination> destinations = new HashMap<>();
        where.owner().ifPresent(made -> {
            all.add(made.creation());
            destinations.put(made.creation().object(), made.destination());
        });
        Manner manner =
                new Manner(said.reason(), said.syncAsked(), where.destination(), said.ignoreStaleOwner(), said.at());
        String what = "add " + main.object().kind() + " " + main.object().name();
        List<DesiredChange> changes = List.copyOf(all);
        return new Recommended(all, questions.choices(), new ChangeRequest(changes, what, manner, destinations, ""));
    }
}
