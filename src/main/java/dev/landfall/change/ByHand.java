package dev.landfall.change;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.GitException;
import dev.landfall.githost.GitHostException;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * What a person can do where a change cannot be taken back through Git just now: wait, or keep the owner from undoing it
 * and change the live objects. Landfall tells the commands and never runs them, for they bypass Git.
 */
final class ByHand {
    private final Cluster cluster;
    private final Providers providers;

    ByHand(Cluster cluster, Providers providers) {
        this.cluster = cluster;
        this.providers = providers;
    }

    /** Does what takes a change back; where Git or its host is in the way of that, the exception says what to do. */
    <T> T guiding(Change change, Supplier<T> step) {
        try {
            return step.get();
        } catch (GitException down) {
            if (down.fault() == GitException.Fault.USAGE) throw down;
            throw new GitException(down.fault(), guided(change, down.reason()), down);
        } catch (GitHostException down) {
            if (down.fault() == GitHostException.Fault.USAGE) throw down;
            throw new GitHostException(down.fault(), guided(change, down.reason()), down);
        }
    }

    /** The same of a branch that takes no push. */
    Landed guided(Change change, Landed landed) {
        return switch (landed) {
            case Landed.Refused(Reason why) when isOfHost(why) -> new Landed.Refused(guided(change, why));
            case Landed.Partly(Change revert, Reason why)
            when isOfHost(why) -> new Landed.Partly(revert, guided(change, why));
            case Landed.Refused refused -> refused;
            case Landed.Partly partly -> partly;
            case Landed.Complete complete -> complete;
            case Landed.Outdated outdated -> outdated;
        };
    }

    private static boolean isOfHost(Reason why) {
        return why.code().startsWith("push-refused") || why.code().equals("repository-archived");
    }

    private Reason guided(Change change, Reason why) {
        List<String> lines = new ArrayList<>();
        lines.add((why.remedy().isEmpty() ? "" : why.remedy() + "; ") + "then landfall revert " + change.id());
        List<String> commands = commands(change);
        if (!commands.isEmpty()) {
            lines.add("Where that takes too long, by hand, until it is reverted in Git as well:");
            commands.forEach(command -> lines.add("    " + command));
        }
        return new Reason(
                why.code(),
                "it cannot be taken back through Git now: " + why.message(),
                String.join("\n", lines),
                why.retryable());
    }

    /** In their order: the owners are paused, the objects set right; once Git has it, the owners go on. */
    private List<String> commands(Change change) {
        List<String> pauses = new ArrayList<>();
        List<String> writes = new ArrayList<>();
        List<String> resumes = new ArrayList<>();
        for (int i = 0; i < change.arrivals().size(); i++) {
            if (!(change.plan().parts().get(i) instanceof PlanPart.InGit git)
                    || !(change.arrivals().get(i) instanceof Change.Arrival.Committed committed)) continue;
            for (OwnerShare share : git.owners()) {
                GitOpsProvider.Pause pause = pause(share);
                pauses.addAll(pause.begin());
                resumes.addAll(pause.end());
            }
            git.targets().forEach(target -> write(git, committed, target).ifPresent(writes::add));
        }
        resumes.replaceAll(command -> command + "    # after landfall revert " + change.id());
        return List.of(pauses, writes, resumes).stream()
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private GitOpsProvider.Pause pause(OwnerShare share) {
        GitOpsProvider provider = providers.named(share.provider());
        return provider.ownerCluster().get(share.owner()).map(provider::pause).orElseGet(GitOpsProvider.Pause::none);
    }

    private Optional<String> write(PlanPart.InGit git, Change.Arrival.Committed committed, ObjectRef target) {
        List<PlannedEdit> edits = git.edits().stream()
                .filter(edit -> edit.object().isSameObjectAs(target))
                .toList();
        if (edits.isEmpty()) return Optional.empty();
        PlannedEdit first = edits.getFirst();
        if (!first.field().isEmpty()) return patch(target, edits);
        if (first.before().isEmpty()) return Optional.of(kubectl("delete", target));
        return committed
                .base()
                .map(base -> "git show " + base + ":" + quoted(first.file())
                        + " | kubectl apply -f -    # in a clone of " + git.repository());
    }

    /** The values of a Secret stand in no command. */
    private Optional<String> patch(ObjectRef target, List<PlannedEdit> edits) {
        Optional<JsonNode> live = cluster.get(target).map(LiveObject::json);
        if (live.isEmpty() || SecretValues.isSecret(target)) return Optional.empty();
        try {
            Optional<JsonNode> after = live;
            for (PlannedEdit edit : edits.reversed()) {
                DesiredChange inverse = Inverse.of(edit);
                after = inverse.appliedTo(after);
            }
            JsonNode patch = JsonPatchWriting.between(live.get(), after.orElseThrow());
            return patch.isEmpty()
                    ? Optional.empty()
                    : Optional.of(kubectl("patch", target) + " --type json -p " + quoted(patch.toString()));
        } catch (IllegalArgumentException notInTheLiveObject) {
            return Optional.empty();
        }
    }

    private String kubectl(String verb, ObjectRef target) {
        String resource = cluster.typeOf(target.group(), target.kind())
                .map(type -> type.group().isEmpty() ? type.plural() : type.plural() + "." + type.group())
                .orElse(target.kind());
        String namespace = target.namespace().isEmpty() ? "" : "-n " + target.namespace() + " ";
        return "kubectl " + namespace + verb + " " + resource + " " + target.name();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
