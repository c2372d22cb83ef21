package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.gitops.GitSource;
import dev.landfall.render.Renderer;
import dev.landfall.render.Rendering;

/** The names that a build gives, which for generated objects nobody can know before. */
record AppliedNames(Renderer renderer) {

    ObjectRef configMap(GitRepository repository, CommitId commit, GitSource source) {
        Form.Built form = (Form.Built) Form.of(source, CommitFiles.of(repository, commit));
        Rendering.Rendered rendered =
                (Rendering.Rendered) renderer.render(form.closure().build());
        return AppliedObjects.of(rendered.objects(), "").objects().keySet().stream()
                .filter(object -> object.kind().equals("ConfigMap"))
                .findFirst()
                .orElseThrow();
    }
}
