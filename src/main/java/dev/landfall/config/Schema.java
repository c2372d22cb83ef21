package dev.landfall.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which keys a file may have. A path such as {@code repositories[].match} names a key of every item of a list. */
final class Schema {
    private static final List<String> IN_FILE_ONLY = List.of(
            "allowedHosts[]",
            McpApply.KEY,
            "repositories[].match",
            "repositories[].branch",
            "repositories[].credentials.username",
            "repositories[].credentials.passwordFile",
            "repositories[].credentials.passwordEnv",
            "repositories[].credentials.tokenFile",
            "repositories[].credentials.tokenEnv",
            "repositories[].credentials.sshKeyFile",
            "repositories[].credentials.sshKeyPassphraseFile",
            "repositories[].credentials.sshKeyPassphraseEnv",
            "repositories[].credentials.sshAgent",
            "repositories[].credentials.knownHostsFile",
            "repositories[].credentials.gitCredentialHelper",
            "repositories[].credentials.fromCluster",
            "repositories[].credentials.gitHubApp",
            "repositories[].proxy.url",
            "repositories[].proxy.username",
            "repositories[].proxy.passwordFile",
            "repositories[].proxy.passwordEnv",
            "repositories[].caFile",
            "repositories[].delivery",
            "repositories[].pullRequests.host",
            "repositories[].pullRequests.apiUrl",
            "repositories[].pullRequests.username",
            "repositories[].pullRequests.tokenFile",
            "repositories[].pullRequests.tokenEnv",
            "repositories[].pullRequests.appId",
            "repositories[].pullRequests.appInstallation",
            "repositories[].pullRequests.appPrivateKeyFile",
            "repositories[].pullRequests.appPrivateKeyEnv",
            "repositories[].pullRequests.labels[]",
            "repositories[].pullRequests.reviewers[]",
            "repositories[].pullRequests.draft",
            "repositories[].pullRequests.mergeStyle",
            "repositories[].pullRequests.allowMerge",
            "repositories[].allowedPaths[]",
            "repositories[].layout[].kind",
            "repositories[].layout[].namespace",
            "repositories[].layout[].name",
            "repositories[].layout[].owner",
            "repositories[].layout[].newFile",
            "repositories[].layout[].field",
            "repositories[].layout[].file",
            "repositories[].layout[].generated",
            "repositories[].layout[].forbidden",
            "repositories[].layout[].instead");

    /** Every key that holds a text. */
    static final List<String> KEYS = Stream.concat(Setting.ALL.stream().map(Setting::key), IN_FILE_ONLY.stream())
            .toList();

    private static final String PLAIN_SECRET = "a secret does not belong into this file";

    /** Keys that people have reason to expect, each with why it is not there. */
    private static final Map<String, WrongValue> REFUSED = Map.of(
            "repositories[].credentials.password",
            secretAs("passwordFile", "passwordEnv"),
            "repositories[].credentials.token",
            secretAs("tokenFile", "tokenEnv"),
            "repositories[].credentials.sshKey",
            new WrongValue(PLAIN_SECRET, "put it into a file and name that as sshKeyFile"),
            "repositories[].credentials.sshKeyPassphrase",
            secretAs("sshKeyPassphraseFile", "sshKeyPassphraseEnv"),
            "repositories[].pullRequests.token",
            secretAs("tokenFile", "tokenEnv"),
            "repositories[].pullRequests.appPrivateKey",
            secretAs("appPrivateKeyFile", "appPrivateKeyEnv"),
            "repositories[].proxy.password",
            secretAs("passwordFile", "passwordEnv"),
            "commit.signing.passphrase",
            secretAs("passphraseFile", "passphraseEnv"));

    private static WrongValue secretAs(String file, String variable) {
        return new WrongValue(
                PLAIN_SECRET, "put it into a file and name that as " + file + ", or a variable as " + variable);
    }

    private Schema() {}

    enum Shape {
        TEXT,
        LIST,
        SECTION
    }

    /** What stands at a path: the empty one is the whole file. */
    static Shape shapeOf(String path) {
        if (KEYS.contains(path)) return Shape.TEXT;
        return KEYS.stream().anyMatch(key -> key.startsWith(path + "[]")) ? Shape.LIST : Shape.SECTION;
    }

    /** The names of the keys directly in a section. */
    static List<String> namesIn(String section) {
        String prefix = section.isEmpty() ? "" : section + ".";
        return KEYS.stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()).split("[.\\[]", 2)[0])
                .distinct()
                .toList();
    }

    /** Why there is no such key in a section, and which is meant. */
    static WrongValue unknown(String section, String name) {
        String path = section.isEmpty() ? name : section + "." + name;
        if (REFUSED.containsKey(path)) return REFUSED.get(path);
        String fix = nearest(name, namesIn(section))
                .or(() -> elsewhere(name))
                .map(key -> "did you mean " + key + "?")
                .orElseGet(() -> "known here: " + String.join(", ", namesIn(section)));
        return new WrongValue("there is no such key", fix);
    }

    private static Optional<String> elsewhere(String name) {
        return KEYS.stream().filter(key -> key.endsWith("." + name)).findFirst();
    }

    /** The known name that a wrong one is likely meant to be. */
    static Optional<String> nearest(String name, List<String> known) {
        Map<String, Integer> distances = known.stream()
                .collect(Collectors.toMap(
                        candidate -> candidate,
                        candidate -> distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT))));
        return known.stream()
                .filter(candidate -> distances.get(candidate) <= Math.max(2, candidate.length() / 4))
                .min(Comparator.comparing(distances::get));
    }

    /** Levenshtein's, of the first 64 characters. */
    private static int distance(String one, String other) {
        String a = one.length() > 64 ? one.substring(0, 64) : one;
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
