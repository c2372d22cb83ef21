package dev.landfall.cluster;

import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every kind in every version that an API server serves, in the order in which it prefers them: what a word means by
 * that.
 */
public record ServedKinds(List<ResourceType> everyVersion) {
    private static final int NEAREST = 3;

    public ServedKinds {
        everyVersion = List.copyOf(everyVersion);
    }

    /** The kind in the version that the server prefers, which is the one it lists first. */
    public Optional<ResourceType> typeOf(String group, String kind) {
        return everyVersion.stream()
                .filter(type -> type.group().equals(group) && type.kind().equals(kind))
                .findFirst();
    }

    /** Each group and version, and each kind in it, as charts ask for them. */
    List<String> apis() {
        return everyVersion.stream()
                .flatMap(type -> {
                    String version = type.group().isEmpty() ? type.version() : type.group() + "/" + type.version();
                    return Stream.of(version, version + "/" + type.kind());
                })
                .distinct()
                .toList();
    }

    /**
     * The one that is taken first. As in kubectl a full name comes before a short name, and what the server lists first,
     * such as the kinds of the core group, before what it lists later.
     *
     * @throws ClusterException of fault USAGE, naming the nearest kinds, where none is meant
     */
    public List<ResourceType> typesNamed(String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        List<ResourceType> meant = Stream.concat(
                        everyVersion.stream().filter(type -> isWrittenFor(wanted, type, longNames(type))),
                        everyVersion.stream().filter(type -> isWrittenFor(wanted, type, type.shortNames())))
                .flatMap(type -> typeOf(type.group(), type.kind()).stream())
                .distinct()
                .toList();
        if (meant.isEmpty()) throw unknown(word);
        return meant;
    }

    /** {@code deployments}, {@code deployments.apps}, {@code deployments.v1.apps}, or {@code pods.v1.} in the core group. */
    private static boolean isWrittenFor(String wanted, ResourceType type, List<String> names) {
        int dot = wanted.indexOf('.');
        if (!names.contains(dot < 0 ? wanted : wanted.substring(0, dot))) return false;
        if (dot < 0) return true;
        String place = wanted.substring(dot + 1);
        String versioned = type.version() + "." + type.group();
        return place.equals(type.group())
                || place.equals(versioned)
                || (type.group().isEmpty() && place.equals(type.version()));
    }

    private static List<String> longNames(ResourceType type) {
        return List.of(type.plural(), type.singular(), type.kind().toLowerCase(Locale.ROOT));
    }

    private ClusterException unknown(String word) {
        List<ResourceType> elsewhere = ofOtherPlaces(word.toLowerCase(Locale.ROOT));
        List<String> nearest = elsewhere.isEmpty()
                ? nearest(word.toLowerCase(Locale.ROOT))
                : elsewhere.stream().map(ResourceType::resource).distinct().toList();
        String remedy = nearest.isEmpty()
                ? "kubectl api-resources lists what it serves"
                : "did you mean " + String.join(", ", nearest) + "?";
        String message = "the cluster serves no kind \"" + Printable.line(word, 80) + "\"" + inVersions(elsewhere);
        return new ClusterException(
                ClusterException.Fault.USAGE, Reason.lasting("unknown-kind", message, remedy), null);
    }

    /** Those whose name is right, where only the group or the version after it is not. */
    private List<ResourceType> ofOtherPlaces(String word) {
        int dot = word.indexOf('.');
        if (dot < 0) return List.of();
        String name = word.substring(0, dot);
        return everyVersion.stream()
                .filter(type ->
                        longNames(type).contains(name) || type.shortNames().contains(name))
                .toList();
    }

    private static String inVersions(List<ResourceType> types) {
        if (types.isEmpty()) return "";
        return types.stream()
                .map(type -> type.kind() + "." + type.version() + "." + type.group())
                .collect(Collectors.joining(", ", ", but ", ""));
    }

    private List<String> nearest(String word) {
        return everyVersion.stream()
                .filter(type -> distance(word, type) <= EditDistance.tolerated(word))
                .sorted(Comparator.comparingInt(type -> distance(word, type)))
                .map(ResourceType::singularOrKind)
                .distinct()
                .limit(NEAREST)
                .toList();
    }

    private static int distance(String name, ResourceType type) {
        return Stream.concat(longNames(type).stream(), type.shortNames().stream())
                .filter(candidate -> !candidate.isEmpty())
                .mapToInt(candidate -> EditDistance.between(name, candidate))
                .min()
                .orElseThrow();
    }
}
