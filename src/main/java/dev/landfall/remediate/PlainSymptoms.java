package dev.landfall.remediate;

import dev.landfall.change.RequestException;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.words.Inquiry;
import dev.landfall.words.KindWords;
import dev.landfall.words.Mention;
import dev.landfall.words.Mentions;
import dev.landfall.words.SmallWords;
import dev.landfall.words.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is wrong, in plain words, such as "web in shop keeps crashing". A small vocabulary tells which failures are meant;
 * what is not understood is asked, never guessed. Reads the cluster and writes nothing.
 */
public final class PlainSymptoms {
    private static final String EXAMPLE = "web in shop keeps crashing";
    private static final String ANYTHING = "anything";

    private final Cluster cluster;
    private final Function<ObjectRef, Optional<ObjectRef>> ownerOf;
    private final String namespace;
    private final String defaultNamespace;

    /**
     * @param ownerOf what delivers an object from Git, if anything does
     * @param namespace said beside the words, or empty
     * @param defaultNamespace where none is said at all
     */
    public PlainSymptoms(
            Cluster cluster,
            Function<ObjectRef, Optional<ObjectRef>> ownerOf,
            String namespace,
            String defaultNamespace) {
        this.cluster = cluster;
        this.ownerOf = ownerOf;
        this.namespace = namespace;
        this.defaultNamespace = defaultNamespace;
    }

    /**
     * What a sentence means; empty where that was asked.
     *
     * @param everywhere whether all namespaces are said beside it
     * @throws RequestException where it cannot be meant
     */
    Optional<Concern> read(String text, boolean everywhere, Inquiry inquiry) {
        Words.objectionTo(text, EXAMPLE).ifPresent(reason -> {
            throw new RequestException(reason);
        });
        Grievance grievance = Grievance.of(text);
        Optional<List<Complaint>> complaints = complaints(text, grievance, inquiry);
        boolean isDelivery = complaints.orElse(grievance.complaints()).equals(List.of(Complaint.NOT_DELIVERED));
        Optional<Scope> scope = scope(grievance, isDelivery, everywhere, inquiry);
        return inquiry.isOpen() ? Optional.empty() : Optional.of(new Concern(scope.get(), complaints.get()));
    }

    private static Optional<List<Complaint>> complaints(String text, Grievance grievance, Inquiry inquiry) {
        if (grievance.unclear().isEmpty() && !grievance.isPraise()) return Optional.of(grievance.complaints());
        String why = grievance.unclear().isEmpty()
                ? "\"" + text.strip() + "\" says that something is as it should be"
                : "in \"" + text.strip() + "\", \"" + grievance.unclear() + "\" is not understood";
        List<String> options = Stream.concat(Arrays.stream(Complaint.values()).map(Complaint::key), Stream.of(ANYTHING))
                .toList();
        return inquiry.choice("symptom", why + ": what is wrong?", options, Optional.empty())
                .map(key -> with(grievance, Complaint.of(key)));
    }

    /** What was understood of a praise is no complaint. */
    private static List<Complaint> with(Grievance grievance, Optional<Complaint> said) {
        List<Complaint> all = new ArrayList<>(grievance.isPraise() ? List.of() : grievance.complaints());
        said.filter(one -> !all.contains(one)).ifPresent(all::add);
        return said.isPresent() ? all : List.of();
    }

    private Optional<Scope> scope(Grievance grievance, boolean isDelivery, boolean everywhere, Inquiry inquiry) {
        Optional<String> place = place(grievance, inquiry);
        if (place.isEmpty()) return Optional.empty();
        String here = place.get().isEmpty() ? defaultNamespace : place.get();
        SubjectSearch search = new SubjectSearch(cluster, ownerOf, here, inquiry);
        List<Mention> named = named(grievance, search, place.get());
        if (everywhere || grievance.isEverywhere()) return everywhere(named, place.get());
        Optional<Mention> one = one(grievance, named, inquiry);
        if (inquiry.isOpen()) return Optional.empty();
        if (one.isPresent()) return isDelivery ? search.delivering(one.get()) : search.about(one.get());
        return Optional.of(isDelivery ? new Scope.OfCluster() : new Scope.OfNamespace(here));
    }

    private static List<Mention> named(Grievance grievance, SubjectSearch search, String place) {
        List<Mention> named = grievance.mentions().named();
        if (named.isEmpty()) named = search.named(grievance.topics(), place);
        return named.stream().map(mention -> mention.in(place)).toList();
    }

    /** Where the words say one namespace and -n another, or the words say two, nothing tells which is meant. */
    private Optional<String> place(Grievance grievance, Inquiry inquiry) {
        List<String> places = new ArrayList<>(grievance.places());
        if (!namespace.isEmpty() && !places.contains(namespace)) places.add(namespace);
        if (places.size() < 2) return Optional.of(places.isEmpty() ? "" : places.getFirst());
        return inquiry.choice(
                "namespace",
                "namespaces " + String.join(" and ", places) + " are said: which one is to be looked at?",
                places,
                Optional.empty());
    }

    private static Optional<Scope> everywhere(List<Mention> named, String place) {
        if (named.isEmpty() && place.isEmpty()) return Optional.of(new Scope.OfCluster());
        throw RequestException.because(
                "object-and-everywhere",
                "an object or a namespace and all namespaces say two different things",
                "leave one of them out");
    }

    /** The one object or namespace; empty where none is named, or where it was asked. */
    private static Optional<Mention> one(Grievance grievance, List<Mention> named, Inquiry inquiry) {
        Mentions mentions = grievance.mentions();
        if (!mentions.unclear().isEmpty()
                || (named.isEmpty() && !mentions.pronouns().isEmpty())) return asked(mentions, inquiry);
        if (named.size() < 2) return named.stream().findFirst();
        List<String> options = named.stream().map(Mention::told).toList();
        return inquiry.choice(
                        "object",
                        "one object is looked at at a time, and several are named: which?",
                        options,
                        Optional.empty())
                .map(told -> named.get(options.indexOf(told)));
    }

    private static Optional<Mention> asked(Mentions mentions, Inquiry inquiry) {
        String words = Stream.concat(mentions.unclear().stream(), mentions.pronouns().stream())
                .map(word -> word.told())
                .reduce((one, next) -> one + " " + next)
                .orElseThrow();
        boolean isKind = mentions.unclear().size() == 1
                && KindWords.isKind(mentions.unclear().getFirst());
        String question =
                isKind ? "which " + words + " is meant?" : "\"" + words + "\" names no object: which is meant?";
        return inquiry.words("object", question, "deployment/web", Optional.empty())
                .map(PlainSymptoms::mention);
    }

    private static Mention mention(String answer) {
        Mentions named = Mentions.of(Words.of(answer), SmallWords.LEADING);
        if (named.named().size() == 1 && named.unclear().isEmpty())
            return named.named().getFirst();
        throw RequestException.because(
                "not-understood",
                "\"" + answer + "\" names no object",
                "say it as in \"" + EXAMPLE + "\"; landfall help remediate tells what may be said");
    }
}
