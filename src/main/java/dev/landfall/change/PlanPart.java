package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import java.util.List;

/**
 * What happens in one repository and branch, for one owner.
 *
 * @param provider of the owner, such as {@code argocd}
 * @param target the object that the owner lists and the edits are for
 * @param repository the URL as the owner has it
 * @param branch its name, also where the owner only says "the default one"
 * @param path the folder that the owner applies from
 * @param base the commit that the edits were made on
 * @param diff as Git prints it
 */
public record PlanPart(
        String provider,
        ObjectRef owner,
        String ownerUid,
        ObjectRef target,
        String repository,
        String branch,
        String path,
        String base,
        List<PlannedEdit> edits,
        String diff) {

    PlanPart with(List<PlannedEdit> newEdits, String newDiff) {
        return new PlanPart(
                provider, owner, ownerUid, target, repository, branch, path, base, List.copyOf(newEdits), newDiff);
    }

    public List<String> files() {
        return edits.stream().map(PlannedEdit::file).distinct().toList();
    }
}
