package dev.landfall.change;

import static dev.landfall.cluster.ObjectText.object;
import static dev.landfall.cluster.ObjectText.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.argocd.ArgoCdProvider;
import dev.landfall.gitops.flux.FluxProvider;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.placement.Placement;
import dev.landfall.reason.Reason;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Owners that are themselves applied or generated: shown from parent to child, and changed in the parent's folder. */
@Execution(ExecutionMode.CONCURRENT)
class ChainsTest extends ChangesOverGit {
    private static final ObjectRef CHILD =
            new ObjectRef("kustomize.toolkit.fluxcd.io", "v1", "Kustomization", "shop", "shop");
    private static final ObjectRef API = new ObjectRef("apps", "v1", "Deployment", "api", "api");
    private static final String BY_ROOT =
            ", labels: {kustomize.toolkit.fluxcd.io/name: root, kustomize.toolkit.fluxcd.io/namespace: shop}";

    @Override
    Providers providers() {
        InstantSource clock = InstantSource.system();
        return new Providers(
                List.of(new ArgoCdProvider(cluster, cluster, clock), new FluxProvider(cluster, cluster, clock)));
    }

    @BeforeEach
    void addParents() {
        server.create("fleet", "main");
        server.commit("fleet", "main", Map.of("clusters/shop.yaml", """
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {namespace: shop, name: shop}
                spec:
                  interval: 1m
                  path: ./apps
                  sourceRef: {kind: GitRepository, name: shop}
                """, "apps/api.yaml", """
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {namespace: argocd, name: api}
                spec:
                  project: default
                """));
        cluster.serving(type("", "v1", "ConfigMap"))
                .serving(type("argoproj.io", "v1alpha1", "Application"))
                .serving(type("argoproj.io", "v1alpha1", "ApplicationSet"))
                .with(object("""
                        apiVersion: source.toolkit.fluxcd.io/v1
                        kind: GitRepository
                        metadata: {namespace: shop, name: fleet, uid: gf, generation: 1}
                        spec: {url: "%s", interval: 1m, ref: {branch: main}}
                        """.formatted(server.url("fleet"))));
        kustomization("shop", BY_ROOT, "shop", "./apps", "shop_web_apps_Deployment");
        // As bootstrap leaves it: the root applies itself too.
        kustomization(
                "root",
                BY_ROOT,
                "fleet",
                "./clusters",
                "shop_shop_kustomize.toolkit.fluxcd.io_Kustomization",
                "shop_root_kustomize.toolkit.fluxcd.io_Kustomization");
        cluster.with(object("""
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  namespace: api
                  name: api
                  uid: a
                  annotations: {argocd.argoproj.io/tracking-id: "api:apps/Deployment:api/api"}
                spec: {replicas: 1}
                """));
        application(
                "root",
                "",
                "apps",
                "{group: argoproj.io, version: v1alpha1, kind: Application,"
                        + " namespace: argocd, name: api, status: Synced}");
        application(
                "api",
                ", annotations: {argocd.argoproj.io/tracking-id: 'root:argoproj.io/Application:argocd/api'}",
                "api",
                "{group: apps, version: v1, kind: Deployment, namespace: api, name: api, status: Synced}");
    }

