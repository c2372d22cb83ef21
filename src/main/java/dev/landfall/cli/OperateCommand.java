package dev.landfall.cli;

import dev.landfall.operate.Action;
import dev.landfall.operate.Assignment;
import dev.landfall.operate.Instructions;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The instructions of {@code landfall operate} about workloads; {@link ObjectCommands} are those about any object. */
final class OperateCommand {
    private OperateCommand() {}

    /** The group with all its instructions. */
    static CommandLine group(Door door) {
        return new CommandLine(new Group())
                .addSubcommand(new Scale(door))
                .addSubcommand(new SetImage(door))
                .addSubcommand(new SetEnvironment(door))
                .addSubcommand(new SetResources(door))
                .addSubcommand(new ObjectCommands.SetField(door))
                .addSubcommand(new ObjectCommands.Label(door))
                .addSubcommand(new ObjectCommands.Annotate(door))
                .addSubcommand(new Restart(door))
                .addSubcommand(new RolloutUndo(door))
                .addSubcommand(new Pause(door))
                .addSubcommand(new Resume(door))
                .addSubcommand(new Autoscale(door))
                .addSubcommand(new ObjectCommands.Create(door))
                .addSubcommand(new ObjectCommands.Apply(door))
                .addSubcommand(new ObjectCommands.Delete(door))
                .addSubcommand(new WordsCommand(door));
    }

    /** Which container of a pod is meant. */
    static final class ContainerChoice {
        @Option(
                names = {"-c", "--container"},
                paramLabel = "CONTAINER",
                defaultValue = "",
                description = "Which container, where there are several.")
        String name;
    }

    @Command(
            name = "operate",
            preprocessor = WordsCommand.Unnamed.class,
            description = "Change objects the way they are owned: through Git, or directly.",
            footer = {
                "",
                "Each shows its plan and asks, unless --yes or --dry-run says otherwise; then it lands the change and",
                "follows it until the live objects have the values and stay well.",
                "",
                "A sentence in plain words does as well; it goes into quotes.",
                "",
                "Examples:",
                "  landfall operate \"scale web in shop to 5 and give it 512Mi\"",
                "  landfall operate scale deployment/web -n shop --replicas 3",
                "  landfall operate set-image deployment/web -n shop web=registry.example.com/web:1.1 --dry-run",
                "  landfall help operate set"
            })
    private static final class Group extends CommandGroup {}

    @Command(
            name = "scale",
            description = "Set the number of replicas.",
            footer = {
                "",
                "Examples:",
                "  landfall operate scale deployment/web --replicas 3",
                "  landfall operate scale statefulset -l tier=cache --replicas 0 --yes"
            })
    static final class Scale extends Instruction.OfObjects {
        @Option(names = "--replicas", required = true, paramLabel = "COUNT", description = "How many.")
        String replicas;

        Scale(Door door) {
            super(door);
        }

        @Override
        Action action() {
            return new Action.Scale(Instructions.replicas(replicas));
        }
    }

    @Command(
            name = "set-image",
            description = "Set the image of containers, by CONTAINER=IMAGE.",
            footer = {
                "",
                "Examples:",
                "  landfall operate set-image deployment/web web=registry.example.com/web:1.1",
                "  landfall operate set-image deployment/web deployment/worker web=registry.example.com/web:1.1"
            })
    static final class SetImage extends Instruction.WithAssignments {
        SetImage(Door door) {
            super(door);
        }

        @Override
        Action action() {
            return new Action.SetImage(assignments());
        }
    }

    @Command(
            name = "set-env",
            description = "Set environment variables by NAME=VALUE, remove them by NAME-.",
            footer = {
                "",
                "Examples:",
                "  landfall operate set-env deployment/web LOG_LEVEL=debug",
                "  landfall operate set-env deployment/web LOG_LEVEL- --container proxy"
            })
    static final class SetEnvironment extends Instruction.WithAssignments {
        @Mixin
        ContainerChoice container;

