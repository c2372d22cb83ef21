package dev.landfall.placement;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Layers;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.ManifestEditor;
import dev.landfall.manifest.Search;
import dev.landfall.reason.Reason;
import dev.landfall.render.Chart;
import dev.landfall.render.Closure;
import dev.landfall.render.Renderer;
import dev.landfall.render.Rendering;
import dev.landfall.render.SourceFiles;
import dev.landfall.render.YamlDocuments;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a source says at a commit, as it stands. */
public final class SourceContents {
    private final ManifestEditor editor = new ManifestEditor();
    private final Renderer renderer;

    SourceContents(Renderer renderer) {
        this.renderer = renderer;
    }

    /**
     * Whether the source says all of it at this commit. A file that cannot be read says nothing: it stops the owner, and
     * takes nothing back.
     */
    public boolean isAsDesired(Checkout checkout, List<DesiredChange> changes) {
        CheckedOut read = CheckedOut.of(checkout);
        GitSource source = read.source();
        SourceFiles files = read.files();
        return switch (Form.of(source, files)) {
            case Form.Unclear unclear -> false;
            case Form.Plain plain -> {
                ManifestFolder folder = new ManifestFolder(source, files);
                yield editor.isAsDesired(folder.place(), folder.manifests(), changes);
            }
            case Form.Built built -> new BuiltFolder(renderer, source, files, built.closure()).isAsDesired(changes);
            case Form.Charted charted -> new ChartFolder(renderer, source, charted.chart()).isAsDesired(changes);
        };
    }

    /**
     * What comes out of the source's folder at this commit, without any change.
     *
     * @throws dev.landfall.render.RenderException where something is to be built, and this machine cannot
     */
    public BuiltObjects built(Checkout checkout) {
        CheckedOut read = CheckedOut.of(checkout);
        GitSource source = read.source();
        return switch (Form.of(source, read.files())) {
            case Form.Unclear unclear -> new BuiltObjects.Failing(unclear.reason());
            case Form.Plain plain -> new BuiltObjects.NotBuilt();
            case Form.Built(Closure closure) -> built(source, renderer.render(closure.build()));
            case Form.Charted(Chart chart) -> built(source, renderer.render(chart.build()));
        };
    }

    /** The same of a published chart that nothing in Git goes into. */
    public BuiltObjects built(Layers.ChartAlone chart) {
        GitSource source = chart.source();
        return switch (form(chart)) {
            case Form.Unclear unclear -> new BuiltObjects.Failing(unclear.reason());
            case Form.Plain _, Form.Built _ -> throw new IllegalStateException("a chart that is none");
            case Form.Charted(Chart rendered) -> built(source, renderer.render(rendered.build()));
        };
    }

    /** Why it may come out otherwise for its owner, as far as that lies at the programs of this machine. */
    public Optional<Reason> doubt(Checkout checkout) {
        CheckedOut read = CheckedOut.of(checkout);
        return doubt(Form.of(read.source(), read.files()));
    }

    /** The same of a published chart that nothing in Git goes into. */
    public Optional<Reason> doubt(Layers.ChartAlone chart) {
        return doubt(form(chart));
    }

    private static Form form(Layers.ChartAlone chart) {
        return Form.of(chart.source(), PublishedFiles.of(chart.source(), new GivenFiles(Map.of())));
    }

    private Optional<Reason> doubt(Form form) {
        return switch (form) {
            case Form.Unclear _, Form.Plain _ -> Optional.empty();
            case Form.Built(Closure closure) -> renderer.doubt(closure.build());
            case Form.Charted(Chart chart) -> renderer.doubt(chart.build());
        };
    }

    private static BuiltObjects built(GitSource source, Rendering rendering) {
        return switch (rendering) {
            case Rendering.Failed failed -> new BuiltObjects.Failing(failed.reason());
            case Rendering.Rendered rendered -> {
                Map<ObjectRef, JsonNode> objects =
                        new LinkedHashMap<>(AppliedObjects.of(rendered.objects(), source.defaultNamespace())
                                .objects());
                objects.values().removeIf(JsonNode::isArray);
                yield new BuiltObjects.Built(objects);
            }
        };
    }

