package dev.landfall.placement;

import dev.landfall.gitops.Wording;
import dev.landfall.gitops.Wording.Piece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A text of a template, in pieces.
 *
 * @param keepsUnknown whether a name that no parameter has stays as it is written
 */
record WordedText(List<Piece> pieces, boolean keepsUnknown) {

    static Optional<WordedText> of(Wording wording, String text) {
        return wording.pieces(text).map(pieces -> new WordedText(pieces, wording.keepsUnknown()));
    }

    boolean isLiteral() {
        return pieces.stream().noneMatch(Piece.Parameter.class::isInstance);
    }

    /** What comes out of it; empty where one of the parameters has no value. */
    Optional<String> with(Function<String, Optional<String>> parameters) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            Optional<String> part = value(piece, parameters);
            if (part.isEmpty()) return Optional.empty();
            text.append(part.get());
        }
        return Optional.of(text.toString());
    }

    private Optional<String> value(Piece piece, Function<String, Optional<String>> parameters) {
        return switch (piece) {
            case Piece.Literal(String text) -> Optional.of(text);
            case Piece.Parameter(String text, String name) ->
                parameters.apply(name).or(() -> keepsUnknown ? Optional.of(text) : Optional.empty());
        };
    }

    /**
     * What each piece has come to in a text that came out of it; empty where it did not, or where several parameters can
     * have been other ones.
     */
    Optional<List<String>> partsOf(String text, Function<String, Optional<String>> parameters) {
        if (pieces.stream().filter(Piece.Parameter.class::isInstance).count() == 1) return byItsEnds(text);
        if (!with(parameters).equals(Optional.of(text))) return Optional.empty();
        return Optional.of(pieces.stream()
                .map(piece -> value(piece, parameters).orElseThrow())
                .toList());
    }

    private Optional<List<String>> byItsEnds(String text) {
        int literal = pieces.stream()
                .filter(Piece.Literal.class::isInstance)
                .mapToInt(piece -> piece.text().length())
                .sum();
        if (literal > text.length()) return Optional.empty();
        List<String> parts = new ArrayList<>();
        int at = 0;
        for (Piece piece : pieces) {
            int length = piece instanceof Piece.Literal ? piece.text().length() : text.length() - literal;
            String part = text.substring(at, at + length);
            if (piece instanceof Piece.Literal && !part.equals(piece.text())) return Optional.empty();
            parts.add(part);
            at += length;
        }
        return Optional.of(parts);
    }

    /** The values of the parameters in a text that came out of it, as {@link #partsOf} finds them. */
    Optional<Map<String, String>> valuesIn(String text, Function<String, Optional<String>> parameters) {
        return partsOf(text, parameters).map(parts -> {
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < pieces.size(); i++)
                if (pieces.get(i) instanceof Piece.Parameter(String _, String name)) values.put(name, parts.get(i));
            return values;
        });
    }

    /** The one piece in which another text differs from the one that came out of this. */
    sealed interface Differing {
        /** @param text of the whole template then */
        record InLiteral(String text) implements Differing {}

        record InParameter(String name, String value) implements Differing {}
    }

    /**
     * @param parts of the text that came out
     * @return empty where the texts differ in several pieces
     */
    Optional<Differing> differing(List<String> parts, String wanted) {
        String text = String.join("", parts);
        int same = commonStart(text, wanted);
        int sameAtEnd = commonStart(reversed(text.substring(same)), reversed(wanted.substring(same)));
        Optional<Differing> inLiteral = Optional.empty();
        int start = 0;
        for (int i = 0; i < pieces.size(); i++) {
            int end = start + parts.get(i).length();
            if (start <= same && text.length() - sameAtEnd <= end) {
                String other = text.substring(start, same)
                        + wanted.substring(same, wanted.length() - sameAtEnd)
                        + text.substring(text.length() - sameAtEnd, end);
                // What is put in between two pieces belongs to the parameter.
                if (pieces.get(i) instanceof Piece.Parameter(String _, String name))
                    return Optional.of(new Differing.InParameter(name, other));
                if (inLiteral.isEmpty()) inLiteral = Optional.of(new Differing.InLiteral(withPiece(i, other)));
            }
            start = end;
        }
        return inLiteral;
    }

    private String withPiece(int index, String other) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++)
            text.append(i == index ? other : pieces.get(i).text());
        return text.toString();
    }

    private static int commonStart(String one, String other) {
        int at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) at++;
        return at;
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }
}
