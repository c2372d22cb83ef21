package dev.landfall.change;

import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.gitops.Ownership;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a request comes to in the world as it is now. */
sealed interface Draft {

    /**
     * It can be done.
     *
     * @param ownerChanges by which some of it comes about
     */
    record Possible(List<Part> parts, List<OwnerChange> ownerChanges, List<Reason> warnings) implements Draft {
        public Possible {
            parts = List.copyOf(parts);
            ownerChanges = List.copyOf(ownerChanges);
        }

        /** Whether everything has the wanted values where it is defined. */
        boolean isAsDesired() {
            return parts.stream().allMatch(part -> part.planned().edits().isEmpty());
        }

        List<PlanPart> planned() {
            return parts.stream().map(Part::planned).toList();
        }

        Optional<Part> partLike(PlanPart planned) {
            return parts.stream()
                    .filter(part -> part.planned().isSamePlaceAs(planned))
                    .findFirst();
        }
    }

    /** It cannot. */
    record Impossible(Reason reason) implements Draft {}

    /** It can, in more ways than one, and a person must say which. */
    record Unclear(Reason question) implements Draft {}

    /** One part with what is needed to land it. */
    sealed interface Part {
        PlanPart planned();
    }

    /** @param contents of the files after the change; none where Git has the values already */
    record GitPart(
            PlanPart.InGit planned, GitRepository repository, CommitId base, Map<String, Optional<byte[]>> contents)
            implements Part {}

    /** @param writes none where the objects have the values already */
    record DirectPart(PlanPart.Direct planned, List<Write> writes) implements Part {}

    /** A write that may be made, with the verdict that allows it. */
    sealed interface Write {
        record Create(Ownership.Absent absent, JsonNode object) implements Write {}

        record Patch(Ownership.Unmanaged unmanaged, JsonNode patch) implements Write {}

        record Delete(Ownership.Unmanaged unmanaged) implements Write {}
    }
}
