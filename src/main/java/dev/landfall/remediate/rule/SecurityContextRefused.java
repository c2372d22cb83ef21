package dev.landfall.remediate.rule;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.ContainerState;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.TemplateChange;
import dev.landfall.remediate.Workload;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A container is not what its security settings demand, or does what they do not let it do (failure 44). They stay; what
 * they demand is given to it.
 */
final class SecurityContextRefused implements Analyzer.OfWorkloads {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern NAMED_USER = Pattern.compile("non-numeric user \\(([\\w-]+)\\)");
    private static final Pattern PATH = Pattern.compile("(/[\\w.-]+(?:/[\\w.-]+)*)");
    /** What images of these names call their user, and what number they give it. */
    private static final Map<String, Long> USERS =
            Map.of("nonroot", 65532L, "nobody", 65534L, "node", 1000L, "nginx", 101L, "postgres", 999L, "redis", 999L);

    /** Folders in which an empty volume hides nothing that a program needs to start. */
    private static final List<String> WRITTEN =
            List.of("/tmp", "/run", "/var/run", "/var/cache", "/var/log", "/var/tmp", "/cache");

    private static final String VOLUME = "writable";

    @Override
    public String rule() {
        return "security-context-refused";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        Stream<Finding> refused = workload.states()
                .filter(SecurityContextRefused::isNotRootRefused)
                .flatMap(state ->
                        TemplateContainer.of(workload, state.name()).stream().map(container -> root(container, state)));
        Stream<Finding> ended = workload.ending(snapshot.now())
                .flatMap(state -> TemplateContainer.of(workload, state.name()).stream()
                        .flatMap(container -> look(container, state, snapshot).stream()));
        return Stream.concat(refused, ended).findFirst();
    }

    private Optional<Finding> look(TemplateContainer container, ContainerState state, Snapshot snapshot) {
        if (!isReadOnly(container) && !isRestricted(container)) return Optional.empty();
        LastWords words = LastWords.of(state, snapshot);
        if (isReadOnly(container)) {
            Optional<String> line = words.lastWith("read-only file system");
            if (line.isPresent()) return Optional.of(readOnly(container, state, line.get(), words));
        }
        if (CommandWrong.isNotRun(state)) return Optional.empty();
        return words.lastWith("permission denied")
                .filter(_ -> isRestricted(container))
                .map(line -> denied(container, state, line, words));
    }

    private static boolean isNotRootRefused(ContainerState state) {
        return state.waitingFor().equals(EnvironmentSourceMissing.NOT_MADE)
                && (state.waitingMessage().toLowerCase(Locale.ROOT).contains("runasnonroot")
                        || state.waitingMessage().toLowerCase(Locale.ROOT).contains("non-root"));
    }

    private static boolean isReadOnly(TemplateContainer container) {
        return container.json().at("/securityContext/readOnlyRootFilesystem").asBoolean(false);
    }

    /** Whether it runs as another user than the image's, or without what root may do. */
    private static boolean isRestricted(TemplateContainer container) {
        return Stream.of(container.json(), container.workload().podSpec())
                .map(place -> place.path("securityContext"))
                .anyMatch(settings -> settings.has("runAsUser")
                        || settings.path("runAsNonRoot").asBoolean(false)
                        || settings.at("/capabilities/drop").isArray());
    }

    private Finding root(TemplateContainer container, ContainerState state) {
        return finding(
                container,
                "container " + container.name() + " is not made: " + state.waitingMessage(),
                "it must not run as root, and its image does, or does not say by number who it runs as",
                List.of(Clues.ofWaiting(state)),
                user(container, state),
                Reason.lasting(
                        "user-unknown",
                        "nothing here tells as which user container " + container.name() + " of "
                                + container.workload().ref() + " can run",
                        "set securityContext.runAsUser to the number of a user that the image is made for, or make an"
                                + " image that has one; runAsNonRoot stays"));
    }

    private static List<Repair> user(TemplateContainer container, ContainerState state) {
        List<TemplateChange> changed = Stream.concat(
                        container.changes("securityContext", "runAsUser").stream(), ofPod(container, "runAsUser"))
                .filter(change -> change.then().map(then -> then.asLong(0) > 0).orElse(false))
                .toList();
        if (!changed.isEmpty()) return Repairs.takenBack(changed);
        Matcher named = NAMED_USER.matcher(state.waitingMessage());
        if (!named.find()) return List.of();
        return Optional.ofNullable(USERS.get(named.group(1))).stream()
                .map(number -> new Repair(
                        "run " + container.name() + " as user " + number,
                        List.of(container.set(JSON.numberNode(number), "securityContext", "runAsUser")),
                        Confidence.LIKELY,
                        "it is the usual number of the image's user " + named.group(1),
                        Repairs.UNTRIED))
                .toList();
    }

    private static Stream<TemplateChange> ofPod(TemplateContainer container, String field) {
        FieldPath place = container
                .workload()
                .template()
                .orElseThrow()
                .spec()
                .to(new FieldPath.Key("securityContext"))
                .to(new FieldPath.Key(field));
        return TemplateChange.of(container.workload()).stream().filter(change -> change.isIn(place));
    }

