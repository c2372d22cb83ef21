package dev.landfall.report;

import dev.landfall.reason.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Text of which some pieces stand out where a person sits at a terminal. Colours are put around the pieces after these
 * are made printable, so that no text of others brings a colour or takes part in one.
 */
public final class StyledText {

    /** How a piece stands out, by its parameter of the sequence "Select Graphic Rendition" (ECMA-48, 8.3.117). */
    public enum Style {
        PLAIN(""),
        GOOD("32"),
        BAD("31"),
        ATTENTION("33"),
        PROGRESS("36");

        private final String parameter;

        Style(String parameter) {
            this.parameter = parameter;
        }

        private String colour(String printable) {
            return this == PLAIN || printable.isEmpty()
                    ? printable
                    : "\u001b[" + parameter + "m" + printable + "\u001b[0m";
        }
    }

    private record Piece(Style style, String text) {}

    private final List<Piece> pieces = new ArrayList<>();

    public static StyledText of(String text) {
        return new StyledText().append(text);
    }

    public StyledText append(String text) {
        return append(Style.PLAIN, text);
    }

    public StyledText append(Style style, String text) {
        pieces.add(new Piece(style, text));
        return this;
    }

    public StyledText append(StyledText other) {
        pieces.addAll(other.pieces);
        return this;
    }

    /** For files, pipes and programs. */
    public String plain() {
        return Printable.text(pieces.stream().map(Piece::text).collect(Collectors.joining()));
    }

    public String coloured() {
        return pieces.stream()
                .map(piece -> piece.style().colour(Printable.text(piece.text())))
                .collect(Collectors.joining());
    }
}
