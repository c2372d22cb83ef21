package dev.landfall.placement;

import dev.landfall.gitops.GitSource;
import dev.landfall.reason.Reason;
import dev.landfall.render.ChartBuild;
import dev.landfall.render.Renderer;
import dev.landfall.render.Rendering;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Finds the one place of a chart whose edit has the wanted effect and no other, by rendering with one place changed at a time. */
final class ChartSearch {
    /** For one field: with more the machine is busy for longer than anybody waits for a plan. */
    static final int MOST_RENDERINGS = 64;

    private static final Executor THREADS = command -> Thread.ofVirtual().start(command);

    private final Renderer renderer;
    private final GitSource source;
    private final List<String> templates;
    private final ChartBuild build;
    private final AppliedObjects now;
    private final List<Difference> wanted;
    private final Predicate<String> leftAlone;
    private int rendered;
    private int leftOut;
    private Optional<Tried> reachingFurther = Optional.empty();

    /**
     * @param wanted all that may change
     * @param leftAlone files that are not to be edited
     */
    ChartSearch(
            Renderer renderer,
            GitSource source,
            List<String> templates,
            ChartBuild build,
            AppliedObjects now,
            List<Difference> wanted,
            Predicate<String> leftAlone) {
        this.renderer = renderer;
        this.source = source;
        this.templates = templates;
        this.build = build;
        this.now = now;
        this.wanted = wanted;
        this.leftAlone = leftAlone;
    }

    /** What a search came to. */
    sealed interface Result {
        record Fed(Trial trial, AppliedObjects after) implements Result {}

        record NotFed(Reason reason) implements Result {}
    }

    private record Tried(Trial trial, AppliedObjects after, List<Difference> differences) {}

    Result find(Target target) {
        return find(
                target,
                trials -> List.of(
                        trials::saying, trials::partOf, trials::calledLike, trials::notGiven, trials::literals));
    }

    /** What is not one single value: an item of a list, a mapping, or something that goes. */
    Result findPart(Target target) {
        return find(
                target,
                trials -> target.difference().after().isEmpty()
                        ? List.of(() -> new ChartParts(trials, target).taken())
                        : List.of(() -> new ChartParts(trials, target).added(), trials::calledLike, trials::notGiven));
    }

    private Result find(Target target, Function<ChartTrials, List<Supplier<List<Trial>>>> kinds) {
        return switch (ChartValues.of(build, leftAlone)) {
            case ChartValues.Reading.Unreadable(Reason reason) -> new Result.NotFed(reason);
            case ChartValues.Reading.Read(ChartValues values) -> {
                ChartTrials trials = new ChartTrials(build, values, templates, target);
                yield find(target, trials, kinds.apply(trials));
            }
        };
    }

    private Result find(Target target, ChartTrials trials, List<Supplier<List<Trial>>> kinds) {
        for (Supplier<List<Trial>> kind : kinds) {
            List<Tried> feeding = furthest(tried(kind.get(), target));
            if (feeding.size() > 1)
                return new Result.NotFed(ChartRefusals.several(
                        target,
                        feeding.stream().map(each -> each.trial().what()).toList()));
            if (feeding.size() == 1)
                return new Result.Fed(
                        feeding.getFirst().trial(), feeding.getFirst().after());
        }
        return new Result.NotFed(reachingFurther
                .map(tried -> ChartRefusals.moreChanges(target, tried.trial(), unwanted(tried)))
                .or(trials::refused)
                .orElseGet(() -> ChartRefusals.notFed(target, build.folder(), rendered, leftOut)));
    }

    /** Where one place brings more of what is wanted than another, such as the item behind which a list moves up. */
    private static List<Tried> furthest(List<Tried> feeding) {
        int most = feeding.stream()
                .mapToInt(tried -> tried.differences().size())
                .max()
                .orElse(0);
        return feeding.stream()
                .filter(tried -> tried.differences().size() == most)
                .toList();
    }

    /** Those that do what is wanted and nothing else. */
    private List<Tried> tried(List<Trial> trials, Target target) {
        int most = Math.min(trials.size(), MOST_RENDERINGS - rendered);
        rendered += most;
        leftOut += trials.size() - most;
        List<CompletableFuture<Optional<Tried>>> running = trials.stream()
                .limit(most)
                .map(trial -> CompletableFuture.supplyAsync(() -> tried(trial), THREADS))
                .toList();
        List<Tried> feeding = new ArrayList<>();
        for (CompletableFuture<Optional<Tried>> each : running) {
            Optional<Tried> tried = joined(each).filter(done -> reaches(done, target));
            if (tried.isEmpty()) continue;
            if (unwanted(tried.get()).isEmpty()) feeding.add(tried.get());
            else reachingFurther = reachingFurther.or(() -> tried);
        }
        return feeding;
    }

    private static Optional<Tried> joined(CompletableFuture<Optional<Tried>> running) {
        try {
            return running.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) throw cause;
            throw failed;
        }
    }

    private Optional<Tried> tried(Trial trial) {
        return switch (renderer.render(trial.build())) {
            case Rendering.Failed _ -> Optional.empty();
            case Rendering.Rendered came -> {
                AppliedObjects after = AppliedObjects.of(came.objects(), source.defaultNamespace());
                yield Optional.of(new Tried(trial, after, now.differencesTo(after)));
            }
        };
    }

    private static boolean reaches(Tried tried, Target target) {
        return tried.differences().stream().anyMatch(target.difference()::comesToTheSameAs);
    }

    private List<Difference> unwanted(Tried tried) {
        return tried.differences().stream()
                .filter(difference -> wanted.stream().noneMatch(difference::comesToTheSameAs))
                .toList();
    }
}