    /** Where the source defines an object at this commit, or why that cannot be told; nothing is built for it. */
    public Search find(Checkout checkout, ObjectRef object) {
        CheckedOut read = CheckedOut.of(checkout);
        GitSource source = read.source();
        SourceFiles files = read.files();
        return switch (Form.of(source, files)) {
            case Form.Unclear unclear -> new Search(List.of(), List.of(unclear.reason()));
            case Form.Plain plain -> {
                ManifestFolder folder = new ManifestFolder(source, files);
                yield editor.find(folder.manifests(), folder.namespaces(), object);
            }
            case Form.Built built -> new BuiltFolder(renderer, source, files, built.closure()).find(object);
            case Form.Charted charted -> new ChartFolder(renderer, source, charted.chart()).find(object);
        };
    }

    /**
     * Those of an owner's sources that make an object, as far as that can be told.
     *
     * @throws dev.landfall.render.RenderException where something is to be built, and this machine cannot
     */
    public Holders holders(List<Checkout> sources, ObjectRef object) {
        List<Checkout> holding = new ArrayList<>();
        List<Reason> unclear = new ArrayList<>();
        for (Checkout each : sources) {
            boolean holds = switch (built(each)) {
                case BuiltObjects.Failing(Reason reason) -> {
                    unclear.add(reason);
                    yield false;
                }
                case BuiltObjects.NotBuilt _ -> !find(each, object).found().isEmpty();
                case BuiltObjects.Built built -> built.object(object).isPresent();
            };
            if (holds) holding.add(each);
        }
        return new Holders(holding, unclear);
    }

    /**
     * Which sources make an object.
     *
     * @param unclear why it cannot be told of others
     */
    public record Holders(List<Checkout> holding, List<Reason> unclear) {}

    /**
     * What an owner applies otherwise where it has other sources; empty where one of them cannot be worked out.
     *
     * @throws dev.landfall.render.RenderException where something is to be built, and this machine cannot
     */
    public Optional<Affected> affected(ObjectRef owner, List<Checkout> before, List<Checkout> after) {
        Optional<AppliedObjects> now = applied(before);
        Optional<AppliedObjects> then = applied(after);
        if (now.isEmpty() || then.isEmpty()) return Optional.empty();
        return Optional.of(Affected.of(owner, now.get().differencesTo(then.get())));
    }

    private Optional<AppliedObjects> applied(List<Checkout> sources) {
        Map<ObjectRef, JsonNode> objects = new LinkedHashMap<>();
        for (Checkout each : sources) {
            switch (built(each)) {
                case BuiltObjects.Built built -> objects.putAll(built.objects());
                case BuiltObjects.NotBuilt _ -> objects.putAll(plain(each).objects());
                case BuiltObjects.Failing _ -> {
                    return Optional.empty();
                }
            }
        }
        return sources.isEmpty() ? Optional.empty() : Optional.of(new AppliedObjects(objects, GeneratedNames.NONE));
    }

    private static AppliedObjects plain(Checkout checkout) {
        CheckedOut read = CheckedOut.of(checkout);
        List<JsonNode> documents = new ManifestFolder(read.source(), read.files())
                .manifests().stream()
                        .flatMap(file -> YamlDocuments.in(file.content()).stream())
                        .toList();
        return AppliedObjects.of(documents, read.source().defaultNamespace());
    }

    /** Where what is rendered here of a release is not what Helm has rendered for it. */
    public List<Deviation> deviations(Layers.ReleasedChart released) {
        AppliedObjects then = AppliedObjects.of(
                YamlDocuments.in(released.manifest().getBytes(StandardCharsets.UTF_8)),
                released.source().defaultNamespace());
        if (!(Form.of(released.source(), new GivenFiles(released.files())) instanceof Form.Charted charted)
                || !(built(released.source(), renderer.render(charted.chart().build()))
                        instanceof BuiltObjects.Built built)) return List.of();
        List<Deviation> deviations = new ArrayList<>();
        then.objects().forEach((ref, object) -> {
            Optional<JsonNode> ours = built.object(ref);
            if (ours.isEmpty()) deviations.add(Deviation.notRendered(ref));
            else if (object.isObject()) deviations.addAll(LiveComparison.of(ours.get(), new LiveObject(object)));
        });
        return deviations;
    }
}
