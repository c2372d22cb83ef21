package dev.landfall.gitops.flux;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.Secret;
import dev.landfall.gitops.HeldCredentials;
import dev.landfall.gitops.HeldCredentials.Login;
import dev.landfall.gitops.SecretData;
import dev.landfall.gitops.SourceCredentials;
import dev.landfall.reason.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The Secret that {@code spec.secretRef} of a GitRepository names (fluxcd/pkg/git options.go). */
public final class SourceSecrets implements SourceCredentials {
    private static final String KIND = "GitRepository";
    private static final String GENERIC = "generic";

    private final Cluster cluster;

    public SourceSecrets(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public Optional<HeldCredentials> of(Optional<ObjectRef> definedBy, String url) {
        if (definedBy.isPresent() && !definedBy.get().kind().equals(KIND)) return Optional.empty();
        Optional<LiveObject> source = definedBy.isPresent() ? cluster.get(definedBy.get()) : named(url);
        return source.filter(found -> found.at("/spec/url").asString("").equals(url))
                .flatMap(this::ofSource);
    }

    /** The first by name of those that have a Secret: several may read one repository. */
    private Optional<LiveObject> named(String url) {
        List<LiveObject> found = new ArrayList<>();
        KustomizationLayers.sources(cluster)
                .ifPresent(type -> cluster.scan(type, "", "", source -> {
                    boolean same = source.at("/spec/url").asString("").equals(url);
                    if (same && !secretName(source).isEmpty()) found.add(source);
                }));
        return found.stream().min(Comparator.comparing(source -> source.ref().toString()));
    }

    private static String secretName(LiveObject source) {
        return source.at("/spec/secretRef/name").asString("");
    }

    private Optional<HeldCredentials> ofSource(LiveObject source) {
        JsonNode provider = source.at("/spec/provider");
        String identity = provider.asString(GENERIC);
        ObjectRef secret = new ObjectRef("", "v1", "Secret", source.ref().namespace(), secretName(source));
        if (!identity.equals(GENERIC) && !identity.isEmpty()) {
            Login unsupported = new Login.Unsupported("the provider " + Printable.line(identity, 40));
            return Optional.of(new HeldCredentials(source.ref(), unsupported, Optional.empty(), Optional.empty()));
        }
        if (secret.name().isEmpty()) return Optional.empty();
        return cluster.get(secret).map(SourceSecrets::held);
    }

    private static HeldCredentials held(LiveObject secret) {
        SecretData data = new SecretData(secret);
        return new HeldCredentials(
                secret.ref(), login(data), data.text("ca.crt").or(() -> data.text("caFile")), data.text("known_hosts"));
    }

    private static Login login(SecretData data) {
        if (data.text("githubAppPrivateKey").isPresent()) return new Login.Unsupported("a GitHub App");
        if (data.text("tls.key").or(() -> data.text("keyFile")).isPresent()) {
            return new Login.Unsupported("a TLS client certificate");
        }
        Optional<Secret> password = data.secret("password");
        Optional<Secret> key = data.text("identity").map(Secret::new);
        if (key.isPresent()) return new Login.SshKey(key.get(), password);
        Optional<Secret> token = data.secret("bearerToken");
        if (token.isPresent()) return new Login.Bearer(token.get());
        return password.<Login>map(
                        secret -> new Login.Password(data.text("username").orElse(""), secret))
                .orElseGet(Login.None::new);
    }
}
