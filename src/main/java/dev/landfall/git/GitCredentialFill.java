package dev.landfall.git;

import dev.landfall.reason.Printable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Asks the credential helpers of the user's own Git for a login, by {@code git credential fill}
 * (git-credential(1), INPUT/OUTPUT FORMAT). Neither they nor Git may ask at a terminal or in a window.
 */
public final class GitCredentialFill {
    private static final Map<String, String> SILENT =
            Map.of("GIT_TERMINAL_PROMPT", "0", "GIT_ASKPASS", "", "SSH_ASKPASS", "", "GCM_INTERACTIVE", "never");

    private GitCredentialFill() {}

    /**
     * @param url by HTTPS
     * @param environment what is set besides this process's own
     * @throws GitException where the helpers know no login for it
     */
    public static Credentials.Basic ask(RepositoryUrl url, Map<String, String> environment) {
        if (!url.scheme().equals("https")) {
            throw GitException.usage(
                    "credential-helper-needs-https",
                    "Git's credential helpers are asked for https:// URLs only, and " + url + " is none",
                    "name the repository by https://, or give its rule other credentials");
        }
        Map<String, String> silent = new HashMap<>(environment);
        silent.putAll(SILENT);
        ChildProcess.Ended ended =
                ChildProcess.run(List.of("git", "-c", "core.askPass=", "credential", "fill"), silent, question(url));
        Map<String, String> answer = lines(ended.output());
        String password = answer.getOrDefault("password", "");
        if (ended.status() != 0 || password.isEmpty()) throw none(url, ended.errors());
        return new Credentials.Basic(answer.getOrDefault("username", Credentials.Token.USERNAME), new Secret(password));
    }

    private static byte[] question(RepositoryUrl url) {
        String host = url.port() == 443 ? url.host() : url.host() + ":" + url.port();
        return "protocol=https\nhost=%s\npath=%s\n\n"
                .formatted(host, url.path())
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static Map<String, String> lines(String output) {
        return output.lines()
                .map(line -> line.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (first, later) -> later));
    }

    /** What git itself says is passed on; what a helper says is not, for it may be of the answer. */
    private static GitException none(RepositoryUrl url, String errors) {
        String said = Optional.of(errors.lines()
                        .filter(line -> line.startsWith("fatal: "))
                        .collect(Collectors.joining("; ")))
                .filter(text -> !text.isEmpty())
                .map(text -> ": " + Printable.line(text, 200))
                .orElse("");
        return GitException.usage(
                "credential-helper-empty",
                "Git's credential helpers know no login for " + url + said,
                "let git fetch it once as this user, so that a helper keeps the login, or give the rule other"
                        + " credentials");
    }
}
