package dev.landfall.sandbox.argocd;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import dev.landfall.sandbox.cluster.ApplyOrder;
import dev.landfall.sandbox.cluster.ObjectStore;
import dev.landfall.sandbox.git.ManifestSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an Application wants according to Git, and what of it is there. */
final class Targets {
    static final String TRACKING_ID = "argocd.argoproj.io/tracking-id";

    private final ObjectStore store;
    private final ManifestSource source;

    Targets(ObjectStore store, ManifestSource source) {
        this.store = store;
        this.source = source;
    }

    /** The head of the branch that the Application follows. */
    CommitId resolve(LiveObject application) {
        return resolve(
                application, application.at("/spec/source/targetRevision").asString(""));
    }

    /** @param revision a branch, {@code HEAD}, nothing, or the 40 digits of a commit, which are not looked up */
    CommitId resolve(LiveObject application, String revision) {
        Optional<CommitId> commit = CommitId.parse(revision);
        if (commit.isPresent()) return commit.get();
        String branch = revision.equals("HEAD") ? "" : revision.replaceFirst("^refs/heads/", "");
        return source.head(url(application), branch)
                .orElseThrow(() -> new ComparisonFailed(
                        "Failed to load target state: unable to resolve '" + revision + "' to a commit SHA"));
    }

    /** @throws ComparisonFailed in the words of its condition */
    List<LiveObject> wanted(LiveObject application, CommitId commit) {
        JsonNode spec = application.at("/spec/source");
        boolean recurses = spec.at("/directory/recurse").asBoolean(false);
        String path = spec.path("path").asString("").replaceAll("^[./]+|/+$", "");
        try {
            return source
                    .objects(
                            url(application),
                            commit,
                            path,
                            file -> isManifest(file) && (recurses || !file.contains("/")))
                    .orElseThrow(() -> new ComparisonFailed(
                            "Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code"
                                    + " = Unknown desc = " + path + ": app path does not exist"))
                    .stream()
                    .map(object -> marked(application, object))
                    .sorted(ApplyOrder.COMPARATOR)
                    .toList();
        } catch (ManifestSource.NotPlain notPlain) {
            throw new ComparisonFailed(
                    "Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code ="
                            + " FailedPrecondition desc = Failed to unmarshal " + notPlain.getMessage());
        }
    }

    private static boolean isManifest(String file) {
        return file.endsWith(".yaml") || file.endsWith(".yml") || file.endsWith(".json");
    }

    /** With its namespace and its mark, as it is applied. */
    private static LiveObject marked(LiveObject application, ObjectNode object) {
        ObjectNode marked = object.deepCopy();
        ObjectRef ref = new LiveObject(marked).ref();
        String destination = application.at("/spec/destination/namespace").asString("");
        boolean namespaced = ObjectStore.isNamespaced(ref);
        if (namespaced && ref.namespace().isEmpty())
            marked.withObject("/metadata").put("namespace", destination);
        String namespace = namespaced && !ref.namespace().isEmpty() ? ref.namespace() : destination;
        String id =
                application.ref().name() + ":" + ref.group() + "/" + ref.kind() + ":" + namespace + "/" + ref.name();
        marked.withObject("/metadata").withObject("/annotations").put(TRACKING_ID, id);
        return new LiveObject(marked);
    }

    /** Objects that carry the Application's mark, as their own and not as a copy, and that nobody else controls. */
    List<LiveObject> live(LiveObject application) {
        return store.list(object -> isMarkedFor(object, application.ref().name())
                && object.ownerReferences().isEmpty()
                && object.annotations()
                        .get(TRACKING_ID)
                        .endsWith("/" + object.ref().name())
                && object.annotations()
                        .get(TRACKING_ID)
                        .contains("/" + object.ref().kind() + ":"));
    }

    static boolean isMarkedFor(LiveObject object, String application) {
        return object.annotations().getOrDefault(TRACKING_ID, "").startsWith(application + ":");
    }

    private static String url(LiveObject application) {
        return application.at("/spec/source/repoURL").asString("");
    }

    /** Git or what lies in it cannot be read. */
    static final class ComparisonFailed extends RuntimeException {
        private static final long serialVersionUID = 1;

        ComparisonFailed(String message) {
            super(message);
        }
    }
}
