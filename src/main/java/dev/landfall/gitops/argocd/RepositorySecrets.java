package dev.landfall.gitops.argocd;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import dev.landfall.git.Secret;
import dev.landfall.gitops.HeldCredentials;
import dev.landfall.gitops.HeldCredentials.Login;
import dev.landfall.gitops.SecretData;
import dev.landfall.gitops.SourceCredentials;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The Secrets in which Argo CD keeps what it logs in to Git with: one per repository, and templates for all URLs with a
 * beginning, of which the longest decides (util/db/repository_secrets.go, util/git/git.go NormalizeGitURL).
 */
public final class RepositorySecrets implements SourceCredentials {
    private static final String LABEL = "argocd.argoproj.io/secret-type";
    /** Kinds by a field that tells them. None is made of what can simply be sent. */
    private static final Map<String, String> UNSUPPORTED = Map.of(
            "githubAppPrivateKey", "a GitHub App",
            "githubAppID", "a GitHub App",
            "gcpServiceAccountKey", "a Google service account",
            "useAzureWorkloadIdentity", "an Azure workload identity",
            "tlsClientCertKey", "a TLS client certificate");

    private final Cluster cluster;
    private final Installations installations;

    public RepositorySecrets(Cluster cluster) {
        this.cluster = cluster;
        this.installations = new Installations(cluster);
    }

    @Override
    public Optional<HeldCredentials> of(Optional<ObjectRef> definedBy, String url) {
        if (definedBy.isPresent() && !definedBy.get().kind().equals("Application")) return Optional.empty();
        Optional<ResourceType> secrets = cluster.typeOf("", "Secret");
        if (secrets.isEmpty() || cluster.typeOf("argoproj.io", "Application").isEmpty()) return Optional.empty();
        for (String namespace : installations.namespaces()) {
            Optional<HeldCredentials> found = in(namespace, secrets.get(), normalised(url));
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    private Optional<HeldCredentials> in(String namespace, ResourceType type, String url) {
        Optional<LiveObject> repository = longest(namespace, type, "repository", named -> named.equals(url));
        // A repository that names no login takes the one of the template.
        Optional<LiveObject> secret = repository
                .filter(own -> !(loginOf(own) instanceof Login.None))
                .or(() -> longest(namespace, type, "repo-creds", url::startsWith))
                .or(() -> repository);
        return secret.map(own ->
                new HeldCredentials(own.ref(), loginOf(own), authorities(namespace, url), knownHosts(namespace, url)));
    }

    private Optional<LiveObject> longest(String namespace, ResourceType type, String kind, Predicate<String> matches) {
        List<LiveObject> found = new ArrayList<>();
        cluster.scan(type, namespace, LABEL + "=" + kind, secret -> {
            if (!urlOf(secret).isEmpty() && matches.test(urlOf(secret))) found.add(secret);
        });
        // Of two alike, the one that is for all projects, since Landfall acts for none.
        return found.stream()
                .max(Comparator.comparingInt(
                                (LiveObject secret) -> urlOf(secret).length())
                        .thenComparing(
                                secret -> new SecretData(secret).text("project").isEmpty()));
    }

    private static String urlOf(LiveObject secret) {
        return new SecretData(secret)
                .text("url")
                .map(RepositorySecrets::normalised)
                .orElse("");
    }

    static String normalised(String url) {
        String plain = url.strip().toLowerCase(Locale.ROOT).replaceFirst("\\.git$", "");
        return plain.replaceFirst("^([^/:@]+@[^/:]+):(?!//)/?", "ssh://$1/");
    }

    private static Login loginOf(LiveObject secret) {
        SecretData data = new SecretData(secret);
        Optional<String> unsupported = UNSUPPORTED.keySet().stream()
                .filter(field ->
                        data.text(field).filter(text -> !text.equals("false")).isPresent())
                .findFirst();
        if (unsupported.isPresent()) return new Login.Unsupported(UNSUPPORTED.get(unsupported.get()));
        Optional<Secret> key = data.text("sshPrivateKey").map(Secret::new);
        if (key.isPresent()) return new Login.SshKey(key.get(), Optional.empty());
        Optional<Secret> token = data.secret("bearerToken");
        if (token.isPresent()) return new Login.Bearer(token.get());
        return data.secret("password")
                .<Login>map(password -> new Login.Password(data.text("username").orElse(""), password))
                .orElseGet(Login.None::new);
    }

    private Optional<String> authorities(String namespace, String url) {
        if (!url.startsWith("https://")) return Optional.empty();
        String host = url.substring("https://".length()).replaceFirst("[:/].*", "");
        return configMap(namespace, "argocd-tls-certs-cm")
                .map(map -> map.at("/data").path(host).asString(""))
                .filter(text -> !text.isBlank());
    }

    private Optional<String> knownHosts(String namespace, String url) {
        if (!url.startsWith("ssh://")) return Optional.empty();
        return configMap(namespace, "argocd-ssh-known-hosts-cm")
                .map(map -> map.at("/data/ssh_known_hosts").asString(""))
                .filter(text -> !text.isBlank());
    }

    /** Where it may not be read, the rule's own file has to do, and a host that is not in it is not spoken to. */
    private Optional<LiveObject> configMap(String namespace, String name) {
        try {
            return cluster.get(new ObjectRef("", "v1", "ConfigMap", namespace, name));
        } catch (ClusterException refused) {
            Rights.missingIn(refused);
            return Optional.empty();
        }
    }
}
