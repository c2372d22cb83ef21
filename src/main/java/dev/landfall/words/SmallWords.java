package dev.landfall.words;

import java.util.Set;

/** The small words of every sentence, whatever it is about: they join names and values, and are none. */
public final class SmallWords {
    public static final Set<String> ARTICLES = Set.of("the", "a", "an", "my", "our", "this", "these", "those");

    public static final Set<String> ONE = Set.of("it", "this", "that");

    public static final Set<String> SEVERAL = Set.of("them", "both", "these", "those", "they");

    public static final Set<String> SEPARATORS = Set.of("and", "then", "&", "&&", "plus");

    public static final Set<String> WHERE = Set.of("in", "inside", "within");

    public static final Set<String> NAMESPACE = Set.of("namespace", "ns");

    public static final Set<String> LEADING = Set.of("of", "on", "for", "from", "to", "in", "with");

    public static final Set<String> CONTAINER = Set.of("container");

    /** Said for politeness or haste, and without a meaning of their own. */
    public static final Set<String> NOISE = Set.of("please", "kindly", "now", "also", "just", "immediately", "finally");

    /** With which a wish may begin: "can you", "I want to", "let us". */
    public static final Set<String> BEGINNING = Set.of(
            "can",
            "could",
            "would",
            "will",
            "you",
            "i",
            "we",
            "want",
            "need",
            "to",
            "like",
            "let",
            "let's",
            "us",
            "i'd",
            "landfall");

    /** Never a name unless quoted: who says one of these where a name stands means something that is not understood. */
    public static final Set<String> NO_NAMES = Set.of(
            "to",
            "by",
            "in",
            "on",
            "of",
            "for",
            "from",
            "with",
            "at",
            "as",
            "and",
            "or",
            "but",
            "not",
            "no",
            "don't",
            "do",
            "never",
            "if",
            "unless",
            "when",
            "while",
            "until",
            "after",
            "before",
            "because",
            "so",
            "except",
            "without",
            "every",
            "each",
            "any",
            "some",
            "few",
            "everything",
            "anything",
            "something",
            "all",
            "maybe",
            "perhaps",
            "else",
            "other",
            "others",
            "tomorrow",
            "tonight",
            "later",
            "today",
            "the",
            "a",
            "an",
            "up",
            "down",
            "more",
            "less",
            "fewer",
            "bigger",
            "smaller",
            "faster",
            "slower",
            "better",
            "is",
            "be",
            "are",
            "it",
            "them",
            "this",
            "that",
            "what",
            "which",
            "than",
            "between",
            "per",
            "into",
            "back",
            "again",
            "only");

    private SmallWords() {}
}
