package dev.landfall.config;

import dev.landfall.config.PullRequestSettings.MergeMethod;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Understands {@code repositories[].pullRequests}: a host, who we are to its API, and what pull requests look like. */
final class PullRequestReading {
    private static final String APP_KEY = "appPrivateKey";

    private final GivenReading reading;
    private final String section;
    private final boolean allowPlainHttp;

    PullRequestReading(GivenReading reading, String section, boolean allowPlainHttp) {
        this.reading = reading;
        this.section = section;
        this.allowPlainHttp = allowPlainHttp;
    }

    /** @param git the credentials of the same rule, whose token or password serves where no other is named */
    Optional<PullRequestSettings> read(Optional<CredentialSource> git) {
        if (!reading.values().places().containsKey(section)) return Optional.empty();
        Optional<HostKind> host = reading.text(at("host"), Grammar.oneOf(HostKind.values()));
        Optional<URI> api = reading.text(at("apiUrl"), Grammar.apiUrl(allowPlainHttp));
        List<String> labels = reading.texts(at("labels"), Grammar.oneLine());
        List<String> reviewers = reading.texts(at("reviewers"), Grammar.oneLine());
        MergeMethod style = reading.text(at("mergeStyle"), Grammar.oneOf(MergeMethod.values()))
                .orElse(MergeMethod.MERGE);
        boolean draft = reading.isTrue(at("draft"));
        boolean allowMerge = reading.isTrue(at("allowMerge"));
        // Where a key of the section is wrong, such as token, what is missing is no second fault.
        if (reading.hasFaultIn(section)) return Optional.empty();
        return login(git)
                .map(login -> new PullRequestSettings(host, api, login, labels, reviewers, draft, style, allowMerge));
    }

    private Optional<HostLogin> login(Optional<CredentialSource> git) {
        boolean app = reading.isGiven(at("appId"))
                || reading.isGiven(at(APP_KEY + "File"))
                || reading.isGiven(at(APP_KEY + "Env"));
        Optional<SecretSource> token = reading.secret(at("token"));
        if (app && token.isPresent()) {
            reading.fault(
                    token.get().origin(),
                    token.get().key(),
                    "a token and an app are both given",
                    "leave one of the two out");
            return Optional.empty();
        }
        if (app) return app();
        Optional<String> username = reading.text(at("username"), Grammar.username());
        if (token.isPresent()) return Optional.of(new HostLogin.Token(username, token.get()));
        if (git.isPresent() && git.get() instanceof CredentialSource.Login login)
            return Optional.of(new HostLogin.Token(username, login.secret()));
        if (!reading.hasFaultIn(section))
            reading.fault(
                    reading.place(section),
                    section,
                    "no credential for the host's API is named",
                    "give tokenFile, tokenEnv or appId; only a token or password under credentials serves for both");
        return Optional.empty();
    }

    private Optional<HostLogin> app() {
        Optional<String> id = reading.required(at("appId"), section, Grammar.appId());
        Optional<Long> installation = reading.text(at("appInstallation"), Grammar.number());
        Optional<SecretSource> key = reading.secret(at(APP_KEY));
        if (key.isEmpty() && !reading.hasFaultIn(section))
            reading.fault(
                    reading.place(section),
                    at(APP_KEY + "File"),
                    "it is missing",
                    "name the file with the app's private key");
        OptionalLong known = installation.map(OptionalLong::of).orElseGet(OptionalLong::empty);
        return id.flatMap(app -> key.map(source -> new HostLogin.App(app, known, source)));
    }

    private String at(String name) {
        return section + "." + name;
    }
}
