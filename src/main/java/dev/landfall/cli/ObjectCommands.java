package dev.landfall.cli;

import dev.landfall.change.ChangeRequest;
import dev.landfall.change.Manner;
import dev.landfall.change.RequestException;
import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.operate.Action;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The instructions of {@code landfall operate} about any object. */
final class ObjectCommands {
    private ObjectCommands() {}

    @Command(
            name = "set",
            description = "Set any field by PATH=VALUE, remove it by PATH-; typed as the API's schema says.",
            footer = {
                "",
                "A path begins anywhere where it is clear: containers[name=web].image, annotations[\"example.com/team\"].",
                "",
                "Examples:",
                "  landfall operate set deployment/web spec.minReadySeconds=10",
                "  landfall operate set deployment/web 'containers[name=web].imagePullPolicy=Always'",
                "  landfall operate set cronjob/report 'spec.schedule=0 3 * * *'"
            })
    static final class SetField extends Instruction.WithAssignments {
        @Option(names = "--string", description = "Take every value as text, whatever it looks like.")
        boolean text;

        SetField(Door door) {
            super(door);
        }

        @Override
        Action action() {
            return new Action.SetFields(assignments(), text);
        }
    }

    @Command(
            name = "label",
            description = "Set labels by NAME=VALUE, remove them by NAME-.",
            footer = {"", "Examples:", "  landfall operate label deployment/web team=shop stage-"})
    static final class Label extends Instruction.WithAssignments {
        Label(Door door) {
            super(door);
        }

        @Override
        Action action() {
            return new Action.Label(assignments());
        }
    }

    @Command(
            name = "annotate",
            description = "Set annotations by NAME=VALUE, remove them by NAME-.",
            footer = {"", "Examples:", "  landfall operate annotate service/web example.com/on-call=shop"})
    static final class Annotate extends Instruction.WithAssignments {
        Annotate(Door door) {
            super(door);
        }

        @Override
        Action action() {
            return new Action.Annotate(assignments());
        }
    }

    @Command(
            name = "delete",
            description = "Delete objects: out of Git where they are owned, else directly.",
            footer = {"", "Examples:", "  landfall operate delete configmap/old-settings"})
    static final class Delete extends Instruction.OfObjects {
        Delete(Door door) {
            super(door);
        }

        @Override
        Action action() {
            return new Action.Delete();
        }
    }

    /** What brings whole objects. */
    abstract static class OfManifests extends Instruction {
        private static final String STANDARD_INPUT = "-";

        @Option(
                names = {"-f", "--filename"},
                required = true,
                paramLabel = "FILE",
                description = "A file of manifests as YAML or JSON, or - for the standard input.")
        List<String> files = List.of();

        OfManifests(Door door) {
            super(door);
        }

        final List<CreateObject> objects(Workplace workplace) {
            List<CreateObject> objects = new ArrayList<>();
            for (String file : files) {
                boolean input = file.equals(STANDARD_INPUT);
                String text = input ? door().terminal().everything() : content(file);
                objects.addAll(workplace.manifests(global.namespace()).read(input ? "the standard input" : file, text));
            }
            return objects;
        }

        private static String content(String file) {
            try {
                return Files.readString(Path.of(file));
            } catch (NoSuchFileException gone) {
                throw unreadable(file, "there is no such file");
            } catch (CharacterCodingException notText) {
                throw unreadable(file, "it is not UTF-8");
            } catch (IOException failed) {
                throw unreadable(file, failed.getMessage());
            }
        }

        private static RequestException unreadable(String file, String why) {
            return RequestException.because(
                    "file-unreadable", file + " cannot be read: " + why, "check the name of the file");
        }
    }

    @Command(
            name = "create",
            description = "Create the objects of a file; none of them may be there.",
            footer = {
                "",
                "Where owners exist, say where the objects go: --owner KIND/NAMESPACE/NAME or --direct.",
                "",
                "Examples:",
                "  landfall operate create -f service.yaml --owner Kustomization/flux-system/apps",
                "  kubectl create configmap settings --from-literal=a=b --dry-run=client -o yaml |",
                "    landfall operate create -f - --direct --yes"
            })
    static final class Create extends OfManifests {
        Create(Door door) {
            super(door);
        }

        @Override
        ChangeRequest request(Workplace workplace, Manner manner) {
            return workplace.objects().create(objects(workplace), manner);
        }
    }

    @Command(
            name = "apply",
            description = "Create the objects of a file or change them: what it names is set, the rest stays.",
            footer = {
                "",
                "Examples:",
                "  landfall operate apply -f web.yaml",
                "  landfall operate apply -f web.yaml --owner Application/argocd/shop --dry-run"
            })
    static final class Apply extends OfManifests {
        Apply(Door door) {
            super(door);
        }

        @Override
        ChangeRequest request(Workplace workplace, Manner manner) {
            return workplace.objects().apply(objects(workplace), manner);
        }
    }
}