        SetEnvironment(Door door) {
            super(door);
        }

        @Override
        Action action() {
            return new Action.SetEnvironment(container.name, assignments());
        }
    }

    @Command(
            name = "set-resources",
            description = "Set what a container requests and may use at most.",
            footer = {
                "",
                "Examples:",
                "  landfall operate set-resources deployment/web --requests cpu=100m,memory=128Mi --limits memory=256Mi",
                "  landfall operate set-resources deployment/web --limits cpu-"
            })
    static final class SetResources extends Instruction.OfObjects {
        @Mixin
        ContainerChoice container;

        @Option(
                names = "--requests",
                split = ",",
                paramLabel = "NAME=QUANTITY",
                description = "What it requests, such as cpu=100m,memory=128Mi; NAME- removes one.")
        List<String> requests = List.of();

        @Option(
                names = "--limits",
                split = ",",
                paramLabel = "NAME=QUANTITY",
                description = "What it may use at most; NAME- removes one.")
        List<String> limits = List.of();

        SetResources(Door door) {
            super(door);
        }

        @Override
        Action action() {
            return new Action.SetResources(
                    container.name,
                    requests.stream().map(Assignment::parse).toList(),
                    limits.stream().map(Assignment::parse).toList());
        }
    }

    @Command(
            name = "restart",
            description = "Start all pods anew, a few at a time, as the workload's strategy says.",
            footer = {"", "Examples:", "  landfall operate restart deployment/web --reason \"new certificate\""})
    static final class Restart extends Instruction.OfObjects {
        Restart(Door door) {
            super(door);
        }

        @Override
        Action action() {
            return new Action.Restart();
        }
    }

    @Command(
            name = "rollout-undo",
            description = "Bring back what a workload said of its pods in the revision before.",
            footer = {
                "",
                "Each field that differs is set where it is decided. landfall revert is another thing: it takes back one",
                "change that Landfall made, whatever it was of.",
                "",
                "Examples:",
                "  landfall operate rollout-undo deployment/web -n shop --dry-run"
            })
    static final class RolloutUndo extends Instruction.OfObjects {
        RolloutUndo(Door door) {
            super(door);
        }

        @Override
        Action action() {
            return new Action.RolloutUndo();
        }
    }

    @Command(
            name = "pause",
            description = "Pause a Deployment's rollouts, or suspend a CronJob or Job.",
            footer = {"", "Examples:", "  landfall operate pause cronjob/report"})
    static final class Pause extends Instruction.OfObjects {
        Pause(Door door) {
            super(door);
        }

        @Override
        Action action() {
            return new Action.Pause();
        }
    }

    @Command(
            name = "resume",
            description = "Let a paused Deployment, CronJob or Job go on.",
            footer = {"", "Examples:", "  landfall operate resume cronjob/report"})
    static final class Resume extends Instruction.OfObjects {
        Resume(Door door) {
            super(door);
        }

        @Override
        Action action() {
            return new Action.Resume();
        }
    }

    @Command(
            name = "autoscale",
            description = "Let a HorizontalPodAutoscaler set the number of replicas; it leaves Git then.",
            footer = {"", "Examples:", "  landfall operate autoscale deployment/web --min 2 --max 5 --cpu-percent 80"})
    static final class Autoscale extends Instruction.OfObjects {
        @Option(names = "--min", required = true, paramLabel = "COUNT", description = "The least replicas.")
        int least;

        @Option(names = "--max", required = true, paramLabel = "COUNT", description = "The most replicas.")
        int most;

        @Option(
                names = "--cpu-percent",
                paramLabel = "PERCENT",
                defaultValue = "80",
                description = "Of the requested CPU, on average; default 80.")
        int cpu;

        Autoscale(Door door) {
            super(door);
        }

        @Override
        Action action() {
            return new Action.Autoscale(least, most, cpu);
        }
    }
}
