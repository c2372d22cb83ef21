package dev.landfall.recommend;

import dev.landfall.change.Destination;
import dev.landfall.change.Places;
import dev.landfall.change.Places.Coverage;
import dev.landfall.change.Places.NewOwner;
import dev.landfall.change.Places.Place;
import dev.landfall.change.RequestException;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.SourcePath;
import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.manifest.yaml.YamlFile;
import dev.landfall.reason.Printable;
import dev.landfall.recommend.Questionnaire.Check;
import dev.landfall.recommend.Questionnaire.Suggestion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Settles where the manifests go: into the folder of an owner, into another one, or straight to the cluster. */
final class WhereQuestions {
    private static final String DIRECT = "direct";
    private static final String BY_DEFAULT = "default-repository";
    private static final String ELSEWHERE = "elsewhere";
    private static final int SHOWN = 9;

    private final Questionnaire questions;
    private final Places places;
    private final String namespace;
    private final String name;

    /** @param namespace of the new objects; empty where their kind has none */
    WhereQuestions(Questionnaire questions, Places places, String namespace, String name) {
        this.questions = questions;
        this.places = places;
        this.namespace = namespace;
        this.name = name;
    }

    /**
     * Where it is.
     *
     * @param owner that is to be made as well, since nobody applies from there
     */
    record Where(Destination destination, Optional<Made> owner) {
        Where(Destination destination) {
            this(destination, Optional.empty());
        }
    }

    /** An owner to be made, by the owner in whose folder it will lie. */
    record Made(CreateObject creation, Destination destination) {}

    /** The keys of all that is asked here. */
    static void allow(Questionnaire questions) {
        questions.allow("where", "repository", "branch", "path", "add-owner");
    }

    /**
     * Empty where questions are open.
     *
     * @param said beside the words, such as by {@code --direct}
     */
    Optional<Where> of(Destination said) {
        return switch (said) {
            case Destination.Unsaid unsaid -> asked();
            case Destination.Direct direct -> direct("--direct");
            case Destination.Into into -> into(into);
            case Destination.At at -> covered(at);
            case Destination.Beside beside -> Optional.of(new Where(beside));
        };
    }

    private Optional<Where> direct(String why) {
        questions.note("where", "straight to the cluster", why);
        return Optional.of(new Where(new Destination.Direct()));
    }

    private Optional<Where> into(Destination.Into into) {
        questions.note("where", into.kind() + " " + into.namespace() + "/" + into.name(), "--owner");
        return Optional.of(new Where(into));
    }

    private Optional<Where> asked() {
        if (Stream.of("repository", "branch", "path").anyMatch(questions::says)) return elsewhere();
        if (!places.isDelivering())
            return direct("no GitOps tool is installed, or the configuration switches delivery off");
        List<Place> known = ranked();
        if (known.isEmpty() && places.byDefault().isEmpty())
            return direct("no owner applies from a repository that the configuration allows");
        Optional<String> chosen = questions.choice("where", text(known), options(known), suggestion(known));
        return chosen.flatMap(choice -> chosen(choice, known));
    }

    private Optional<Where> chosen(String choice, List<Place> known) {
        return switch (choice) {
            case DIRECT -> Optional.of(new Where(new Destination.Direct()));
            case ELSEWHERE -> elsewhere();
            case BY_DEFAULT -> covered(places.byDefault().orElseThrow());
            default ->
                known.stream()
                        .filter(place -> named(place.owner()).equals(choice))
                        .findFirst()
                        .map(place -> new Where(Destination.Into.of(place.owner())));
        };
    }

    private List<Place> ranked() {
        return places.all().stream()
                .sorted(Comparator.comparingInt((Place place) -> isAtHome(place) ? 0 : 1)
                        .thenComparingInt(
                                place -> place.source().defaultNamespace().equals(namespace) ? 0 : 1))
                .limit(SHOWN)
                .toList();
    }

    private boolean isAtHome(Place place) {
        return place.namespaces().contains(namespace);
    }

    private List<String> options(List<Place> known) {
        List<String> options = new ArrayList<>(
                known.stream().map(place -> named(place.owner())).toList());
        if (places.byDefault().isPresent()) options.add(BY_DEFAULT);
        options.add(ELSEWHERE);
        options.add(DIRECT);
        return options;
    }

    private String text(List<Place> known) {
        String owners = known.stream()
                .map(place -> named(place.owner()) + " applies " + told(place.at()))
                .collect(Collectors.joining("; "));
        String byDefault = places.byDefault()
                .map(at -> "; " + BY_DEFAULT + " is " + told(at) + ", " + coverage(at))
                .orElse("");
        return "Where should I push these manifests? " + owners + byDefault + ".";
    }

    private String coverage(Destination.At at) {
        return switch (places.covering(at)) {
            case Coverage.Owned owned -> "which " + named(owned.place().owner()) + " covers";
            case Coverage.Several several -> "which several owners cover";
            case Coverage.None none -> "which no owner covers";
            case Coverage.Refused refused ->
                "which is refused: " + refused.reason().message();
        };
    }

