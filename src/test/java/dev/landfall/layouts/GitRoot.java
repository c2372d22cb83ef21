package dev.landfall.layouts;

/**
 * The Git server as the folders name it, and as it is while a test runs.
 *
 * @param running with a slash at the end
 */
record GitRoot(String running) {
    private static final String WRITTEN = "http://git.test/";

    String real(String text) {
        return text.replace(WRITTEN, running);
    }

    String written(String text) {
        return text.replace(running, WRITTEN);
    }

    String url(String repository) {
        return running + repository + ".git";
    }
}
