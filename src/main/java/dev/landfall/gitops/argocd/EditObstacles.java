package dev.landfall.gitops.argocd;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Clusters;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;

/** What in an Application keeps a certain edit from its live object, though it takes up the commit. */
record EditObstacles(Clusters clusters, Application application, ObjectRef target) {

    Optional<Reason> first(List<String> fields, List<String> files) {
        return filtered(files).or(() -> ignored(fields));
    }

    private Optional<Reason> filtered(List<String> files) {
        PathFilter filter = PathFilter.of(application);
        if (files.isEmpty() || filter.lets(files)) return Optional.empty();
        return Optional.of(Reason.lasting(
                "path-filter",
                "Application %s renders anew only for changes of %s (annotation %s), not of %s"
                        .formatted(
                                application.qualifiedName(),
                                Printable.line(filter.text()),
                                PathFilter.annotation(),
                                String.join(", ", files)),
                "add the path to the annotation, in Git where the Application comes from there"));
    }

    /**
     * With the option RespectIgnoreDifferences a sync puts the live value in the place of that of Git, whoever asks for
     * it. Without it a sync brings all fields, but starts only for a difference that counts; a sync that we ask for is
     * no way out, since the verdict of a comparison that shows no difference is that there is nothing to apply.
     */
    private Optional<Reason> ignored(List<String> fields) {
        Optional<LiveObject> live =
                fields.isEmpty() ? Optional.empty() : clusters.target().get(target);
        if (live.isEmpty()) return Optional.empty();
        IgnoreRules rules = new IgnoreRules(application, new Installations(clusters.owners()).configMapOf(application));
        List<Ignored> ignored = fields.stream()
                .flatMap(field -> rules.covering(field, live.get()).stream().map(rule -> new Ignored(field, rule)))
                .toList();
        if (ignored.isEmpty()) return Optional.empty();
        if (application.hasSyncOption("RespectIgnoreDifferences=true"))
            return Optional.of(reason(ignored.getFirst(), "Argo CD leaves %s of %s as it is in the cluster, by %s"));
        return ignored.size() == fields.size()
                ? Optional.of(reason(
                        ignored.getFirst(), "Argo CD sees no difference in %s of %s and so starts no sync, by %s"))
                : Optional.empty();
    }

    private record Ignored(String field, IgnoreRules.Rule rule) {}

    private Reason reason(Ignored ignored, String sentence) {
        return Reason.lasting(
                "ignored-field",
                sentence.formatted(
                        ignored.field(), target, Printable.line(ignored.rule().toString())),
                "take the field out of that rule first, or leave it to whoever sets it in the cluster");
    }
}