    private Optional<Suggestion> suggestion(List<Place> known) {
        List<Place> atHome = known.stream().filter(this::isAtHome).toList();
        if (atHome.size() == 1)
            return Suggestion.of(
                    named(atHome.getFirst().owner()),
                    atHome.getFirst().owner() + " alone has objects in namespace " + namespace);
        if (atHome.isEmpty() && places.byDefault().isPresent())
            return Suggestion.of(BY_DEFAULT, "gitops.defaultRepo of the configuration");
        return known.size() == 1 && places.byDefault().isEmpty()
                ? Suggestion.of(named(known.getFirst().owner()), "the only owner of the cluster")
                : Optional.empty();
    }

    private Optional<Where> elsewhere() {
        List<String> repositories = Stream.concat(
                        places.byDefault().stream().map(Destination.At::repository),
                        places.all().stream().map(place -> place.source().repository()))
                .distinct()
                .toList();
        Optional<String> repository = questions.words(
                "repository",
                "Which repository? There are " + String.join(", ", repositories) + ".",
                repositories.stream().findFirst().orElse("https://git.example.org/team/fleet"),
                repositories.size() == 1
                        ? Suggestion.of(repositories.getFirst(), "the only one that is known")
                        : places.byDefault().map(at -> new Suggestion(at.repository(), "gitops.defaultRepo")),
                Check.none());
        repository.flatMap(places::objectionTo).ifPresent(objection -> {
            throw new RequestException(objection);
        });
        Optional<Destination.At> model = repository.flatMap(this::modelIn);
        Optional<String> branch = questions.words(
                "branch",
                "Which branch?",
                "main",
                model.map(at -> new Suggestion(
                        at.branch().isEmpty() ? "main" : at.branch(), "what is applied from that repository")),
                value -> value.matches("[\\w][\\w./-]*") && !value.contains("..")
                        ? Optional.empty()
                        : Optional.of("is no branch"));
        Optional<String> path = questions.words(
                "path",
                "Which folder, from the root of the repository?",
                "apps/shop",
                model.map(at -> new Suggestion(at.path(), "what is applied from that repository")),
                value -> SourcePath.resolve("", value).isPresent()
                        ? Optional.empty()
                        : Optional.of("leaves the repository"));
        if (repository.isEmpty() || branch.isEmpty() || path.isEmpty()) return Optional.empty();
        return covered(new Destination.At(
                repository.get(),
                branch.get(),
                SourcePath.resolve("", path.get()).orElseThrow()));
    }

    private Optional<Destination.At> modelIn(String repository) {
        return Stream.concat(places.byDefault().stream(), ranked().stream().map(Place::at))
                .filter(at -> at.repository().equals(repository))
                .findFirst();
    }

    private Optional<Where> covered(Destination.At at) {
        return switch (places.covering(at)) {
            case Coverage.Owned owned -> {
                boolean exactly = owned.place().source().path().equals(at.path());
                questions.note(
                        "owner",
                        named(owned.place().owner()),
                        exactly
                                ? "it applies " + told(at)
                                : "it applies " + told(owned.place().at())
                                        + ", and puts new files by that folder's habit");
                yield Optional.of(new Where(at));
            }
            case Coverage.Several several ->
                throw RequestException.because(
                        "which-owner",
                        several.owners().stream().map(ObjectRef::toString).collect(Collectors.joining(" and "))
                                + " apply " + told(at),
                        "say which with --owner KIND/NAMESPACE/NAME");
            case Coverage.Refused refused -> throw new RequestException(refused.reason());
            case Coverage.None none -> uncovered(at);
        };
    }

    private Optional<Where> uncovered(Destination.At at) {
        NewOwner proposed = places.proposed(at, name, namespace).orElseThrow(() -> notCovered(at, "", ""));
        String manifest = yaml(proposed.manifest());
        if (proposed.parent().isEmpty())
            throw notCovered(
                    at,
                    "; this " + proposed.owner().kind() + " would:\n" + manifest,
                    "have it created where your owners are defined, then go on");
        ObjectRef parent = proposed.parent().get();
        Optional<Boolean> added = questions.yesOrNo(
                "add-owner",
                "No owner applies " + told(at) + ". Add the " + proposed.owner() + ", which would, to the folder of "
                        + parent + "?",
                Suggestion.of("yes", parent + " applies other owners already"));
        if (added.isEmpty()) return Optional.empty();
        if (!added.get()) throw notCovered(at, "", "");
        CreateObject creation = new CreateObject(proposed.owner(), proposed.manifest());
        return Optional.of(new Where(at, Optional.of(new Made(creation, Destination.Into.of(parent)))));
    }

    private static RequestException notCovered(Destination.At at, String more, String remedy) {
        return RequestException.because(
                "path-not-covered",
                "no Application and no Kustomization applies from " + Printable.line(at.toString(), 300) + more,
                remedy.isEmpty() ? "name a folder that one applies from, or say --owner or --direct" : remedy);
    }

    static String yaml(ObjectNode manifest) {
        return new String(YamlFile.written(manifest, List.of(), false), StandardCharsets.UTF_8);
    }

    private static String told(Destination.At at) {
        return "folder " + (at.path().isEmpty() ? "/" : at.path()) + " of "
                + (at.branch().isEmpty() ? "the default branch" : "branch " + at.branch()) + " of " + at.repository();
    }

    private static String named(ObjectRef owner) {
        return owner.kind() + "/" + owner.namespace() + "/" + owner.name();
    }
}