    private void kustomization(String name, String metadata, String source, String path, String... lists) {
        String entries = String.join(
                ", ",
                List.of(lists).stream().map(id -> "{id: " + id + ", v: v1}").toList());
        cluster.with(object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {namespace: shop, name: %s, uid: "uid-of-%s", generation: 1%s}
                spec: {path: %s, interval: 1m, sourceRef: {kind: GitRepository, name: %s}}
                status: {inventory: {entries: [%s]}}
                """.formatted(name, name, metadata, path, source, entries)));
    }

    private void application(String name, String metadata, String path, String resources) {
        cluster.with(object("""
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {namespace: argocd, name: %s, uid: "uid-of-%s", generation: 1%s}
                spec:
                  source: {repoURL: "%s", targetRevision: main, path: %s}
                  destination: {server: https://kubernetes.default.svc}
                  syncPolicy: {automated: {}}
                status: {controllerNamespace: argocd, sourceType: Directory, resources: [%s]}
                """.formatted(name, name, metadata, server.url("fleet"), path, resources)));
    }

    private Trace trace(ObjectRef object) {
        Providers providers = providers();
        return new Tracer(cluster, providers, access, new Placement(kustomize)).trace(object, false);
    }

    private static List<String> links(Trace trace) {
        return trace.parents().stream()
                .map(link -> link.child() + " <- " + link.parent() + " by " + link.field())
                .toList();
    }

    private ChangeRequest set(ObjectRef object, String field, String value) {
        return new ChangeRequest(
                List.of(new SetField(object, FieldPath.parse(field), JsonNodeFactory.instance.stringNode(value))),
                "set " + field,
                new Manner("", false, new Destination.Unsaid()));
    }

    @Test
    void aKustomizationAboveAnotherIsShownOnceAlsoWhereItAppliesItself() {
        assertThat(links(trace(WEB)))
                .containsExactly("Kustomization shop/shop <- Kustomization shop/root by status.inventory");
    }

    @Test
    void anAppOfAppsIsShown() {
        assertThat(links(trace(API)))
                .containsExactly("Application argocd/api <- Application argocd/root by status.resources");
    }

    @Test
    void anApplicationOfAnApplicationSetIsShownWithWhatAppliesThat() {
        application(
                "api",
                ", ownerReferences: [{apiVersion: argoproj.io/v1alpha1, kind: ApplicationSet, name: teams, uid: u,"
                        + " controller: true}]",
                "api",
                "{group: apps, version: v1, kind: Deployment, namespace: api, name: api, status: Synced}");
        cluster.with(object("""
                apiVersion: argoproj.io/v1alpha1
                kind: ApplicationSet
                metadata:
                  namespace: argocd
                  name: teams
                  uid: u
                  annotations: {argocd.argoproj.io/tracking-id: "root:argoproj.io/ApplicationSet:argocd/teams"}
                """));
        application(
                "root",
                "",
                "apps",
                "{group: argoproj.io, version: v1alpha1, kind: ApplicationSet,"
                        + " namespace: argocd, name: teams, status: Synced}");

        assertThat(links(trace(API)))
                .containsExactly(
                        "Application argocd/api <- ApplicationSet argocd/teams by metadata.ownerReferences",
                        "ApplicationSet argocd/teams <- Application argocd/root by status.resources");

        cluster.denying("get", "applicationsets.argoproj.io", "argocd");
        Trace cut = trace(API);
        assertThat(links(cut)).hasSize(1);
        assertThat(cut.notes()).extracting(Reason::code).contains("forbidden");
    }

    @Test
    void anOwnerThatNobodyMarkedCostsNoSearch() {
        kustomization("shop", "", "shop", "./apps", "shop_web_apps_Deployment");
        cluster.reads.clear();

        assertThat(links(trace(WEB))).isEmpty();
        assertThat(cluster.reads).noneMatch(read -> read.startsWith("list Kustomization"));
    }

    @Test
    void aChildKustomizationIsChangedInItsParentsFolder() {
        ChangePlan plan = plan(set(CHILD, "spec.interval", "5m"));

        land(plan);

        assertThat(server.file("fleet", "main", "clusters/shop.yaml")).contains("interval: 5m");
        assertThat(server.head("shop", "main")).isEqualTo(head);
    }

    @Test
    void aChildApplicationIsChangedInItsParentsFolder() {
        ObjectRef api = new ObjectRef("argoproj.io", "v1alpha1", "Application", "argocd", "api");

        land(plan(set(api, "spec.project", "shop")));

        assertThat(server.file("fleet", "main", "apps/api.yaml")).contains("project: shop");
    }
}
