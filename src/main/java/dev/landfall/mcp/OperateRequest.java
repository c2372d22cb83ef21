package dev.landfall.mcp;

import dev.landfall.change.ChangeRequest;
import dev.landfall.change.Manner;
import dev.landfall.change.RequestException;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.operate.Assignment;
import java.util.List;

/** An instruction by its fields, made a typed request. */
record OperateRequest(Workplace workplace, Arguments arguments, Manner manner) {

    ChangeRequest of(Action action) {
        return switch (action) {
            case SCALE -> workplace.instructions().scale(objects(), arguments.count("replicas", 0), manner);
            case SET_IMAGE -> workplace.instructions().setImage(objects(), assignments("set"), manner);
            case SET_ENV ->
                workplace
                        .instructions()
                        .setEnvironment(objects(), arguments.text("container"), assignments("set"), manner);
            case SET_RESOURCES ->
                workplace
                        .instructions()
                        .setResources(
                                objects(),
                                arguments.text("container"),
                                assignments("requests"),
                                assignments("limits"),
                                manner);
            case SET -> workplace.objects().set(objects(), assignments("set"), arguments.isTrue("asText"), manner);
            case LABEL -> workplace.objects().label(objects(), assignments("set"), manner);
            case ANNOTATE -> workplace.objects().annotate(objects(), assignments("set"), manner);
            case RESTART -> workplace.instructions().restart(objects(), manner);
            case ROLLOUT_UNDO -> workplace.instructions().rolloutUndo(objects(), manner);
            case PAUSE -> workplace.instructions().pause(objects(), manner);
            case RESUME -> workplace.instructions().resume(objects(), manner);
            case AUTOSCALE -> autoscale();
            case APPLY -> workplace.objects().apply(manifests(), manner);
            case CREATE -> workplace.objects().create(manifests(), manner);
            case DELETE -> workplace.objects().delete(objects(), manner);
        };
    }

    private ChangeRequest autoscale() {
        List<ObjectRef> objects = objects();
        if (objects.size() > 1)
            throw RequestException.because(
                    "bad-argument", "autoscale takes one object at a time", "call it once for each");
        return workplace
                .instructions()
                .autoscale(
                        objects.getFirst(),
                        arguments.count("min", 1),
                        arguments.count("max", 1),
                        arguments.count("cpuPercent", 80),
                        manner);
    }

    private List<ObjectRef> objects() {
        return workplace
                .selection(arguments.text("namespace"))
                .of(arguments.texts("objects"), arguments.text("selector"));
    }

    private List<Assignment> assignments(String name) {
        return arguments.texts(name).stream().map(Assignment::parse).toList();
    }

    private List<CreateObject> manifests() {
        return workplace.manifests(arguments.text("namespace")).read("manifests", arguments.text("manifests"));
    }
}
