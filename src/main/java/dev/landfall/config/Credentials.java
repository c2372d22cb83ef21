package dev.landfall.config;

/** What to log in with. Never printed, stored or put into a URL. */
public record Credentials(String username, String secret) {

    @Override
    public String toString() {
        return "Credentials[username=" + username + "]";
    }
}