    private Finding readOnly(TemplateContainer container, ContainerState state, String line, LastWords words) {
        return finding(
                container,
                "container " + container.name() + " ends since it may not write: " + line,
                "its own files are read-only, and it writes where no volume is",
                Stream.concat(Clues.ofEnd(state).stream(), words.clues().stream())
                        .toList(),
                writable(container, line),
                Reason.lasting(
                        "no-place-to-write",
                        "where container " + container.name() + " of "
                                + container.workload().ref() + " must write is not told",
                        "mount an emptyDir there; readOnlyRootFilesystem stays"));
    }

    /** An empty volume at the folder that the log names, unless one is there. */
    private static List<Repair> writable(TemplateContainer container, String line) {
        Optional<String> folder = PATH.matcher(line)
                .results()
                .map(found -> folder(found.group(1)))
                .filter(path -> WRITTEN.stream().anyMatch(path::startsWith))
                .reduce((_, last) -> last);
        boolean taken = container
                .workload()
                .podSpec()
                .path("volumes")
                .valueStream()
                .anyMatch(volume -> volume.path("name").asString("").equals(VOLUME));
        if (folder.isEmpty() || taken || isMounted(container, folder.get())) return List.of();
        return List.of(mounted(container, folder.get()));
    }

    /** What is written is a file in it, or it is to be made in it. */
    private static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash > 0 ? path.substring(0, slash) : path;
    }

    private static boolean isMounted(TemplateContainer container, String folder) {
        return container
                .json()
                .path("volumeMounts")
                .valueStream()
                .anyMatch(mount -> mount.path("mountPath").asString("").equals(folder));
    }

    private static Repair mounted(TemplateContainer container, String folder) {
        FieldPath volumes = container.workload().template().orElseThrow().spec().to(new FieldPath.Key("volumes"));
        FieldPath.Item item = new FieldPath.Item("name", VOLUME);
        return new Repair(
                "give " + container.name() + " an empty volume at " + folder,
                List.of(
                        new DesiredChange.AddListItem(
                                container.workload().ref(),
                                volumes.to(item),
                                JSON.objectNode().put("name", VOLUME).set("emptyDir", JSON.objectNode())),
                        new DesiredChange.AddListItem(
                                container.workload().ref(),
                                container.to("volumeMounts").to(item),
                                JSON.objectNode().put("name", VOLUME).put("mountPath", folder))),
                Confidence.LIKELY,
                "it is where its log says that it must write; what it writes is gone with the pod",
                Repairs.UNTRIED);
    }

    private Finding denied(TemplateContainer container, ContainerState state, String line, LastWords words) {
        return finding(
                container,
                "container " + container.name() + " ends since it is not permitted: " + line,
                "the user as which it runs may not do what it does",
                Stream.concat(Clues.ofEnd(state).stream(), words.clues().stream())
                        .toList(),
                group(container, line),
                Reason.lasting(
                        "not-permitted",
                        "container " + container.name() + " of "
                                + container.workload().ref() + " does what its user may not",
                        line.toLowerCase(Locale.ROOT).contains("bind")
                                ? "have it listen on a port from 1024 on; a Service can still offer the small one"
                                : "have the image give its user those files, or have it write to a volume"));
    }

    /** A claimed volume belongs to root unless the pod has a group for it. */
    private static List<Repair> group(TemplateContainer container, String line) {
        JsonNode settings = container.workload().podSpec().path("securityContext");
        Optional<Long> user = Stream.of(container.json().path("securityContext"), settings)
                .map(place -> place.path("runAsUser").asLong(0))
                .filter(number -> number > 0)
                .findFirst();
        if (user.isEmpty() || settings.has("fsGroup") || !namesClaimedVolume(container, line)) return List.of();
        FieldPath field = container
                .workload()
                .template()
                .orElseThrow()
                .spec()
                .to(new FieldPath.Key("securityContext"))
                .to(new FieldPath.Key("fsGroup"));
        return List.of(new Repair(
                "give the volumes to group " + user.get(),
                List.of(new DesiredChange.SetField(container.workload().ref(), field, JSON.numberNode(user.get()))),
                Confidence.LIKELY,
                "it writes to a claimed volume as user " + user.get() + ", and the pod has no group for it",
                Repairs.UNTRIED));
    }

    private static boolean namesClaimedVolume(TemplateContainer container, String line) {
        List<String> claimed = container
                .workload()
                .podSpec()
                .path("volumes")
                .valueStream()
                .filter(volume -> volume.has("persistentVolumeClaim"))
                .map(volume -> volume.path("name").asString(""))
                .toList();
        return container
                .json()
                .path("volumeMounts")
                .valueStream()
                .filter(mount -> claimed.contains(mount.path("name").asString("")))
                .anyMatch(mount -> line.contains(mount.path("mountPath").asString("/")));
    }

    private Finding finding(
            TemplateContainer container,
            String sign,
            String cause,
            List<Clue> clues,
            List<Repair> repairs,
            Reason person) {
        return new Finding(
                rule(),
                container.workload().ref(),
                sign,
                cause,
                clues,
                Repairs.orPerson(repairs, person),
                Finding.LEAST_SETTLE);
    }
}
