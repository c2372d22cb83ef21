package dev.landfall.config;

import dev.landfall.config.CommitSettings.Author;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A single value that stands at one key, and that an environment variable or a flag may give instead.
 *
 * @param standard the text of the value that holds if nobody gives one; empty where there is none
 */
public record Setting<T>(String key, String standard, Grammar<T> grammar) {
    static final Setting<Boolean> GITOPS_ENABLED = new Setting<>("gitops.enabled", "true", Grammar.trueOrFalse());
    static final Setting<ProviderChoice> GITOPS_PROVIDER =
            new Setting<>("gitops.provider", "auto", Grammar.oneOf(ProviderChoice.values()));
    static final Setting<String> DEFAULT_URL = new Setting<>("gitops.defaultRepo.url", "", Grammar.repositoryUrl());
    static final Setting<String> DEFAULT_BRANCH = new Setting<>("gitops.defaultRepo.branch", "", Grammar.branch());
    static final Setting<String> DEFAULT_PATH = new Setting<>("gitops.defaultRepo.path", "", Grammar.folder());
    static final Setting<Duration> SYNC_TIMEOUT =
            new Setting<>("gitops.syncTimeout", "10m", Grammar.duration("10s", "24h"));
    static final Setting<Duration> ROLLOUT_TIMEOUT =
            new Setting<>("gitops.rolloutTimeout", "10m", Grammar.duration("10s", "24h"));
    static final Setting<Duration> SETTLE = new Setting<>("gitops.settle", "15s", Grammar.duration("0s", "1h"));
    static final Setting<Duration> MERGE_TIMEOUT =
            new Setting<>("gitops.mergeTimeout", "1h", Grammar.duration("0s", "720h"));
    static final Setting<Boolean> ALLOW_PLAIN_HTTP = new Setting<>("allowPlainHttp", "false", Grammar.trueOrFalse());
    static final Setting<Author> COMMIT_AUTHOR =
            new Setting<>("commit.author", "Landfall <landfall@example.org>", Grammar.author());
    static final Setting<Boolean> COMMIT_SIGN_OFF = new Setting<>("commit.signOff", "false", Grammar.trueOrFalse());

    static final Setting<SigningSource.Format> SIGNING_FORMAT =
            new Setting<>("commit.signing.format", "", Grammar.oneOf(SigningSource.Format.values()));
    static final Setting<String> SIGNING_KEY = new Setting<>("commit.signing.key", "", Grammar.signingKey());
    static final Setting<Path> SIGNING_PASSPHRASE_FILE =
            new Setting<>("commit.signing.passphraseFile", "", Grammar.absoluteFile());
    static final Setting<String> SIGNING_PASSPHRASE_ENV =
            new Setting<>("commit.signing.passphraseEnv", "", Grammar.variableName());

    /** All of them, in the order of the documentation. */
    public static final List<Setting<?>> ALL = List.of(
            GITOPS_ENABLED,
            GITOPS_PROVIDER,
            DEFAULT_URL,
            DEFAULT_BRANCH,
            DEFAULT_PATH,
            SYNC_TIMEOUT,
            ROLLOUT_TIMEOUT,
            SETTLE,
            MERGE_TIMEOUT,
            ALLOW_PLAIN_HTTP,
            COMMIT_AUTHOR,
            COMMIT_SIGN_OFF,
            SIGNING_FORMAT,
            SIGNING_KEY,
            SIGNING_PASSPHRASE_FILE,
            SIGNING_PASSPHRASE_ENV);

    /** {@code LANDFALL_GITOPS_SYNC_TIMEOUT} for {@code gitops.syncTimeout}. */
    public String environmentVariable() {
        return "LANDFALL_" + words("_").toUpperCase(Locale.ROOT);
    }

    /** {@code --gitops-sync-timeout} for {@code gitops.syncTimeout}. */
    public String flag() {
        return "--" + words("-");
    }

    private String words(String separator) {
        return key.replaceAll("([a-z])([A-Z])", "$1.$2")
                .toLowerCase(Locale.ROOT)
                .replace(".", separator);
    }
}
