package dev.landfall.githost.gitlab;

import dev.landfall.githost.GitHost;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.ModelWorld;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** A project with merge commits, of which a merge request may squash its own. */
public final class GitLabWorld extends ModelWorld {
    public GitLabWorld(Path folder) throws IOException {
        super(folder, "team/shop", GitLabLookAlike::start);
    }

    GitLabLookAlike gitlab() {
        return (GitLabLookAlike) host();
    }

    @Override
    public GitHost kind() {
        return new GitLabHost();
    }

    @Override
    protected URI api() {
        return kind().api(url());
    }

    /** A project has one merge method: merge commits, or none. See the fast-forward cases of GitLabRepositoryTest. */
    @Override
    public Set<MergeStyle> styles() {
        return EnumSet.of(MergeStyle.MERGE, MergeStyle.SQUASH);
    }
}
