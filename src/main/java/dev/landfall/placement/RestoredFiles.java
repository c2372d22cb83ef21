package dev.landfall.placement;

import dev.landfall.gitops.GitSource;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FileEdit;
import dev.landfall.manifest.ManifestEditor;
import dev.landfall.render.Closure;
import dev.landfall.render.Renderer;
import dev.landfall.render.Rendering;
import dev.landfall.render.SourceFiles;
import java.util.List;
import java.util.Optional;

/**
 * Proves that files as they were before a change make what was true then. Whatever else comes back with them is no surplus:
 * it went with the change.
 */
final class RestoredFiles {
    private final ManifestEditor editor;
    private final Renderer renderer;
    private final GitSource source;
    private final SourceFiles now;

    RestoredFiles(ManifestEditor editor, Renderer renderer, CheckedOut read) {
        this.editor = editor;
        this.renderer = renderer;
        this.source = read.source();
        this.now = read.files();
    }

    /**
     * Empty where they do not, since somebody has changed other files, or where that cannot be told.
     *
     * @param former what was true, of the objects by the names that they have now
     */
    Optional<Proof> proof(List<DesiredChange> former, List<FileEdit> edits) {
        SourceFiles then = EditedFiles.of(now, edits);
        Form form = Form.of(source, now);
        return switch (form) {
            case Form.Plain _ -> isPlainly(former, then) ? Optional.of(Proof.OF_NOTHING) : Optional.empty();
            case Form.Unclear _ -> Optional.empty();
            case Form.Built _, Form.Charted _ ->
                applied(form, now)
                        .flatMap(before ->
                                applied(Form.of(source, then), then).flatMap(after -> proof(former, before, after)));
        };
    }

    private boolean isPlainly(List<DesiredChange> former, SourceFiles then) {
        ManifestFolder folder = new ManifestFolder(source, then);
        return editor.isAsDesired(folder.place(), folder.manifests(), former);
    }

    private static Optional<Proof> proof(List<DesiredChange> former, AppliedObjects before, AppliedObjects after) {
        if (!new Wanted(former).holdIn(after)) return Optional.empty();
        Successions renamed = Successions.of(former, before, after);
        return Optional.of(Proof.of(renamed, renamed.renamedIn(before).differencesTo(after), after));
    }

    private Optional<AppliedObjects> applied(Form form, SourceFiles files) {
        return switch (form) {
            case Form.Unclear _, Form.Plain _ -> Optional.empty();
            case Form.Built(Closure closure) -> {
                BuiltFolder folder = new BuiltFolder(renderer, source, files, closure);
                yield rendered(renderer.render(closure.build())).map(folder::objects);
            }
            case Form.Charted charted ->
                rendered(renderer.render(charted.chart().build()))
                        .map(rendered -> AppliedObjects.of(rendered.objects(), source.defaultNamespace()));
        };
    }

    private static Optional<Rendering.Rendered> rendered(Rendering rendering) {
        return rendering instanceof Rendering.Rendered rendered ? Optional.of(rendered) : Optional.empty();
    }
}
