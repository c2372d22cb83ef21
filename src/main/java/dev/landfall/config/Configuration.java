package dev.landfall.config;

import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;

/**
 * What the user configured, valid in itself.
 *
 * @param allowedHosts {@code host} or {@code host:port} in lower case, besides the hosts of the repositories
 * @param allowPlainHttp whether {@code http://} and loopback hosts may be used
 * @param mcpApply what may land through MCP
 * @param repositories the first that matches decides
 */
public record Configuration(
        GitOps gitops,
        List<String> allowedHosts,
        boolean allowPlainHttp,
        CommitSettings commit,
        McpApply mcpApply,
        List<RepositoryRule> repositories) {

    /** The rule that decides about a repository. */
    public Optional<RepositoryRule> ruleFor(String url) {
        return repositories.stream().filter(rule -> rule.matches(url)).findFirst();
    }

    /**
     * Whether this host may be spoken to at all: compared exactly, the ports 443 and 80 standing for none.
     *
     * @param host {@code host} or {@code host:port}
     */
    public boolean allowsHost(String host) {
        try {
            return isAllowed(RepositoryUrl.authority(host));
        } catch (WrongValue e) {
            return false;
        }
    }

    /** Why nothing may be sent to a repository whose URL comes from the cluster; empty where it may. */
    public Optional<Reason> objectionTo(String url) {
        try {
            return objectionTo(RepositoryUrl.parse(url));
        } catch (WrongValue e) {
            return Optional.of(Reason.lasting(
                    "repository-url-refused",
                    "the repository's URL " + e.getMessage(),
                    "have the owner name it by a plain URL"));
        }
    }

    private Optional<Reason> objectionTo(RepositoryUrl url) {
        if (!isAllowed(url.authority())) {
            return Optional.of(Reason.lasting(
                    "host-not-allowed",
                    "the host " + url.authority() + " is not allowed",
                    "if you trust it, add it to allowedHosts or give a rule under repositories that matches it"));
        }
        if (!allowPlainHttp && (url.scheme().equals("http") || RepositoryUrl.isLoopback(url.authority()))) {
            return Optional.of(Reason.lasting(
                    "plain-http-not-allowed",
                    url.scheme() + "://" + url.authority() + " is plain HTTP or a loopback address",
                    "use https, or set allowPlainHttp: true"));
        }
        return Optional.empty();
    }

    private boolean isAllowed(String authority) {
        return allowedHosts.contains(authority)
                || repositories.stream().anyMatch(rule -> rule.match().host().equals(authority));
    }
}
