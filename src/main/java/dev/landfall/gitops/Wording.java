package dev.landfall.gitops;

import java.util.List;
import java.util.Optional;

/** How the texts of a template name the parameters that come into them. */
public interface Wording {

    /** The pieces of a text in their order; empty where it does more than name parameters. */
    Optional<List<Piece>> pieces(String text);

    /** Whether the name of a parameter that there is not stays as it is written. */
    boolean keepsUnknown();

    /** A part of a text. */
    sealed interface Piece {
        /** As it is written. */
        String text();

        /** It comes out as it stands there. */
        record Literal(String text) implements Piece {}

        /** @param name with a dot for each step down: {@code image.tag} */
        record Parameter(String text, String name) implements Piece {}
    }
}
