package dev.landfall.operate;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what a clause wants, by its verb and by what the words behind it can be. */
final class ClauseReader {
    private static final Set<String> AMOUNTS =
            union(List.of(Vocabulary.RESOURCES, Vocabulary.LIMIT, Vocabulary.REQUEST));
    private static final Set<String> SETTINGS =
            union(List.of(Vocabulary.ENVIRONMENT, Vocabulary.LABEL, Vocabulary.ANNOTATION, Vocabulary.FIELD));
    private static final Set<String> LAST = Set.of("last", "latest", "change", "changes", "rollout", "update");

    private ClauseReader() {}

    private static Set<String> union(List<Set<String>> sets) {
        return sets.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    static Heard read(Hearing hearing) {
        return switch (hearing.verb()) {
            case SCALE -> ScaleReader.read(hearing);
            case MULTIPLY -> multiplied(hearing);
            case SET -> set(hearing);
            case MORE, LESS -> adjusted(hearing);
            case GIVE -> isAboutReplicas(hearing) ? ScaleReader.read(hearing) : ResourceReader.read(hearing);
            case LIMIT, REQUEST -> ResourceReader.read(hearing);
            case ADD -> added(hearing);
            case REMOVE, UNSET, DELETE -> removed(hearing);
            case RESTART -> Heard.of(Action.Restart::new);
            case ROLL_BACK -> rolledBack(hearing);
            case PAUSE -> Heard.of(Action.Pause::new);
            case RESUME -> Heard.of(Action.Resume::new);
            case AUTOSCALE -> AutoscaleReader.read(hearing);
            case LABEL, ANNOTATE -> SettingReader.read(hearing);
            case STOP -> stopped(hearing);
            case START -> started(hearing);
            case UPGRADE -> ImageReader.read(hearing);
            case UNDO -> undone(hearing);
        };
    }

    private static Heard multiplied(Hearing hearing) {
        return hearing.phrase().has(AMOUNTS)
                ? new Heard.Unclear("say the amount that is wanted, such as 512Mi")
                : ScaleReader.read(hearing);
    }

    private static Heard set(Hearing hearing) {
        Phrase phrase = hearing.phrase();
        boolean isAmount = phrase.has(AMOUNTS) || phrase.has(ResourceReader::isAmount);
        if (phrase.has(SETTINGS)) return SettingReader.read(hearing);
        if (phrase.has(Vocabulary.IMAGE)) return ImageReader.read(hearing);
        if (isAboutReplicas(hearing)) return ScaleReader.read(hearing);
        if (isAmount) return ResourceReader.read(hearing);
        if (phrase.has(SettingReader::isSetting) || phrase.has(SettingReader::isPath))
            return SettingReader.read(hearing);
        if (phrase.has(ImageReader::isImage) || phrase.has(ImageReader::isVersion)) return ImageReader.read(hearing);
        boolean isNamed = phrase.has(Set.of("of", "on")) && phrase.has(Set.of("to"));
        return isNamed ? SettingReader.read(hearing) : vague(hearing);
    }

    private static Heard adjusted(Hearing hearing) {
        Phrase phrase = hearing.phrase();
        if (phrase.has(AMOUNTS) || phrase.has(ResourceReader::isAmount)) return ResourceReader.read(hearing);
        boolean isBumped = hearing.word().equals("bump") && phrase.has(ImageReader::isVersion);
        if (isBumped || phrase.has(Vocabulary.IMAGE)) return ImageReader.read(hearing);
        boolean isCounted = isAboutReplicas(hearing)
                || phrase.has(word -> Vocabulary.number(word).isPresent());
        return isCounted ? ScaleReader.read(hearing) : vague(hearing);
    }

    private static boolean isAboutReplicas(Hearing hearing) {
        return hearing.phrase().has(Vocabulary.REPLICAS)
                || hearing.phrase().isFollowed(word -> Vocabulary.number(word).isPresent(), Vocabulary.PODS);
    }

    private static Heard added(Hearing hearing) {
        Phrase phrase = hearing.phrase();
        if (isAboutReplicas(hearing)) return ScaleReader.read(hearing);
        boolean isSetting = phrase.has(SETTINGS) || phrase.has(SettingReader::isSetting);
        return isSetting ? SettingReader.read(hearing) : vague(hearing);
    }

    private static Heard removed(Hearing hearing) {
        Phrase phrase = hearing.phrase();
        if (phrase.has(SETTINGS) || phrase.has(SettingReader::isSetting)) return SettingReader.read(hearing);
        if (isAboutReplicas(hearing)) return ScaleReader.read(hearing);
        if (phrase.has(AMOUNTS)) return ResourceReader.read(hearing);
        return switch (hearing.verb()) {
            case UNSET -> new Heard.Unclear("it names nothing that could be removed");
            default -> Heard.of(Action.Delete::new);
        };
    }

    private static Heard stopped(Hearing hearing) {
        return choice(
                hearing,
                "scale it to 0 replicas, or pause its rollouts?",
                List.of("scale to 0", "pause"),
                List.of(new Action.Scale(0), new Action.Pause()));
    }

    private static Heard started(Hearing hearing) {
        return choice(
                hearing,
                "scale it to 1 replica, let it go on where it is paused, or start its pods anew?",
                List.of("scale to 1", "resume", "restart"),
                List.of(new Action.Scale(1), new Action.Resume(), new Action.Restart()));
    }

    private static Heard choice(Hearing hearing, String question, List<String> options, List<Action> meant) {
        return hearing.inquiry()
                .choice(hearing.key("meaning"), hearing.told() + " may mean: " + question, options, Optional.empty())
                .map(chosen -> Heard.of(() -> meant.get(options.indexOf(chosen))))
                .orElseGet(Heard.Asked::new);
    }

    private static Heard rolledBack(Hearing hearing) {
        hearing.phrase().takeAll(LAST);
        return Heard.of(Action.RolloutUndo::new);
    }

    private static Heard undone(Hearing hearing) {
        hearing.phrase().takeAll(LAST);
        return new Heard.Wished(new Wish.TakeBack());
    }

    private static Heard vague(Hearing hearing) {
        String left = Phrase.told(hearing.phrase().left());
        return new Heard.Unclear(
                left.isEmpty()
                        ? "it does not say what shall be changed"
                        : "\"" + left + "\" does not say what shall be changed, and to what");
    }
}
