package dev.landfall.manifest;

import dev.landfall.manifest.KindNames.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a path is made from an object: from {@code apps/web/deployment.yaml} of the Deployment {@code web}, that it is {@code
 * apps/NAME/KIND.yaml}.
 *
 * @param folders the folders' names, and {@code base} the file's name without its extension, as made of words
 */
record PathHabit(List<Part> folders, List<Part> base, String extension) {
    private static final List<Part> NAMES = List.of(new Name(), new App());

    private static final Pattern SIGN = Pattern.compile("[-_.]");

    /** What a word of a path stands for. */
    sealed interface Part {}

    record Fixed(String text) implements Part {}

    record Name() implements Part {}

    record App() implements Part {}

    record Namespace() implements Part {}

    record Kind(Form form) implements Part {}

    /** The ways to read a path; none if its file's name does not follow from the object. */
    static List<PathHabit> of(String path, Neighbour object) {
        int slash = path.lastIndexOf('/');
        List<Part> folders = slash < 0
                ? List.of()
                : Stream.of(path.substring(0, slash).split("/", -1))
                        .map(word -> folder(word, object))
                        .toList();
        return dots(path, slash)
                .boxed()
                .flatMap(dot -> bases(path.substring(slash + 1, dot), object).stream()
                        .map(base -> new PathHabit(folders, base, path.substring(dot))))
                .toList();
    }

    /** Where an extension could begin, the shortest one first: an owner may include only {@code *.live.yaml}. */
    private static IntStream dots(String path, int slash) {
        int[] dots = IntStream.range(slash + 2, path.length())
                .filter(at -> path.charAt(at) == '.')
                .toArray();
        return dots.length == 0
                ? IntStream.of(path.length())
                : IntStream.range(0, dots.length).map(i -> dots[dots.length - 1 - i]);
    }

    private static Part folder(String word, Neighbour object) {
        if (word.equals(inPath(object.app()))) return new App();
        if (word.equals(inPath(object.name()))) return new Name();
        if (word.equals(object.namespace())) return new Namespace();
        return KindNames.formsOf(object.kind(), word).stream()
                .findFirst()
                .<Part>map(Kind::new)
                .orElse(new Fixed(word));
    }

    private static List<List<Part>> bases(String base, Neighbour object) {
        List<List<Part>> found = new ArrayList<>();
        NAMES.forEach(name -> {
            if (base.equals(word(name, object))) found.add(List.of(name));
        });
        KindNames.formsOf(object.kind(), base).forEach(form -> found.add(List.of(new Kind(form))));
        for (Form form : Form.values())
            NAMES.forEach(name -> pair(base, name, form, object).ifPresent(found::add));
        return found;
    }

    private static Optional<List<Part>> pair(String base, Part name, Form form, Neighbour object) {
        String kind = form.of(object.kind());
        String word = word(name, object);
        if (base.length() != kind.length() + word.length() + 1) return Optional.empty();
        boolean nameFirst = base.startsWith(word) && base.endsWith(kind);
        boolean kindFirst = base.startsWith(kind) && base.endsWith(word);
        if (!nameFirst && !kindFirst) return Optional.empty();
        String sign = base.substring(nameFirst ? word.length() : kind.length()).substring(0, 1);
        if (!SIGN.matcher(sign).matches()) return Optional.empty();
        Part between = new Fixed(sign);
        return Optional.of(nameFirst ? List.of(name, between, new Kind(form)) : List.of(new Kind(form), between, name));
    }

    /** The path that it makes for another object. */
    String pathOf(Neighbour object) {
        StringBuilder path = new StringBuilder();
        for (Part folder : folders) path.append(word(folder, object)).append('/');
        for (Part part : base) path.append(word(part, object));
        return path.append(extension).toString();
    }

    /** Whether objects of one kind do not all get the same path. */
    boolean tellsNamesApart() {
        return Stream.concat(folders.stream(), base.stream())
                .anyMatch(part -> part instanceof Name || part instanceof App);
    }

    /** Names of roles, and labels, may have colons and slashes. */
    static String inPath(String word) {
        return word.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[.-]+", "");
    }

    private static String word(Part part, Neighbour object) {
        return switch (part) {
            case Fixed(String text) -> text;
            case Name() -> inPath(object.name());
            case App() -> inPath(object.app());
            case Namespace() -> object.namespace().isEmpty() ? "cluster" : inPath(object.namespace());
            case Kind(Form form) -> form.of(object.kind());
        };
    }
}
