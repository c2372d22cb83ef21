package dev.landfall.schema;

import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FieldPath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every field that a kind declares, the shallow ones first; not those that only the API server and controllers write. */
final class DeclaredFields {
    /** Deep enough for a field of a container of a CronJob; schemas that contain themselves end here. */
    private static final int DEEPEST = 10;

    /** A bound for the schemas of which there are many: that of CustomResourceDefinitions contains itself ten times. */
    private static final int MOST = 30_000;

    /**
     * A field that may be meant.
     *
     * @param steps the way to it; through a list only to its end, since the item is not known
     * @param text the same for people, with {@code …} for what is not known: {@code containers[name=…].image}
     */
    record Place(List<Step> steps, String text, FieldSchema schema, boolean isInList) {

        String name() {
            return steps.getLast() instanceof FieldPath.Key key ? key.name() : "";
        }

        private Stream<Place> below() {
            FieldSchema holder = isList() ? schema.items() : schema;
            String prefix = isList() ? text + "[" + key() + "]" : text;
            return holder.declared().stream().map(name -> below(holder, prefix, name));
        }

        private Place below(FieldSchema holder, String prefix, String name) {
            List<Step> longer = new ArrayList<>(steps);
            FieldPath.Key key = new FieldPath.Key(name);
            longer.add(key);
            String separator = prefix.isEmpty() || key.toString().startsWith("[") ? "" : ".";
            return new Place(
                    longer, prefix + separator + key, holder.under(name).orElseThrow(), isInList || isList());
        }

        private boolean isList() {
            return schema.type() == FieldType.LIST;
        }

        private String key() {
            return schema.mergeKeys().stream()
                    .findFirst()
                    .map(key -> key + "=…")
                    .orElse("…");
        }

        private boolean isWrittenByPeople() {
            return !text.equals("status") && !text.equals("metadata.managedFields");
        }
    }

    private final FieldSchema root;
    private List<Place> places;

    DeclaredFields(FieldSchema root) {
        this.root = root;
    }

    FieldSchema root() {
        return root;
    }

    /** The object itself first, with an empty text. Worked out once, which takes a tenth of a second for a Deployment. */
    synchronized List<Place> places() {
        if (places == null) places = List.copyOf(found());
        return places;
    }

    private List<Place> found() {
        List<Place> found = new ArrayList<>(List.of(new Place(List.of(), "", root, false)));
        for (int next = 0; next < found.size() && found.size() < MOST; next++) {
            Place place = found.get(next);
            if (place.steps().size() < DEEPEST)
                place.below().filter(Place::isWrittenByPeople).forEach(found::add);
        }
        return found;
    }
}
