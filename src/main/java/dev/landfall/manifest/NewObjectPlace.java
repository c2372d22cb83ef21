package dev.landfall.manifest;

import dev.landfall.cluster.ObjectRef;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Chooses where a new object goes: beside its like, in the way in which the folder is kept. */
final class NewObjectPlace {
    private final SourceFolder folder;
    private final Neighbour self;
    private final List<Like> others;
    private final Map<String, List<Like>> byFile;

    /** An object that the folder has, with what its place goes by. */
    private record Like(ManifestObject object, Neighbour neighbour, String path) {}

    /** In a file that there is, or in one of this path, relative to the folder. */
    sealed interface Place {}

    record InFile(ReadableFile file) implements Place {}

    record NewFile(String path) implements Place {}

    NewObjectPlace(SourceFolder folder, List<ManifestObject> objects, ObjectRef object, JsonNode content) {
        this.folder = folder;
        List<Like> likes = objects.stream()
                .filter(other -> folder.holds(other.file().path()))
                .filter(other -> !other.file().isGenerated() && !other.isEncrypted())
                .map(other -> like(folder, other))
                .toList();
        this.self = Neighbour.of(object, content).withAppAmong(likes.stream().map(Like::neighbour));
        this.others = likes.stream()
                .sorted(Comparator.comparingInt((Like other) -> -self.likeness(other.neighbour())))
                .toList();
        this.byFile = others.stream().collect(Collectors.groupingBy(Like::path));
    }

    private static Like like(SourceFolder folder, ManifestObject other) {
        return new Like(
                other,
                Neighbour.of(other, folder.namespaces()),
                folder.relative(other.file().path()));
    }

    /** The most alike first. */
    List<ManifestObject> alike() {
        return others.stream().map(Like::object).toList();
    }

    /** @param taken paths relative to the folder */
    Place place(Set<String> taken) {
        return sharedFile().<Place>map(InFile::new).orElseGet(() -> new NewFile(newPath(taken)));
    }

    /** A file of several objects that this one belongs to as well. */
    private Optional<ReadableFile> sharedFile() {
        return others.stream()
                .filter(other -> isShared(other.path()) && belongsTo(byFile.get(other.path())))
                .map(other -> other.object().file())
                .findFirst();
    }

    private boolean isShared(String path) {
        List<Like> inFile = byFile.get(path);
        return inFile.size() > 1 || inFile.getFirst().object().isItem();
    }

    private boolean belongsTo(List<Like> inFile) {
        if (inFile.stream().allMatch(other -> self.isOfSameApp(other.neighbour()))) return true;
        if (isOfOneApp(inFile)) return false;
        boolean sameKind = inFile.stream().allMatch(this::isSameKind);
        boolean onlyPlaceOfKind = inFile.stream().anyMatch(this::isSameKind)
                && others.stream().filter(this::isSameKind).allMatch(other -> isShared(other.path()));
        return sameKind || onlyPlaceOfKind || byFile.size() == 1;
    }

    private boolean isSameKind(Like other) {
        return other.neighbour().kind().equals(self.kind())
                && other.neighbour().namespace().equals(self.namespace());
    }

    /** Whether a file is one app's: named after it. */
    private static boolean isOfOneApp(List<Like> inFile) {
        return inFile.stream()
                .anyMatch(other -> !habits(other).isEmpty()
                        && inFile.stream().allMatch(each -> each.neighbour().isOfSameApp(other.neighbour())));
    }

    private String newPath(Set<String> taken) {
        List<String> tried =
                Stream.concat(byHabit(), byDefault()).distinct().limit(200).toList();
        return tried.stream()
                .filter(path -> !taken.contains(path) && folder.reads().test(path))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        "no-file-to-create",
                        "there is no place for " + self.kind() + " " + self.name() + " in the folder \""
                                + folder.path() + "\": its owner would read no file named "
                                + tried.stream().limit(3).collect(Collectors.joining(" or ")),
                        "create the file by hand, or mend what the owner includes"));
    }

    /** Paths made as those of the others are, the most alike and the most frequent ways first. */
    private Stream<String> byHabit() {
        Map<PathHabit, Integer> likeness = new LinkedHashMap<>();
        Map<PathHabit, Integer> count = new LinkedHashMap<>();
        for (Like other : others) {
            for (PathHabit habit : habits(other)) {
                int alike = self.likeness(other.neighbour());
                if (alike > likeness.getOrDefault(habit, -1)) likeness.put(habit, alike);
                count.merge(habit, 1, Integer::sum);
            }
        }
        return likeness.keySet().stream()
                .sorted(Comparator.comparingInt((PathHabit habit) -> -likeness.get(habit))
                        .thenComparingInt(habit -> -count.get(habit)))
                .map(habit -> habit.pathOf(self));
    }

    private static List<PathHabit> habits(Like other) {
        return PathHabit.of(other.path(), other.neighbour());
    }

    private Stream<String> byDefault() {
        String kind = self.kind().toLowerCase(Locale.ROOT);
        String name = PathHabit.inPath(self.name());
        List<String> names = List.of(name + "-" + kind, name + "-" + kind + "-" + PathHabit.inPath(self.namespace()));
        Stream<String> folders = Stream.concat(others.stream().map(other -> parent(other.path())), Stream.of(""));
        return folders.distinct()
                .limit(20)
                .flatMap(parent ->
                        names.stream().flatMap(base -> extensions().map(extension -> parent + base + extension)));
    }

    private Stream<String> extensions() {
        return Stream.concat(
                        others.stream().limit(1).map(Like::path).map(path -> path.substring(path.lastIndexOf('.') + 1)),
                        Stream.of("yaml", "yml", "json"))
                .map(extension -> "." + extension)
                .distinct();
    }

    private static String parent(String path) {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/') + 1) : "";
    }
}
