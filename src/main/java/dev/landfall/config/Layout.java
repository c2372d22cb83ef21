package dev.landfall.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How the users of a repository say it is kept; of several rules for one thing, the first counts. */
public record Layout(List<LayoutRule> rules) {
    public static final Layout UNSAID = new Layout(List.of());

    public Layout {
        rules = List.copyOf(rules);
    }

    /** Where new objects go that are such as this one. */
    public Optional<LayoutRule.NewFile> newFile(RuledObject object) {
        return of(LayoutRule.NewFile.class)
                .filter(rule -> rule.objects().matches(object))
                .findFirst();
    }

    /** The file that decides a field of such an object. */
    public Optional<LayoutRule.DecidingFile> decidingFile(RuledObject object, String field) {
        return of(LayoutRule.DecidingFile.class)
                .filter(rule -> rule.objects().matches(object) && rule.covers(field))
                .findFirst();
    }

    /** Why a file shall not be edited. */
    public Optional<LayoutRule.ClosedFolder> closing(String file) {
        return of(LayoutRule.ClosedFolder.class)
                .filter(rule -> rule.files().matches(file))
                .findFirst();
    }

    /** Rules that say something about such an object, or would if it were new. */
    public List<LayoutRule> about(RuledObject object) {
        return rules.stream()
                .filter(rule -> switch (rule) {
                    case LayoutRule.NewFile newFile -> newFile.objects().matches(object);
                    case LayoutRule.DecidingFile deciding -> deciding.objects().matches(object);
                    case LayoutRule.ClosedFolder _ -> false;
                })
                .toList();
    }

    private <T extends LayoutRule> Stream<T> of(Class<T> kind) {
        return rules.stream().filter(kind::isInstance).map(kind::cast);
    }
}
