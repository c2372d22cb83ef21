package dev.landfall.change;

import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Owner;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a request comes to at the head of the branch as it is now. */
sealed interface Draft {

    /**
     * It can be done; with no contents Git has the values already.
     *
     * @param contents of the files after the change
     */
    record Possible(
            Owner owner,
            GitSource source,
            GitRepository repository,
            CommitId base,
            PlanPart part,
            Map<String, Optional<byte[]>> contents,
            List<Reason> warnings)
            implements Draft {

        boolean isInGit() {
            return contents.isEmpty();
        }
    }

    /** It cannot. */
    record Impossible(Reason reason) implements Draft {}
}
