package dev.landfall.placement;

import dev.landfall.cluster.LiveObject;
import dev.landfall.gitops.Generation;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Parameters;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FieldPath.Step;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import dev.landfall.render.YamlDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The sets of parameters of a generator that can be told, and which of them made an owner. */
final class ParameterSets {
    private final Generation.FromTemplate generation;
    private final Template template;
    private final Function<GitSource, Checkout> checkouts;
    private Optional<List<ParameterSet>> all = Optional.empty();

    ParameterSets(Generation.FromTemplate generation, Template template, Function<GitSource, Checkout> checkouts) {
        this.generation = generation;
        this.template = template;
        this.checkouts = checkouts;
    }

    /** The one from which the template makes the owner as it is. @throws Unplaced where that cannot be told */
    ParameterSet of(LiveObject owner) {
        List<ParameterSet> making =
                all().stream().filter(set -> template.makes(owner, set)).toList();
        if (making.size() == 1) return making.getFirst();
        throw new Unplaced(making.isEmpty() ? unknown(owner) : ambiguous(owner));
    }

    private List<ParameterSet> all() {
        if (all.isEmpty())
            all = Optional.of(generation.parameters().stream()
                    .flatMap(parameters -> sets(parameters).stream())
                    .toList());
        return all.get();
    }

    private List<ParameterSet> sets(Parameters parameters) {
        return switch (parameters) {
            case Parameters.Written(String place, JsonNode values) ->
                List.of(new ParameterSet(
                        new ParameterSet.Home.InGenerator(place), values, JsonNodeFactory.instance.objectNode()));
            case Parameters.InFiles files -> inFiles(files);
            case Parameters.Elsewhere _ -> List.of();
        };
    }

    private List<ParameterSet> inFiles(Parameters.InFiles files) {
        Checkout checkout = checkouts.apply(files.source());
        CommitFiles all = checkout.all();
        List<String> paths = all.below("").stream()
                .filter(path -> files.source().files().reads(path))
                .toList();
        List<ParameterSet> sets = new ArrayList<>();
        all.contents(paths).forEach((path, content) -> {
            JsonNode said = said(path, content);
            if (said.isObject()) sets.add(inFile(checkout, path, List.of(), said, files));
            for (int i = 0; said.isArray() && i < said.size(); i++)
                sets.add(inFile(checkout, path, List.of(new FieldPath.Index(i)), said.path(i), files));
        });
        return sets;
    }

    private static ParameterSet inFile(
            Checkout checkout, String path, List<Step> above, JsonNode values, Parameters.InFiles files) {
        return new ParameterSet(
                new ParameterSet.Home.InFile(checkout, path, above),
                values,
                files.added().by(path));
    }

    private JsonNode said(String path, byte[] content) {
        try {
            List<JsonNode> documents = YamlDocuments.in(content);
            return documents.isEmpty() ? JsonNodeFactory.instance.objectNode() : documents.getFirst();
        } catch (IllegalArgumentException unreadable) {
            throw new Unplaced(Reason.lasting(
                    "parameters-unreadable",
                    "%s, from which %s takes parameters, cannot be read: %s"
                            .formatted(path, generation.by().ref(), Printable.line(unreadable.getMessage())),
                    "mend the file in the repository"));
        }
    }

    private Reason unknown(LiveObject owner) {
        List<String> elsewhere = generation.parameters().stream()
                .filter(Parameters.Elsewhere.class::isInstance)
                .map(parameters -> ((Parameters.Elsewhere) parameters).what())
                .distinct()
                .toList();
        if (!elsewhere.isEmpty())
            return Reason.lasting(
                    "parameters-elsewhere",
                    "a parameter of %s decides it for %s, which comes from %s, where Landfall changes nothing"
                            .formatted(generation.by().ref(), owner.ref(), String.join(" or ", elsewhere)),
                    "change it by hand where the generator takes it from");
        return Reason.lasting(
                "parameters-unknown",
                "none of the parameters that %s has makes %s as it is now: the one may not have come to the other yet,"
                                .formatted(generation.by().ref(), owner.ref())
                        + " or the template does more with them than Landfall works out",
                "wait until the generator has brought the owner up to date, or change it by hand in its input");
    }

    private Reason ambiguous(LiveObject owner) {
        return Reason.lasting(
                "parameters-ambiguous",
                "several sets of parameters of %s make %s as it is"
                        .formatted(generation.by().ref(), owner.ref()),
                "take out all but one of them");
    }
}
