package dev.landfall.soak;

import dev.landfall.change.Approved;
import dev.landfall.change.Change;
import dev.landfall.change.ChangeRequest;
import dev.landfall.change.Destination;
import dev.landfall.change.Landed;
import dev.landfall.change.Manner;
import dev.landfall.change.Merge;
import dev.landfall.change.Outcome;
import dev.landfall.change.Patience;
import dev.landfall.change.Planned;
import dev.landfall.change.Silence;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.node.JsonNodeFactory;

/** Landfall in a process of its own: lands the changes one after the other, and tracks all of them at once. */
final class TrackingChild {
    private static final Patience PATIENCE = new Patience(
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofSeconds(5),
            Duration.ofMinutes(10),
            Optional.of(Duration.ofMinutes(10)));

    private TrackingChild() {}

    public static void main(String[] arguments) throws Exception {
        Workplace workplace = new Workplace(Path.of(arguments[0]));
        int changes = Integer.parseInt(arguments[1]);
        try (LandfallProcess process = new LandfallProcess(workplace, 1, Mortality.none(), new Silence())) {
            List<Change> landed = new ArrayList<>();
            for (int i = 0; i < changes; i++) landed.add(landed(process, i));
            MemoryTaken.fromNowOn();
            System.out.println("tracking");
            long verified = verified(process, landed);
            System.out.printf(
                    "verified=%d heap=%d live=%d rss=%d%n",
                    verified, MemoryTaken.peak(), MemoryTaken.afterCollections(), MemoryTaken.residentAtMost());
        }
        System.exit(0);
    }

    private static Change landed(LandfallProcess process, int number) {
        String team = "team-" + number / ManyTracked.A_TEAM;
        ObjectRef web = new ObjectRef("apps", "v1", "Deployment", team, "web-" + number % ManyTracked.A_TEAM);
        SetField set = new SetField(web, FieldPath.parse("spec.replicas"), JsonNodeFactory.instance.numberNode(2));
        ChangeRequest request =
                new ChangeRequest(List.of(set), "scale", new Manner("", false, new Destination.Unsaid()));
        if (!(process.engine().plan(request) instanceof Planned.Ready ready))
            throw new IllegalStateException("no plan for " + web);
        Landed landed = process.engine().land(new Approved(ready.plan(), "bench"), new Silence());
        if (landed instanceof Landed.Complete complete) return complete.change();
        throw new IllegalStateException(landed.toString());
    }

    private static long verified(LandfallProcess process, List<Change> landed)
            throws InterruptedException, ExecutionException {
        long verified = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Outcome>> all = landed.stream()
                    .<Callable<Outcome>>map(change -> () -> process.engine()
                            .track(change, Merge.BY_PEOPLE, PATIENCE, new Silence())
                            .worst())
                    .toList();
            for (Future<Outcome> each : threads.invokeAll(all)) {
                if (each.get() instanceof Outcome.Verified) verified++;
                else System.out.println(each.get());
            }
        }
        return verified;
    }
}
