package dev.landfall.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Applications beside that of the shop, and what they need: all outside of the test's namespace. */
final class Children implements AutoCloseable {
    private final Shop shop;
    private final List<String> names = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>();

    Children(Shop shop) {
        this.shop = shop;
    }

    /**
     * The manifest of one as a file of the folder that the shop's own Application applies.
     *
     * @param field whether it has one source, whose repository and branch are those of the shop, or a list of them
     */
    void add(Map<String, String> files, String name, String field, String source, String annotations) {
        String place = "repoURL: \"%s\", targetRevision: main, "
                .formatted(shop.repository().url());
        String whole = field.equals("source") ? source.replaceFirst("\\{", "{" + place) : source;
        define(files, name, field + ": " + whole, annotations);
    }

    /** @param sources the fields of its spec that say what it applies from */
    void define(Map<String, String> files, String name, String sources, String annotations) {
        String application = shop.namespace() + "-" + name;
        names.add(application);
        files.put("apps/" + name + ".yaml", """
                # One of the shop's.
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {name: %s, namespace: %s, annotations: {%s}, finalizers: [resources-finalizer.argocd.argoproj.io]}
                spec:
                  project: default
                  %s
                  destination: {server: "https://kubernetes.default.svc", namespace: %s}
                  syncPolicy: {automated: {prune: true, selfHeal: true}}
                """.formatted(
                        application, shop.testbed().argocdNamespace(), annotations, sources, shop.namespace()));
    }

    GitFixture secondRepository() {
        String name = shop.namespace() + "-values";
        GitFixture values = GitFixture.create(shop.testbed(), name, false, shop.folder());
        secrets.add(name);
        shop.admin().apply("""
                apiVersion: v1
                kind: Secret
                metadata: {name: %s, namespace: %s, labels: {argocd.argoproj.io/secret-type: repository}}
                stringData: {type: git, url: "%s", username: "%s", password: "%s"}
                """.formatted(
                        name,
                        shop.testbed().argocdNamespace(),
                        values.url(),
                        shop.testbed().gitUsername(),
                        shop.testbed().gitPassword()));
        return values;
    }

    @Override
    public void close() {
        shop.delivered().delete();
        names.forEach(name -> delete("application", name));
        secrets.forEach(name -> delete("secret", name));
    }

    private void delete(String kind, String name) {
        shop.admin()
                .run(
                        "delete",
                        kind,
                        name,
                        "-n",
                        shop.testbed().argocdNamespace(),
                        "--ignore-not-found",
                        "--wait=false");
    }
}
