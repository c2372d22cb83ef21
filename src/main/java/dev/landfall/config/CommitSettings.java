package dev.landfall.config;

import java.util.Optional;

/**
 * @param signOff whether commits carry a {@code Signed-off-by} trailer of the author
 * @param signing empty for commits without a signature
 */
public record CommitSettings(Author author, boolean signOff, Optional<SigningSource> signing) {

    public record Author(String name, String email) {
        @Override
        public String toString() {
            return name + " <" + email + ">";
        }
    }
}
