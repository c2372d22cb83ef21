package dev.landfall.sandbox;

import dev.landfall.sandbox.argocd.ArgoCd;
import dev.landfall.sandbox.cluster.ObjectStore;
import dev.landfall.sandbox.cluster.SandboxCluster;
import dev.landfall.sandbox.cluster.Yaml;
import dev.landfall.sandbox.flux.Flux;
import dev.landfall.sandbox.git.LoopbackGitServer;
import dev.landfall.sandbox.git.ManifestSource;
import dev.landfall.sandbox.workload.Images;
import dev.landfall.sandbox.workload.Workloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import tools.jackson.databind.node.ObjectNode;

/** A small world in this process: a cluster with workloads, Argo CD and Flux, and a Git server on loopback. */
public final class Sandbox implements AutoCloseable {
    private static final String ADMIN = "kubectl-client-side-apply";

    private final ObjectStore store;
    private final LoopbackGitServer git;
    private final ManifestSource source;
    private final Workloads workloads;
    private final ArgoCd argocd;
    private final Flux flux;

    private Sandbox(LoopbackGitServer git, Path cache, Images images, Speed speed) {
        InstantSource clock = InstantSource.system();
        this.git = git;
        this.store = new ObjectStore(clock);
        this.source = new ManifestSource(cache, git.basicCredentials());
        this.workloads = new Workloads(store, clock, images, speed.workloads());
        this.argocd = new ArgoCd(store, clock, source, speed.argocd());
        this.flux = new Flux(store, clock, source, speed.flux());
    }

    /**
     * @param folder for the repositories and the controllers' cache of them
     * @param username, password that the Git server asks for
     */
    public static Sandbox open(Path folder, String username, String password, Images images, Speed speed) {
        try {
            LoopbackGitServer git = LoopbackGitServer.start(folder.resolve("repositories"), username, password);
            return new Sandbox(git, folder.resolve("controllers"), images, speed);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** As an administrator of the cluster does with {@code kubectl apply}. */
    public void apply(String manifests) {
        for (ObjectNode object : Yaml.objects(manifests)) store.apply(object, ADMIN, false);
    }

    /** A user's way in, with rights of his own. */
    public SandboxCluster cluster() {
        return new SandboxCluster(store);
    }

    /** What the cluster holds. */
    public ObjectStore store() {
        return store;
    }

    public LoopbackGitServer git() {
        return git;
    }

    /** @throws IllegalStateException where one of the controllers failed by a fault of its own */
    @Override
    public void close() {
        try {
            flux.close();
            argocd.close();
            workloads.close();
        } finally {
            source.close();
            git.close();
        }
    }
}
