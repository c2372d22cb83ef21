package dev.landfall.recommend;

import dev.landfall.change.RequestException;
import dev.landfall.manifest.ImageReference;
import dev.landfall.recommend.Questionnaire.Check;
import dev.landfall.recommend.Questionnaire.Suggestion;
import dev.landfall.recommend.WorkloadIntent.Probing;
import dev.landfall.recommend.WorkloadIntent.Resources;
import dev.landfall.recommend.WorkloadIntent.Scale;
import dev.landfall.recommend.WorkloadIntent.Security;
import dev.landfall.recommend.WorkloadIntent.Storage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Settles all that must be known of a workload, with what the cluster suggests. */
final class WorkloadQuestions {
    private static final int MOST_REPLICAS = 1_000;

    private final Questionnaire questions;
    private final ClusterFacts facts;
    private final Map<String, String> said;
    private final Naming naming;

    /** @param said variables of the environment that the words set */
    WorkloadQuestions(Questionnaire questions, ClusterFacts facts, Map<String, String> said, String contextNamespace) {
        this.questions = questions;
        this.facts = facts;
        this.said = said;
        this.naming = new Naming(questions, facts, contextNamespace);
    }

    /** Empty where questions are open. */
    Optional<WorkloadIntent> of(WorkloadKind kind) {
        Map<String, String> environment = new Variables(questions, said).environment();
        Optional<ImageReference> image = image();
        Optional<Suggestion> byImage = image.map(ImageReference::name)
                .map(Naming::from)
                .map(name -> new Suggestion(name, "by the name of the image"));
        Optional<String> name =
                naming.name(kind.kind(), byImage, Naming.label(kind == WorkloadKind.CRON_JOB ? 52 : 63));
        Optional<String> namespace = naming.namespace();
        if (!questions.isSettled()) return Optional.empty();
        return of(kind, image.orElseThrow(), name.orElseThrow(), namespace.orElseThrow(), environment);
    }

    private Optional<WorkloadIntent> of(
            WorkloadKind kind, ImageReference image, String name, String namespace, Map<String, String> environment) {
        Optional<String> schedule = kind == WorkloadKind.CRON_JOB ? schedule() : Optional.empty();
        OptionalInt port = kind.serves() ? port() : OptionalInt.empty();
        Scale scale = kind.hasReplicas() ? scale(kind) : new Scale.Given();
        Optional<Storage> storage = storage(kind);
        Probing probing = port.isPresent() ? probing() : new Probing(Optional.empty(), false);
        Resources resources = resources(new Room(facts.limitRanges(namespace), facts.quotas(namespace), scale.most()));
        Security security = security(namespace);
        Exposures exposures = new Exposures(questions, facts, namespace);
        Optional<WorkloadIntent.Exposure> exposure = port.isPresent() ? exposures.of() : Optional.empty();
        boolean isolated = port.isPresent() && isolated();
        List<String> secrets = new Variables(questions, said).secrets();
        Optional<String> partOf = questions.told("part-of", Naming.label(63));
        if (!questions.isSettled()) return Optional.empty();
        return Optional.of(new WorkloadIntent(
                kind,
                namespace,
                name,
                image,
                partOf,
                port,
                scale,
                probing,
                resources,
                security,
                schedule,
                storage,
                exposure,
                environment,
                secrets,
                isolated));
    }

    private Optional<ImageReference> image() {
        Optional<ImageReference> image = questions
                .words(
                        "image",
                        "Which image is to run?",
                        "registry.example.org/shop/api:1.4",
                        Optional.empty(),
                        value -> ImageReference.isValid(value)
                                ? Optional.empty()
                                : Optional.of("is not an image reference such as [HOST/]NAME[:TAG][@DIGEST]"))
                .map(ImageReference::new);
        if (image.isEmpty() || image.get().isPinned()) return image;
        boolean accepted = questions
                .yesOrNo(
                        "unpinned-image",
                        image.get().text() + " has no fixed version, so that nobody can tell what runs, and no rollback"
                                + " is one: take it all the same? Give another image otherwise.",
                        Optional.empty())
                .orElse(true);
        if (!accepted)
            throw RequestException.because(
                    "unpinned-image",
                    image.get().text() + " has no fixed version",
                    "name a tag other than latest, or a digest, with --image");
        return image;
    }

    private Optional<String> schedule() {
        return questions.words(
                "schedule",
                "When is it to run, as five fields of cron (minute, hour, day of month, month, day of week)?",
                "30 2 * * *",
                Optional.empty(),
                value -> Schedules.isValid(value) ? Optional.empty() : Optional.of("is no schedule of cron"));
    }

    private OptionalInt port() {
        boolean serves = questions.says("port")
                || questions.says("host")
                || questions
                        .yesOrNo("serves", "Does it listen on a port?", Suggestion.of("no", "none is named"))
                        .orElse(false);
        questions.allow("serves");
        if (!serves) return OptionalInt.empty();
        return questions.count("port", "On which port does it listen?", 1, 65_535, Optional.empty());
    }

    private Scale scale(WorkloadKind kind) {
        if (questions.says("max-replicas")) return automatic();
        Optional<Suggestion> one = Suggestion.of("1", "nothing says that it may run more than once");
        int replicas = questions
                .count(
                        "replicas",
                        "How many " + (kind == WorkloadKind.DEPLOYMENT ? "replicas" : "members") + "?",
                        0,
                        MOST_REPLICAS,
                        one)
                .orElse(1);
        return new Scale.Fixed(replicas);
    }

