package dev.landfall.placement;

import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Reader;
import dev.landfall.manifest.FileEdit;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.reason.Reason;
import dev.landfall.render.Chart;
import dev.landfall.render.Closure;
import dev.landfall.render.Renderer;
import dev.landfall.render.Rendering;
import dev.landfall.render.SourceFiles;
import dev.landfall.render.YamlDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Looks at every other owner that takes something from the branch: none of them may apply anything else after the edit,
 * unless that was asked for.
 */
final class OtherReaders {
    private final Renderer renderer;
    private final List<Reader> readers;
    private final Function<GitSource, SourceFiles> files;
    private final List<FileEdit> edits;
    private final boolean forAll;
    private final List<Affected> affected = new ArrayList<>();
    private final List<Reader.OfFolder> unchanged = new ArrayList<>();
    private final List<Reason> warnings = new ArrayList<>();

    /**
     * @param files that an owner has of its source
     * @param forAll whether others may get something else by it, which is then told
     */
    OtherReaders(
            Renderer renderer,
            List<Reader> readers,
            Function<GitSource, SourceFiles> files,
            List<FileEdit> edits,
            boolean forAll) {
        this.forAll = forAll;
        this.renderer = renderer;
        this.readers = readers;
        this.files = files;
        this.edits = edits;
    }

    /** What stands in the way; empty where nothing does. */
    Optional<Reason> objection() {
        return readers.stream().flatMap(reader -> objection(reader).stream()).findFirst();
    }

    /** Owners that get something else by it. */
    List<Affected> affected() {
        return affected;
    }

    /** Owners of which it was rendered that they get nothing else by it. */
    List<Reader.OfFolder> unchanged() {
        return unchanged;
    }

    /** Owners of which it could not be told whether they read the files. */
    List<Reason> warnings() {
        return warnings;
    }

    private Optional<Reason> objection(Reader reader) {
        return switch (reader) {
            case Reader.OfPaths paths ->
                paths.paths().stream()
                        .flatMap(path -> touchedIn(path).stream())
                        .findFirst()
                        .map(file -> cannotTell(reader, file, "it " + paths.why()));
            case Reader.OfIncluded included ->
                touchedIn(included.lender().from()).map(file -> cannotTell(reader, file, "it " + included.why()));
            case Reader.OfParameters parameters ->
                edits.stream()
                        .filter(edit -> new ParameterFile(edit).feeds(parameters))
                        .findFirst()
                        .map(edit ->
                                cannotTell(reader, edit.path(), "it generates Applications from what the file says"));
            case Reader.OfDirectories directories ->
                new ChangedFolders(files.apply(directories.source()), edits).objection(directories);
            case Reader.OfFolder folder -> objection(folder);
        };
    }

    private Optional<Reason> objection(Reader.OfFolder reader) {
        if (reader.source().chart().isPresent() && named(reader.source()).isEmpty()) return Optional.empty();
        SourceFiles before = files.apply(reader.source());
        return switch (Form.of(reader.source(), before)) {
            case Form.Unclear unclear -> unclear(reader, unclear);
            case Form.Plain plain -> objectionOfPlain(reader, before);
            case Form.Built(Closure closure) -> objectionOfBuilt(reader, before, closure);
            case Form.Charted(Chart chart) -> objectionOfChart(reader, before, chart);
        };
    }

    private Optional<Reason> unclear(Reader.OfFolder reader, Form.Unclear unclear) {
        Optional<String> touched = reader.source().chart().isPresent()
                ? named(reader.source())
                : touchedIn(reader.source().path());
        if (touched.isPresent())
            return touched.map(file -> cannotTell(reader, file, unclear.reason().message()));
        if (unclear.reachesFurther()) warnings.add(unknown(reader, unclear.reason()));
        return Optional.empty();
    }

    private Optional<Reason> objectionOfPlain(Reader.OfFolder reader, SourceFiles before) {
        List<String> touched = edits.stream().map(FileEdit::path).toList();
        List<ManifestFile> now = new ManifestFolder(reader.source(), before).manifests(touched);
        List<ManifestFile> then = new ManifestFolder(reader.source(), EditedFiles.of(before, edits)).manifests(touched);
        Optional<String> file = Stream.concat(now.stream(), then.stream())
                .map(ManifestFile::path)
                .findFirst();
        if (file.isEmpty()) return Optional.empty();
        if (reader.unproven().isPresent())
            return Optional.of(
                    cannotTell(reader, file.get(), reader.unproven().get().message()));
        try {
            List<Difference> differences = objects(now, reader).differencesTo(objects(then, reader));
            return changed(reader, file.get(), differences);
        } catch (IllegalArgumentException unreadable) {
            return Optional.of(cannotTell(reader, file.get(), unreadable.getMessage()));
        }
    }

