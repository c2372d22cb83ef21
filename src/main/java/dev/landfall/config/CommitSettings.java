package dev.landfall.config;

/** @param signOff whether commits carry a {@code Signed-off-by} trailer of the author */
public record CommitSettings(Author author, boolean signOff) {

    public record Author(String name, String email) {
        @Override
        public String toString() {
            return name + " <" + email + ">";
        }
    }
}
