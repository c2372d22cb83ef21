package dev.landfall.sandbox;

import dev.landfall.change.Approved;
import dev.landfall.change.Change;
import dev.landfall.change.ChangePlan;
import dev.landfall.change.ChangeRequest;
import dev.landfall.change.Destination;
import dev.landfall.change.Landed;
import dev.landfall.change.Manner;
import dev.landfall.change.Merge;
import dev.landfall.change.Outcome;
import dev.landfall.change.Planned;
import dev.landfall.change.Trace;
import dev.landfall.change.Verdict;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Ownership;
import dev.landfall.operate.Assignment;
import dev.landfall.operate.Instructions;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The three stories of the demo, each with the end that it must have. */
final class DemoStories {
    private static final Duration DELIVERY = Duration.ofSeconds(30);

    private final DemoStage stage;
    private final Demo.Audience audience;
    private final List<String> differences = new ArrayList<>();

    DemoStories(DemoStage stage, Demo.Audience audience) {
        this.stage = stage;
        this.audience = audience;
    }

    /** @return what did not end as told */
    List<String> tell() {
        audience.hears("""
                This is Landfall in a sandbox: a cluster in memory, look-alikes of Argo CD and Flux, and real Git
                repositories that they deliver from. Planning, commits, pushes and verdicts are those of every
                landfall command; only the cluster is small. The demo configures "settle: 3s", so that you do not
                wait the usual 15 s for a healthy object to stay so, and says yes to its plans itself, as --yes does.""");
        awaitDelivery(DemoStage.SHOP);
        awaitDelivery(DemoStage.BLOG);
        scaleUnderArgoCd();
        newImageUnderFlux();
        missingImage();
        if (differences.isEmpty()) audience.hears("""
                All three stories ended as they should. On a cluster of yours, begin with "landfall check", which looks
                at everything that a change needs and changes nothing.""");
        return differences;
    }

    private void scaleUnderArgoCd() {
        audience.hears("── 1 · Argo CD: scale the shop to 3 ──");
        audience.hears("Who owns the Deployment? Its Application lists it, and that is the proof:");
        audience.reads(stage.tracer().trace(DemoStage.SHOP, true));
        audience.hears("A direct kubectl scale would be undone by Argo CD, so the change goes through Git:");
        Instructions instructions = stage.instructions();
        carryOut("Verified", instructions.scale(List.of(DemoStage.SHOP), 3, manner("the sale begins")));
    }

    private void newImageUnderFlux() {
        audience.hears("── 2 · Flux: a new image for the blog ──");
        audience.hears("This one is applied by a Kustomization, whose inventory lists it:");
        audience.reads(stage.tracer().trace(DemoStage.BLOG, true));
        carryOut("Verified", image(DemoStage.BLOG, "1.1"));
    }

    private void missingImage() {
        audience.hears("── 3 · An image that does not exist ──");
        audience.hears("""
                The commit is applied all the same, and Argo CD calls its sync a success. Landfall watches the Pods too:""");
        Optional<Change> broken = carryOut("Degraded", image(DemoStage.SHOP, "1.2"));
        if (broken.isEmpty()) return;
        audience.hears("The old Pods still serve. The change is taken back by the way it came, one more commit:");
        carryOut("Verified", stage.engine().planRevert(broken.get(), "the image does not exist", false));
        audience.hears("The repository remembers all of it:");
        audience.hears(
                stage.git("shop", "log", "--format=%h  %s%n         %(trailers:key=Change-Id,separator=)", "-4"));
    }

    private ChangeRequest image(ObjectRef object, String version) {
        String reference = DemoStage.IMAGE + ":" + version;
        return stage.instructions()
                .setImage(List.of(object), List.of(new Assignment("web", Optional.of(reference))), manner(""));
    }

    private static Manner manner(String reason) {
        return new Manner(reason, false, new Destination.Unsaid());
    }

    /** @return the change, where it landed and ended as it must */
    private Optional<Change> carryOut(String end, ChangeRequest request) {
        return carryOut(end, stage.engine().plan(request));
    }

    private Optional<Change> carryOut(String end, Planned planned) {
        return switch (planned) {
            case Planned.NeedsInput needs -> differs(end, "NeedsInput", needs.question());
            case Planned.Ready ready -> carryOut(end, ready.plan());
            case Planned.Refused refused -> differs(end, "Refused", refused.reason());
            case Planned.NothingToDo nothing -> differs(end, "NothingToDo", nothing.evidence());
            case Planned.AlreadyDesired desired ->
                differs(end, "AlreadyDesired", desired.plan().parts());
        };
    }

    private Optional<Change> carryOut(String end, ChangePlan plan) {
        audience.reads(plan);
        audience.done("approved by the demo");
        return switch (stage.engine().land(new Approved(plan, "demo"), audience)) {
            case Landed.Complete complete -> follow(end, complete.change());
            case Landed.Partly partly -> differs(end, "Partly", partly.reason());
            case Landed.Outdated outdated -> differs(end, "Outdated", outdated.reason());
            case Landed.Refused refused -> differs(end, "Refused", refused.reason());
        };
    }

    private Optional<Change> follow(String end, Change change) {
        String repository = change.plan().request().targets().getFirst().namespace();
        audience.hears("git log -1 --stat in the repository \"" + repository + "\":");
        audience.hears(
                stage.git(repository, "log", "-1", "--stat", "main").indent(4).stripTrailing());
        Verdict verdict = stage.engine().track(change, Merge.BY_PEOPLE, stage.patience(), audience);
        Outcome outcome = verdict.worst();
        audience.sees(stage.engine().storedChange(change.id()), verdict);
        return outcome.name().equals(end) ? Optional.of(change) : differs(end, outcome.name(), outcome.reason());
    }

    private Optional<Change> differs(String expected, String was, Object why) {
        differences.add("a story was to end as " + expected + " and ended as " + was + ": "
                + (why instanceof Reason reason ? reason.message() : why.toString()));
        return Optional.empty();
    }

    /** Until its owner lists it: before that nobody could say whose it is. */
    private void awaitDelivery(ObjectRef object) {
        long deadline = System.nanoTime() + DELIVERY.toNanos();
        while (!isDelivered(object)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(object + " was not delivered within " + DELIVERY.toSeconds() + " s");
            }
            pause();
        }
    }

    private boolean isDelivered(ObjectRef object) {
        boolean available = stage.cluster()
                .get(object)
                .filter(live -> live.at("/status/availableReplicas").asInt(0) > 0)
                .isPresent();
        if (!available) return false;
        Trace trace = stage.tracer().trace(object, false);
        return trace.ownership() instanceof Ownership.Owned;
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