    private static AppliedObjects objects(List<ManifestFile> files, Reader.OfFolder reader) {
        return AppliedObjects.of(documents(files), reader.source().defaultNamespace());
    }

    private static List<JsonNode> documents(List<ManifestFile> files) {
        return files.stream()
                .flatMap(file -> YamlDocuments.in(file.content()).stream())
                .toList();
    }

    private Optional<Reason> objectionOfBuilt(Reader.OfFolder reader, SourceFiles before, Closure closure) {
        Form form = Form.of(reader.source(), EditedFiles.of(before, edits));
        Optional<String> read = firstRead(closure, form);
        if (read.isEmpty()) return Optional.empty();
        if (reader.unproven().isPresent())
            return Optional.of(
                    cannotTell(reader, read.get(), reader.unproven().get().message()));
        return switch (form) {
            case Form.Built(Closure after) -> {
                renderer.begin(after.build());
                yield difference(
                        reader, read.get(), renderer.render(closure.build()), () -> renderer.render(after.build()));
            }
            case Form.Unclear unclear ->
                Optional.of(cannotTell(reader, read.get(), unclear.reason().message()));
            case Form.Plain _, Form.Charted _ ->
                Optional.of(cannotTell(reader, read.get(), "Kustomize would not build its folder any more"));
        };
    }

    private Optional<Reason> objectionOfChart(Reader.OfFolder reader, SourceFiles before, Chart chart) {
        Form form = Form.of(reader.source(), EditedFiles.of(before, edits));
        Optional<String> read = edits.stream()
                .map(FileEdit::path)
                .filter(path -> chart.reads(path) || (form instanceof Form.Charted(Chart after) && after.reads(path)))
                .findFirst();
        if (read.isEmpty()) return Optional.empty();
        return switch (form) {
            case Form.Charted(Chart after) ->
                difference(reader, read.get(), renderer.render(chart.build()), () -> renderer.render(after.build()));
            case Form.Unclear unclear ->
                Optional.of(cannotTell(reader, read.get(), unclear.reason().message()));
            case Form.Plain _, Form.Built _ ->
                Optional.of(cannotTell(reader, read.get(), "Helm would not render its folder any more"));
        };
    }

    private Optional<String> firstRead(Closure closure, Form edited) {
        return edits.stream()
                .map(FileEdit::path)
                .filter(path ->
                        closure.reads(path) || (edited instanceof Form.Built(Closure after) && after.reads(path)))
                .findFirst();
    }

    private Optional<Reason> difference(
            Reader.OfFolder reader, String file, Rendering before, Supplier<Rendering> after) {
        return switch (before) {
            case Rendering.Failed failed ->
                Optional.of(cannotTell(reader, file, failed.reason().message()));
            case Rendering.Rendered now ->
                switch (after.get()) {
                    case Rendering.Failed failed ->
                        Optional.of(cannotTell(reader, file, failed.reason().message()));
                    case Rendering.Rendered then ->
                        rendered(reader, file, objects(now, reader).differencesTo(objects(then, reader)));
                };
        };
    }

    private Optional<Reason> rendered(Reader.OfFolder reader, String file, List<Difference> differences) {
        if (differences.isEmpty()) unchanged.add(reader);
        return changed(reader, file, differences);
    }

    private Optional<Reason> changed(Reader reader, String file, List<Difference> differences) {
        if (!forAll) return KustomizeRefusals.wouldChange(differences, shared(reader, file));
        if (!differences.isEmpty()) affected.add(Affected.of(reader.owner(), differences));
        return Optional.empty();
    }

    private static AppliedObjects objects(Rendering.Rendered rendered, Reader.OfFolder reader) {
        return AppliedObjects.of(rendered.objects(), reader.source().defaultNamespace());
    }

    /** The first of the edited files that the owner names for its chart. */
    private Optional<String> named(GitSource source) {
        return edits.stream()
                .map(FileEdit::path)
                .filter(path -> OtherOwners.names(source, path))
                .findFirst();
    }

    /** The first of the edited files that is, or lies below, this path. */
    private Optional<String> touchedIn(String path) {
        return edits.stream()
                .map(FileEdit::path)
                .filter(file -> path.isEmpty() || file.equals(path) || file.startsWith(path + "/"))
                .findFirst();
    }

    private static String shared(Reader reader, String file) {
        return "%s is read by %s as well, where the edit would change: ".formatted(file, reader.owner());
    }

    private static Reason cannotTell(Reader reader, String file, String why) {
        return Reason.lasting(
                "shared-file",
                "%s is read by %s as well, and what the edit would change there cannot be told: %s"
                        .formatted(file, reader.owner(), why),
                "make this change by hand in the repository, after a look at that owner");
    }

    private static Reason unknown(Reader reader, Reason why) {
        return Reason.lasting(
                "reader-unclear",
                "whether %s reads the edited files cannot be told: %s".formatted(reader.owner(), why.message()),
                "look whether it does");
    }
}
