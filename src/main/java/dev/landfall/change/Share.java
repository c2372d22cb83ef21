package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.GitRepository;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Owner;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.placement.Renamed;
import java.util.List;

/** An owner, its source as it is now, and all changes that go through it. */
record Share(Owner owner, GitSource source, String branch, GitRepository repository, List<Assigned> objects) {

    /** One object's changes and who applies them. */
    record Assigned(Owner owner, List<DesiredChange> changes) {}

    String place() {
        return branch + " " + source.repository();
    }

    List<DesiredChange> changes() {
        return objects.stream().flatMap(object -> object.changes().stream()).toList();
    }

    List<ObjectRef> targets() {
        return objects.stream().map(object -> object.owner().target()).toList();
    }

    /** @param renamed what other objects are called by it afterwards */
    OwnerShare planned(GitOpsProvider provider, List<Renamed> renamed) {
        return new OwnerShare(
                owner.provider(),
                owner.object(),
                owner.live().uid(),
                source.definedBy(),
                source.path(),
                targets(),
                objects.stream()
                        .flatMap(object -> object.owner().evidence().stream())
                        .map(proof -> proof.object() + " " + proof.field() + ": " + proof.observed())
                        .distinct()
                        .toList(),
                owner.live().uid().isEmpty() ? List.of() : provider.troublesIn(owner),
                renamed);
    }
}
