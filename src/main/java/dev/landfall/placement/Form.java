package dev.landfall.placement;

import dev.landfall.gitops.Addition;
import dev.landfall.gitops.Charting;
import dev.landfall.gitops.Charts;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Kustomizing;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.PublishedChart;
import dev.landfall.gitops.SourcePath;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import dev.landfall.render.Chart;
import dev.landfall.render.ChartRoot;
import dev.landfall.render.Closure;
import dev.landfall.render.CommonMetadata;
import dev.landfall.render.Kustomization;
import dev.landfall.render.Release;
import dev.landfall.render.Root;
import dev.landfall.render.SourceFiles;
import dev.landfall.render.TextValue;
import dev.landfall.render.Variables;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.MissingNode;

/** What a source's folder is, as its owner takes it. */
sealed interface Form {
    /** Characters for which Git's reader here refuses a path. */
    Pattern ODD_NAME = Pattern.compile("[\\p{Cc}\\p{Cf}\\\\]");

    /** Its files are the objects. */
    record Plain() implements Form {}

    /** Kustomize builds the objects. */
    record Built(Closure closure) implements Form {}

    /** Helm renders the objects. */
    record Charted(Chart chart) implements Form {}

    /**
     * Landfall cannot tell what comes out.
     *
     * @param reachesFurther whether files outside of the folder may go in
     */
    record Unclear(Reason reason, boolean reachesFurther) implements Form {}

    /** Whether a file goes into what comes out of the folder; where that cannot be told, whether it lies in it. */
    default boolean reads(GitSource source, SourceFiles files, String path) {
        return switch (this) {
            case Unclear _ -> source.path().isEmpty() || path.startsWith(source.path() + "/");
            case Plain _ ->
                !new ManifestFolder(source, files).manifests(List.of(path)).isEmpty();
            case Built(Closure closure) -> closure.reads(path);
            case Charted(Chart chart) -> chart.reads(path);
        };
    }

    static Form of(GitSource source, SourceFiles files) {
        List<String> paths = files.below(source.path());
        if (paths.isEmpty() && source.chart().isPresent())
            return new Unclear(noChart(source, source.chart().get()), true);
        if (paths.isEmpty()) return new Unclear(noFile(source, files), false);
        Optional<Reason> hydrated = HydratedFolder.objectionTo(source, files);
        if (hydrated.isPresent()) return new Unclear(hydrated.get(), false);
        Optional<String> odd =
                paths.stream().filter(path -> isUnreadable(source, path)).findFirst();
        if (odd.isPresent()) return new Unclear(oddName(odd.get()), false);
        Optional<String> override = source.kustomizing().overrides().stream()
                .map(name -> source.inFolder(name))
                .filter(path -> files.kindOf(path) == SourceFiles.Kind.FILE)
                .findFirst();
        if (override.isPresent()) return new Unclear(overridden(source, files, override.get()), true);
        if (isBuilt(source, files, paths)) return built(source, files);
        if (Chart.isIn(files, source.path())) return charted(source, files);
        boolean isChartBySpec =
                source.charting().isPresent() && source.kustomizing().when() == Kustomizing.When.NEVER;
        return isChartBySpec ? new Unclear(noChart(source), false) : new Plain();
    }

    private static Form charted(GitSource source, SourceFiles files) {
        if (source.charting().isEmpty()) return new Unclear(chart(source.inFolder("Chart.yaml")), false);
        Charting charting = source.charting().get();
        ChartRoot root = new ChartRoot(
                source.path(),
                told(charting.release()),
                charting.valueFiles(),
                charting.packaging() != Charting.Packaging.NONE,
                charting.ignoresMissing(),
                OwnerSpec.given(charting.values()),
                new OwnerSpec(source).postRenderers(),
                charting.files().stream()
                        .map(file -> new TextValue(file.way(), file.path()))
                        .toList());
        return switch (Chart.of(files, root)) {
            case Chart.Reading.Complete complete -> new Charted(complete.chart());
            case Chart.Reading.Impossible impossible -> new Unclear(impossible.reason(), true);
        };
    }

    private static Release told(Charting.Release release) {
        return new Release(
                release.name(),
                release.namespace(),
                release.definesKinds(),
                release.leavesOutTests(),
                release.checksSchema(),
                release.kubernetes(),
                release.apis(),
                release.helm());
    }

