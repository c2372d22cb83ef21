package dev.landfall.githost.github;

import dev.landfall.git.Secret;
import dev.landfall.githost.Answer;
import dev.landfall.githost.Authorization;
import dev.landfall.githost.GitHostException;
import dev.landfall.githost.GitHostException.Fault;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.HostCredential;
import dev.landfall.githost.HostLimits;
import dev.landfall.githost.Site;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The tokens that a GitHub App makes for itself for one repository: for the API, and for Git over HTTPS, where each is the
 * password of the user {@code x-access-token} (docs.github.com/apps, "Authenticating as a GitHub App installation"). One
 * lives for an hour and is made anew before. Safe for several threads.
 */
public final class GitHubAppTokens implements Authorization {
    /** Before its end, a token is not trusted any more: our clock may be off by as much, as a JWT bears it. */
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private final Site site;
    private final HostLimits limits;
    private final InstantSource clock;
    private final Pace pace;
    private final AppInstallation installation;
    private Optional<AppInstallation.Made> latest = Optional.empty();

    /**
     * @param site whose credential is an app
     * @throws GitHostException of fault USAGE where its key cannot be read
     */
    public GitHubAppTokens(Site site) {
        this(site, HostLimits.standard(), InstantSource.system(), Pace.STANDARD);
    }

    GitHubAppTokens(Site site, HostLimits limits, InstantSource clock, Pace pace) {
        if (!(site.credential() instanceof HostCredential.App app))
            throw new IllegalStateException("no app: " + site.repository());
        this.site = site;
        this.limits = limits;
        this.clock = clock;
        this.pace = pace;
        AppSignature signature = new AppSignature(app.id(), AppKey.read(app.privateKey()), clock);
        this.installation = new AppInstallation(
                new HostConnection(site, signature, GitHubHost.HEADERS, limits),
                app,
                site.repository(),
                this::idSeenWith);
    }

    /**
     * One that lives for ten minutes at least and that GitHub knows.
     *
     * @throws GitHostException where GitHub makes none
     */
    public synchronized Secret token() {
        if (latest.isEmpty()
                || clock.instant().plus(MARGIN).isAfter(latest.get().expires())) {
            AppInstallation.Made made = asApp(installation::makeToken);
            awaitKnown(made.token());
            latest = Optional.of(made);
        }
        return latest.get().token();
    }

    /** What the installation was not granted of what Landfall does. */
    List<String> lacking() {
        return asApp(installation::lacking);
    }

    private interface Asking<T> {
        T ask();
    }

    private static <T> T asApp(Asking<T> asking) {
        try {
            return asking.ask();
        } catch (GitHostException failed) {
            if (!failed.reason().code().equals("host-authentication")) throw failed;
            throw new GitHostException(
                    Fault.RIGHTS,
                    Reason.lasting(
                            "host-authentication",
                            "GitHub does not believe that we are its app: "
                                    + failed.reason().message(),
                            "check pullRequests.appId and appPrivateKeyFile, and this machine's clock"),
                    failed);
        }
    }

    /**
     * Until all of GitHub has a new token, it answers 401 (not known yet), 403 (known without its permissions) or 404 (the
     * same, of a private repository): octokit/auth-app.js, issues 65 and 589. Where that does not end, it is no matter of
     * newness, and the request that fails by it says so.
     */
    private void awaitKnown(Secret token) {
        HostConnection asking = asking(token);
        for (int question = 1; question < pace.questions() && !isKnown(asking); question++) pace.rest();
    }

    private HostConnection asking(Secret token) {
        return new HostConnection(site, Authorization.of("Bearer", token), GitHubHost.HEADERS, limits);
    }

    private OptionalLong idSeenWith(Secret token) {
        awaitKnown(token);
        Answer answer = asking(token).ask("GET", Paths.named(site.repository()), Optional.empty());
        return answer.isSuccess() ? OptionalLong.of(answer.json().path("id").asLong()) : OptionalLong.empty();
    }

    private boolean isKnown(HostConnection asking) {
        try {
            asking.get(Paths.named(site.repository()));
            return true;
        } catch (GitHostException failed) {
            if (failed.fault() != Fault.RIGHTS) throw failed;
            return false;
        }
    }

    @Override
    public String header() {
        return "Bearer " + token().reveal();
    }

    @Override
    public synchronized String redact(String text) {
        return latest.map(made -> text.replace(made.token().reveal(), "(secret)"))
                .orElse(text);
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
