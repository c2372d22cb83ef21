package dev.landfall.operate;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.FieldPath;
import dev.landfall.words.Inquiry;
import dev.landfall.words.Mention;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes an action of a wish, for one object as it is now: what is relative becomes absolute. */
final class Fulfilment {
    private final Instructions instructions;
    private final Inquiry inquiry;
    private final List<String> notes = new ArrayList<>();

    Fulfilment(Instructions instructions, Inquiry inquiry) {
        this.instructions = instructions;
        this.inquiry = inquiry;
    }

    /** What was worked out from the cluster, to be shown beside the instructions. */
    List<String> notes() {
        return notes.stream().distinct().toList();
    }

    /** Empty where a question was asked. */
    Optional<Action> action(Clause clause, Mention mention, ObjectRef object) {
        return switch (clause.wish()) {
            case Wish.Exactly(Action action) -> exactly(action, mention, object);
            case Wish.MoreReplicas(int more) -> more(clause, object, more);
            case Wish.TimesReplicas(int times, int part) -> times(clause, object, times, part);
            case Wish.ReplicasTowards towards -> towards(mention, object, towards);
            case Wish.Image(String container, String image) -> image(mention, object, container, image);
            case Wish.Tag(String container, String tag) -> tag(clause, mention, object, container, tag);
            case Wish.Resources(String container, var amounts) ->
                container(mention, workload(object), container, "")
                        .flatMap(name -> new Allotment(inquiry, notes).of(mention, workload(object), name, amounts));
            case Wish.TakeBack _ -> throw new IllegalStateException("refused before: " + clause);
        };
    }

    private Workload workload(ObjectRef object) {
        return Workload.of(instructions.workload(object));
    }

    private Optional<Action> exactly(Action action, Mention mention, ObjectRef object) {
        if (!(action instanceof Action.SetEnvironment(String container, var variables))) return Optional.of(action);
        return container(mention, workload(object), container, "")
                .map(name -> new Action.SetEnvironment(name, variables));
    }

    private Optional<Action> more(Clause clause, ObjectRef object, int more) {
        LiveObject live = instructions.workload(object);
        int now = Instructions.replicasOf(live);
        long wanted = (long) now + more;
        if (wanted >= 0 && wanted <= Integer.MAX_VALUE) return scaled(live, now, (int) wanted);
        return ask(clause, live.ref().toString(), now);
    }

    private Optional<Action> times(Clause clause, ObjectRef object, int times, int part) {
        LiveObject live = instructions.workload(object);
        int now = Instructions.replicasOf(live);
        long wanted = (long) now * times;
        boolean isWhole = wanted % part == 0 && wanted / part <= Integer.MAX_VALUE;
        return isWhole
                ? scaled(live, now, (int) (wanted / part))
                : ask(clause, live.ref().toString(), now);
    }

    private Optional<Action> ask(Clause clause, String object, int now) {
        return inquiry.count(
                        "replicas" + Clause.key(clause.number()),
                        "\"" + clause.text() + "\": " + object + " has " + now + ": to how many replicas?",
                        0,
                        Optional.empty())
                .map(Action.Scale::new);
    }

    private Optional<Action> towards(Mention mention, ObjectRef object, Wish.ReplicasTowards wanted) {
        LiveObject live = instructions.workload(object);
        int now = Instructions.replicasOf(live);
        boolean isAway = wanted.isMore() ? wanted.replicas() < now : wanted.replicas() > now;
        if (!isAway) return scaled(live, now, wanted.replicas());
        String question = live.ref() + " has " + now + " replicas, so that " + wanted.replicas() + " are "
                + (wanted.isMore() ? "fewer" : "more") + ": is it to be scaled to how many?";
        return inquiry.count("replicas-of-" + mention.key(), question, 0, Optional.empty())
                .map(Action.Scale::new);
    }

    private Optional<Action> scaled(LiveObject live, int now, int wanted) {
        notes.add(live.ref() + " has " + now + (now == 1 ? " replica" : " replicas") + " now");
        return Optional.of(new Action.Scale(wanted));
    }

    private Optional<Action> image(Mention mention, ObjectRef object, String container, String image) {
        return container(mention, workload(object), container, repository(image))
                .map(name -> set(name, image));
    }

    private Optional<Action> tag(Clause clause, Mention mention, ObjectRef object, String container, String tag) {
        Workload workload = workload(object);
        Optional<String> name = container(mention, workload, container, "");
        if (name.isEmpty()) return Optional.empty();
        String image = imageOf(workload, name.get());
        if (!image.contains("@") && !image.isEmpty()) {
            notes.add("container " + name.get() + " of " + workload.ref() + " runs " + image + " now");
            return Optional.of(set(name.get(), repository(image) + ":" + tag));
        }
        return inquiry.words(
                        "image" + Clause.key(clause.number()),
                        "\"" + clause.text() + "\": the image is named by its digest (" + image
                                + "), so that a tag says nothing: which image is wanted?",
                        "registry.example.com/web:1.4",
                        Optional.empty())
                .map(wanted -> set(name.get(), wanted));
    }

    private static Action set(String container, String image) {
        return new Action.SetImage(List.of(new Assignment(container, Optional.of(image))));
    }

    private static String imageOf(Workload workload, String container) {
        return workload.container(container)
                .to(new FieldPath.Key("image"))
                .in(workload.live().json())
                .map(image -> image.asString(""))
                .orElse("");
    }

    /** Without tag and digest. */
    private static String repository(String image) {
        String untagged = image.replaceFirst("@.*$", "");
        int colon = untagged.lastIndexOf(':');
        return colon > untagged.lastIndexOf('/') ? untagged.substring(0, colon) : untagged;
    }

    /**
     * The container that is meant; empty where that was asked.
     *
     * @param repository of the image that is to be set, whose container is suggested; or empty
     */
    private Optional<String> container(Mention mention, Workload workload, String said, String repository) {
        if (!said.isEmpty()) {
            workload.container(said);
            return Optional.of(said);
        }
        Optional<String> usual = workload.usual();
        if (usual.isPresent()) return usual;
        List<String> alike = workload.containers().stream()
                .filter(name -> !repository.isEmpty()
                        && repository(imageOf(workload, name)).equals(repository))
                .toList();
        return inquiry.choice(
                "container-of-" + mention.key(),
                workload.ref() + " has several containers: which is meant?",
                workload.containers(),
                alike.size() == 1 ? Optional.of(alike.getFirst()) : Optional.empty());
    }
}
