package dev.landfall.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.Layout;
import dev.landfall.git.CommitId;
import dev.landfall.git.Credentials;
import dev.landfall.git.GitLimits;
import dev.landfall.git.GitRepositories;
import dev.landfall.git.GitRepository;
import dev.landfall.git.GitServerInProcess;
import dev.landfall.git.RepositoryInMemory;
import dev.landfall.gitops.FileSelection;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Kustomizing;
import dev.landfall.gitops.Reader;
import dev.landfall.gitops.Readers;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.EditPlan.CannotPlace;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.render.Renderer;
import dev.landfall.render.TextFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/** A real repository over a real Git server, sources of it as Flux takes them, and what placing a change in one comes to. */
abstract class PlacementFixture {
    static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");
    static final ObjectRef PROD = flux("prod");

    /** A base, and an overlay in its own namespace. */
    static final String SHOP = """
            == base/kustomization.yaml
            resources: [web.yaml]
            == base/web.yaml
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 1   # one is enough
              template:
                spec:
                  containers:
                    - {name: web, image: "web:1.0"}
            == prod/kustomization.yaml
            resources: [../base]
            namespace: shop
            """;

    @TempDir
    Path folder;

    private GitServerInProcess server;
    RepositoryInMemory served;
    GitRepository repository;
    Placement placement;
    CommitId head;

    abstract Renderer renderer();

    @BeforeEach
    void serve() throws IOException {
        server = GitServerInProcess.start();
        served = server.create("shop");
        repository = new GitRepositories(folder.resolve("cache"), GitLimits.standard())
                .open(server.url("shop"), new Credentials.Anonymous());
        placement = new Placement(renderer());
    }

    @AfterEach
    void close() {
        repository.close();
        server.close();
    }

    void commit(String... files) {
        TextFiles all = Arrays.stream(files).reduce(TextFiles.of(""), TextFiles::with, (one, other) -> one);
        served.commit("ada", all.files());
        head = repository.fetch("main").orElseThrow();
    }

    static ObjectRef flux(String name) {
        return new ObjectRef("kustomize.toolkit.fluxcd.io", "v1", "Kustomization", "flux-system", name);
    }

    /** As Flux takes a folder. */
    static GitSource source(String path) {
        return source(path, "", Kustomizing.When.ALWAYS);
    }

    static GitSource source(String path, String namespace, Kustomizing.When when) {
        FileSelection manifests = file -> file.endsWith(".yaml");
        return new GitSource(
                flux("source"),
                "https://git.example.org/shop.git",
                "main",
                path,
                manifests,
                namespace,
                !namespace.isEmpty() && when == Kustomizing.When.ALWAYS,
                new Kustomizing(when, when == Kustomizing.When.ALWAYS, Set.of(".argocd-source.yaml"), file -> true));
    }

    static Reader reader(String name, String path) {
        return new Reader.OfFolder(flux(name), source(path), Optional.empty());
    }

    static SetField replicas(ObjectRef object, int count) {
        return new SetField(object, FieldPath.parse("spec.replicas"), JsonNodeFactory.instance.numberNode(count));
    }

    static SetField image(String image) {
        return new SetField(
                WEB,
                FieldPath.parse("spec.template.spec.containers[name=web].image"),
                JsonNodeFactory.instance.stringNode(image));
    }

    Placed place(GitSource source, DesiredChange change, Reader... others) {
        return place(PROD, source, List.of(change), new Readers(List.of(others), List.of()));
    }

    Placed place(ObjectRef owner, GitSource source, List<? extends DesiredChange> changes, Readers readers) {
        return placement.place(owner, checkout(source), List.copyOf(changes), _ -> readers, Layout.UNSAID);
    }

    /** At the commit that was made last. */
    Checkout checkout(GitSource source) {
        return new Checkout(source, repository, head);
    }

    Reason refusal(GitSource source, DesiredChange change, Reader... others) {
        Placed placed = place(source, change, others);
        assertThat(placed.plan()).isInstanceOf(CannotPlace.class);
        return ((CannotPlace) placed.plan()).reason();
    }

    /** The edited file after the edit. */
    static String edited(Placed placed, String path) {
        if (placed.plan() instanceof CannotPlace refused) throw new AssertionError(refused.reason());
        return ((Edits) placed.plan())
                .files().stream()
                        .filter(file -> file.path().equals(path))
                        .map(file -> new String(file.after().orElseThrow(), StandardCharsets.UTF_8))
                        .findFirst()
                        .orElseThrow();
    }
}
