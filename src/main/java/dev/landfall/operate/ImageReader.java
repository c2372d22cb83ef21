package dev.landfall.operate;

import dev.landfall.manifest.ImageReference;
import dev.landfall.words.Word;
import java.util.Optional;
import java.util.Set;

/** Reads which image is wanted: a whole reference, or only another tag of the same image. */
final class ImageReader {
    private static final String TAG = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";

    private final Hearing hearing;
    private final Phrase phrase;

    private ImageReader(Hearing hearing) {
        this.hearing = hearing;
        this.phrase = hearing.phrase();
    }

    static Heard read(Hearing hearing) {
        return new ImageReader(hearing).read();
    }

    /** Whether a word cannot be anything else. */
    static boolean isImage(Word word) {
        return word.isSaid()
                && word.text().matches("[^=/]*[/:][^=]*|[^=]*/[^=]*[:@.][^=]*")
                && !word.text().matches("[a-z]+/[a-z0-9.-]+")
                && ImageReference.isValid(word.text());
    }

    /** Whether a word is a version with a dot or a "v", which no count has. */
    static boolean isVersion(Word word) {
        return word.is(Word.Kind.PLAIN) && word.text().matches("v[0-9][A-Za-z0-9_.-]*|[0-9]+(\\.[0-9][A-Za-z0-9_-]*)+");
    }

    private Heard read() {
        boolean isTag = phrase.take(Set.of("tag", "version")).isPresent();
        phrase.takeAll(Vocabulary.IMAGE);
        Optional<Word> said = value();
        if (said.isEmpty()) return ask(hearing.told() + " does not say which image: which?");
        String value = said.get().text();
        boolean looksLikeTag = value.matches("v?[0-9][A-Za-z0-9_.-]*");
        if (isTag || looksLikeTag)
            return value.matches(TAG)
                    ? new Heard.Wished(new Wish.Tag(hearing.container(), value))
                    : ask("\"" + value + "\" is no tag of an image: which image is meant?");
        return ImageReference.isValid(value)
                ? image(value)
                : ask("\"" + value + "\" is not an image reference: which is meant?");
    }

    private Optional<Word> value() {
        Optional<Word> image = phrase.take(ImageReader::isImage);
        if (image.isPresent()) {
            phrase.dropDangling(Vocabulary.TO);
            return image;
        }
        return phrase.takeAfter(Vocabulary.TO, Word::isSaid);
    }

    private Heard image(String reference) {
        return new Heard.Wished(new Wish.Image(hearing.container(), reference));
    }

    private Heard ask(String question) {
        return hearing.inquiry()
                .words(hearing.key("image"), question, "registry.example.com/web:1.4", Optional.empty())
                .map(answer -> ImageReference.isValid(answer)
                        ? image(answer)
                        : new Heard.Unclear("\"" + answer + "\" is not an image reference"))
                .orElseGet(Heard.Asked::new);
    }
}