    private static boolean isBuilt(GitSource source, SourceFiles files, List<String> paths) {
        return switch (source.kustomizing().when()) {
            case NEVER -> false;
            case AT_THE_ROOT -> Closure.hasKustomization(files, source.path());
            case ALWAYS ->
                paths.stream().anyMatch(Kustomization::isNamedSo)
                        || !source.kustomizing().additions().isEmpty()
                        || source.kustomizing().substitution().isPresent();
        };
    }

    private static Form built(GitSource source, SourceFiles files) {
        Kustomizing kustomizing = source.kustomizing();
        Root root = new Root(
                source.path(),
                kustomizing.loadsOutside(),
                kustomizing.line().get(),
                kustomizing.when() == Kustomizing.When.ALWAYS,
                source.overridesNamespace() ? source.defaultNamespace() : "",
                rendered(source, files),
                commonMetadata(kustomizing),
                kustomizing.substitution().map(substitution -> new Variables(substitution.values())));
        return switch (Closure.of(files, root)) {
            case Closure.Reading.Complete complete -> new Built(complete.closure());
            case Closure.Reading.Impossible impossible -> new Unclear(impossible.reason(), true);
        };
    }

    private static CommonMetadata commonMetadata(Kustomizing kustomizing) {
        return kustomizing.additions().stream()
                .filter(Addition::isCommonMetadata)
                .findFirst()
                .map(addition -> new CommonMetadata(addition.value()))
                .orElseGet(CommonMetadata::none);
    }

    /** Without what does not go into the kustomization; each of the others keeps its number. */
    private static List<dev.landfall.render.Addition> rendered(GitSource source, SourceFiles files) {
        return OwnerSpec.rendered(source.kustomizing().additions().stream()
                .map(addition -> addition.isCommonMetadata() || isMissing(source, files, addition)
                        ? addition.with(MissingNode.getInstance())
                        : addition)
                .toList());
    }

    /** Components that the owner passes over where they are not there. */
    private static boolean isMissing(GitSource source, SourceFiles files, Addition addition) {
        return addition.isOptional()
                && SourcePath.resolve(source.path(), addition.value().asString(""))
                        .filter(path -> files.kindOf(path) != SourceFiles.Kind.NOTHING)
                        .isEmpty();
    }

    private static boolean isUnreadable(GitSource source, String path) {
        String relative =
                source.path().isEmpty() ? path : path.substring(source.path().length() + 1);
        return ODD_NAME.matcher(path).find() && source.files().reads(relative);
    }

    private static Reason noFile(GitSource source, SourceFiles files) {
        return files.kindOf(source.path()) == SourceFiles.Kind.LINK ? link(source) : noSuchFolder(source);
    }

    private static Reason link(GitSource source) {
        return Reason.lasting(
                "folder-is-a-link",
                source.definedBy() + " applies from \"" + source.path()
                        + "\", a symbolic link or a submodule, which Landfall does not follow",
                "let it apply from the folder that the link points at, or make the change by hand in the"
                        + " submodule's own repository");
    }

    private static Reason oddName(String path) {
        return Reason.lasting(
                "path-refused",
                "the file \"" + Printable.line(path)
                        + "\" has a line's end, a backslash or another character in its name that Landfall does not read",
                "rename it in the repository first: git mv");
    }

    private static Reason noSuchFolder(GitSource source) {
        return Reason.lasting(
                "path-not-in-git",
                source.definedBy() + " applies from the folder \"" + source.path() + "\", which holds no file",
                "mend the path in its specification, or the repository");
    }

    private static Reason overridden(GitSource source, SourceFiles files, String path) {
        if (SpecFileContents.of(source, files) instanceof Layers.CannotPlace(Reason reason)) return reason;
        return Reason.lasting(
                "source-override-file",
                path + " changes how " + source.definedBy() + " takes its folder",
                "make this change by hand in the repository, there if it sets the same field");
    }

    private static Reason noChart(GitSource source, PublishedChart chart) {
        return switch (chart.fetch()) {
            case Charts.Answer.Refused(Reason reason) -> reason;
            case Charts.Answer.Files _ -> noChart(source);
        };
    }

    private static Reason noChart(GitSource source) {
        return Reason.lasting(
                "helm-no-chart",
                source.definedBy() + " renders a chart from the folder \"" + source.path()
                        + "\", which has no Chart.yaml",
                "mend the path in its specification, or the repository");
    }

    private static Reason chart(String path) {
        return Reason.lasting(
                "helm-chart",
                path + " makes the folder one that Helm renders, and its owner applies no charts",
                "make this change by hand in the repository");
    }
}
