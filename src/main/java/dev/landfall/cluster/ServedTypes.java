package dev.landfall.cluster;

import dev.landfall.reason.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds that an API server serves, each in the version that it prefers; the first that fits a word is meant. */
public record ServedTypes(List<ResourceType> types) {
    private static final int NEAREST = 3;

    public ServedTypes {
        types = List.copyOf(types);
    }

    /** As {@link Cluster#typeOf}. */
    public Optional<ResourceType> typeOf(String group, String kind) {
        return types.stream()
                .filter(type -> type.group().equals(group) && type.kind().equals(kind))
                .findFirst();
    }

    /** As {@link Cluster#typeNamed}. */
    public ResourceType typeNamed(String word) {
        return types.stream().filter(type -> isCalled(type, word)).findFirst().orElseThrow(() -> unknown(word));
    }

    private static boolean isCalled(ResourceType type, String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        return names(type).anyMatch(name -> wanted.equals(name) || wanted.equals(name + "." + type.group()));
    }

    private static Stream<String> names(ResourceType type) {
        Stream<String> long_ =
                Stream.of(type.plural(), type.singular(), type.kind().toLowerCase(Locale.ROOT));
        return Stream.concat(long_, type.shortNames().stream());
    }

    private ClusterException unknown(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        List<String> nearest = types.stream()
                .sorted(Comparator.comparingInt(type -> EditDistance.between(lower, type.singularOrKind())))
                .map(ResourceType::singularOrKind)
                .distinct()
                .limit(NEAREST)
                .toList();
        Reason reason = Reason.lasting(
                "unknown-kind",
                "the cluster serves no kind \"" + word + "\"",
                "did you mean " + String.join(", ", nearest) + "?");
        return new ClusterException(ClusterException.Fault.USAGE, reason, null);
    }
}