    private Scale automatic() {
        int least = questions
                .count(
                        "min-replicas",
                        "How many replicas at least?",
                        1,
                        MOST_REPLICAS,
                        Suggestion.of("2", "one may be disrupted"))
                .orElse(1);
        int most = questions
                .count("max-replicas", "How many replicas at most?", least, MOST_REPLICAS, Optional.empty())
                .orElse(least);
        int percent = questions
                .count(
                        "cpu-percent",
                        "At how many percent of the requested CPU is it to be scaled?",
                        1,
                        1_000,
                        Suggestion.of("80", "leaves room while new pods start"))
                .orElse(80);
        return new Scale.Automatic(least, most, percent);
    }

    private Optional<Storage> storage(WorkloadKind kind) {
        if (kind != WorkloadKind.STATEFUL_SET) return Optional.empty();
        Optional<String> size = questions.words(
                "storage",
                "How much storage for each member?",
                "10Gi",
                Suggestion.of("1Gi", "small, and most classes can grow it"),
                WorkloadQuestions::noQuantity);
        Optional<List<String>> classes = facts.storageClasses();
        Optional<Suggestion> byDefault = facts.defaultStorageClass()
                .map(name -> new Suggestion(name, "the default StorageClass of the cluster"));
        Optional<String> storageClass = classes.filter(names -> !names.isEmpty())
                .map(names -> questions.choice("storage-class", "Which StorageClass?", names, byDefault))
                .orElseGet(() -> questions.told("storage-class", Naming.subdomain()));
        Optional<String> path = questions.words(
                "mount-path",
                "Where does the container keep its data?",
                "/data",
                Suggestion.of("/data", "a usual place"),
                WorkloadQuestions::noPath);
        return size.map(amount -> new Storage(amount, storageClass, path.orElse("/data")));
    }

    private Probing probing() {
        Optional<String> path = questions
                .words(
                        "health-path",
                        "Which path answers over HTTP when it is well? Say none where there is none, and the port is probed.",
                        "/healthz",
                        Suggestion.of("none", "nothing names one"),
                        value -> value.equals("none") ? Optional.empty() : noPath(value))
                .filter(value -> !value.equals("none"));
        boolean slow = questions
                .yesOrNo(
                        "slow-start",
                        "Does it take longer than ten seconds to start?",
                        Suggestion.of("no", "most do not"))
                .orElse(false);
        return new Probing(path, slow);
    }

    private Resources resources(Room room) {
        String cpu = amount("cpu-request", "How much CPU does it request?", room, "requests", "cpu", "100m");
        String memory =
                amount("memory-request", "How much memory does it request?", room, "requests", "memory", "128Mi");
        String most = amount("memory-limit", "How much memory may it use at most?", room, "limits", "memory", "256Mi");
        Optional<String> cpuLimit = room.counts("limits", "cpu") || questions.says("cpu-limit")
                ? Optional.of(amount("cpu-limit", "How much CPU may it use at most?", room, "limits", "cpu", "500m"))
                : Optional.empty();
        requireBelow("memory", memory, most);
        cpuLimit.ifPresent(limit -> requireBelow("cpu", cpu, limit));
        return new Resources(cpu, memory, cpuLimit, most);
    }

    private String amount(String key, String text, Room room, String list, String resource, String usual) {
        Suggestion suggestion = room.suggestion(list, resource, usual);
        String amount = questions
                .words(key, text, usual, Optional.of(suggestion), WorkloadQuestions::noQuantity)
                .orElse(suggestion.value());
        room.requireFits(list, resource, amount);
        return amount;
    }

    private void requireBelow(String resource, String request, String limit) {
        if (questions.isSettled() && Room.amount(request).compareTo(Room.amount(limit)) > 0)
            throw RequestException.because(
                    "request-over-limit",
                    "it would request " + request + " of " + resource + " with a limit of " + limit,
                    "raise --answer " + resource + "-limit=…, or lower --answer " + resource + "-request=…");
    }

    private Security security(String namespace) {
        boolean restricted = facts.podSecurity(namespace).equals("restricted");
        boolean nonRoot;
        if (restricted) {
            if (questions
                    .told("run-as-non-root", Check.none())
                    .filter("no"::equals)
                    .isPresent())
                throw RequestException.because(
                        "pod-security",
                        "the namespace " + namespace
                                + " enforces Pod Security restricted, so that nothing runs as root",
                        "use an image that runs as another user, or another namespace");
            questions.note("security", "restricted", "Namespace " + namespace + " enforces Pod Security restricted");
            nonRoot = true;
        } else {
            nonRoot = questions
                    .yesOrNo(
                            "run-as-non-root",
                            "Does the image run as a user other than root?",
                            Suggestion.of("yes", "what runs as root is refused then when it starts"))
                    .orElse(true);
        }
        boolean readOnly = questions
                .yesOrNo(
                        "read-only-root",
                        "May its root file system be read-only? /tmp stays writable.",
                        Suggestion.of("yes", "what breaks in can write nothing"))
                .orElse(true);
        Optional<Integer> user = questions
                .told(
                        "run-as-user",
                        value -> value.matches("[1-9]\\d{0,8}")
                                ? Optional.empty()
                                : Optional.of("is no number of a user"))
                .map(Integer::valueOf);
        return new Security(nonRoot, readOnly, user);
    }

    private boolean isolated() {
        return questions
                .yesOrNo(
                        "network-policy",
                        "Add a NetworkPolicy, by which only its own namespace (and, if it has a host, whatever lets requests"
                                + " in) reaches its port?",
                        Suggestion.of("no", "others that call it are not known"))
                .orElse(false);
    }

    private static Optional<String> noQuantity(String value) {
        return Room.isQuantity(value) ? Optional.empty() : Optional.of("is no quantity such as 250m, 128Mi or 1Gi");
    }

    static Optional<String> noPath(String value) {
        return value.matches("/[\\w./~%-]*") ? Optional.empty() : Optional.of("is no path that begins with /");
    }
}
