package dev.landfall.operate;

import dev.landfall.operate.Wish.Amount;
import dev.landfall.operate.Wish.Amount.Use;
import dev.landfall.words.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads how much of which resource: "512Mi", "200m cpu and 512Mi memory", "memory limit of web to 1Gi". */
final class ResourceReader {
    private static final Set<String> BEFORE_AMOUNT = Set.of("to", "at", "of", "=", "with");
    private static final Set<String> VAGUE = Set.of("more", "less", "some", "enough", "much", "additional");

    /** A word that says something about an amount. */
    private record Part(Type type, String text) {
        enum Type {
            RESOURCE,
            USE,
            QUANTITY
        }
    }

    private final Hearing hearing;
    private final Phrase phrase;
    private final List<Part> parts = new ArrayList<>();
    private final List<Amount> amounts = new ArrayList<>();
    private boolean isAsked;
    private boolean isRelative;

    private ResourceReader(Hearing hearing) {
        this.hearing = hearing;
        this.phrase = hearing.phrase();
    }

    static Heard read(Hearing hearing) {
        return new ResourceReader(hearing).read();
    }

    /** Whether a word can be nothing else than an amount of a resource. */
    static boolean isAmount(Word word) {
        return word.is(Word.Kind.PLAIN)
                && (word.text().matches("[0-9]+(\\.[0-9]+)?[A-Za-z]{1,3}")
                        || word.text().matches("(cpu|memory|ephemeral-storage)=.*"));
    }

    private Heard read() {
        phrase.takeAfter(Set.of("at"), word -> word.isOf(Set.of("most")))
                .ifPresent(most -> parts.add(new Part(Part.Type.USE, "limit")));
        takeParts();
        if (removes()) return removal();
        if (parts.stream().noneMatch(part -> part.type() == Part.Type.QUANTITY)) askForAmounts();
        else if (isResourceFirst()) readResourcesFirst();
        else readQuantitiesFirst();
        if (isAsked) return new Heard.Asked();
        if (amounts.isEmpty()) return new Heard.Unclear("it does not say how much of what");
        boolean isTwice = amounts.stream()
                        .map(one -> one.resource() + one.use())
                        .distinct()
                        .count()
                < amounts.size();
        return isTwice
                ? new Heard.Unclear("it says two amounts of one resource")
                : new Heard.Wished(new Wish.Resources(hearing.container(), amounts));
    }

    private boolean removes() {
        return switch (hearing.verb()) {
            case REMOVE, UNSET, DELETE -> true;
            default -> false;
        };
    }

    private void takeParts() {
        List<Word> rest = new ArrayList<>();
        for (Word word : phrase.left()) {
            int before = parts.size();
            addParts(word);
            if (parts.size() == before) rest.add(word);
            else if (!rest.isEmpty() && rest.getLast().isOf(BEFORE_AMOUNT)) rest.removeLast();
            else if (!rest.isEmpty() && rest.getLast().isOf(Set.of("by"))) {
                rest.removeLast();
                isRelative = true;
            }
        }
        phrase.leave(rest);
    }

    private void addParts(Word word) {
        if (word.isOf(Vocabulary.RESOURCES)) parts.add(new Part(Part.Type.RESOURCE, resource(word.lower())));
        else if (word.isOf(Vocabulary.LIMIT)) parts.add(new Part(Part.Type.USE, "limit"));
        else if (word.isOf(Vocabulary.REQUEST)) parts.add(new Part(Part.Type.USE, "request"));
        else if (word.is(Word.Kind.PLAIN) && word.text().matches("(cpu|memory|ephemeral-storage)=.+")) {
            int equals = word.text().indexOf('=');
            parts.add(new Part(Part.Type.RESOURCE, word.text().substring(0, equals)));
            parts.add(new Part(Part.Type.QUANTITY, word.text().substring(equals + 1)));
        } else if (word.is(Word.Kind.PLAIN) && word.text().matches("[-+]?[0-9][^/=:]*"))
            parts.add(new Part(Part.Type.QUANTITY, word.text()));
    }

    private static String resource(String word) {
        return word.startsWith("c") ? "cpu" : "memory";
    }

    private boolean isResourceFirst() {
        return parts.stream()
                        .filter(part -> part.type() != Part.Type.USE)
                        .findFirst()
                        .orElseThrow()
                        .type()
                == Part.Type.RESOURCE;
    }

    /** How it is used where nothing else is said: by the verb, or by a word before all amounts. */
    private Use usual() {
        boolean isSaidFirst = parts.getFirst().type() == Part.Type.USE;
        if (isSaidFirst) return use(parts.getFirst());
        return switch (hearing.verb()) {
            case LIMIT -> Use.LIMIT;
            case REQUEST -> Use.REQUEST;
            default -> Use.GIVEN;
        };
    }

    private static Use use(Part part) {
        return part.text().equals("limit") ? Use.LIMIT : Use.REQUEST;
    }

    /** "memory to 512Mi and cpu to 200m", "memory limit 512Mi and request 256Mi". */
    private void readResourcesFirst() {
        String resource = "";
        Use use = usual();
        for (Part part : parts) {
            switch (part.type()) {
                case RESOURCE -> resource = part.text();
                case USE -> use = use(part);
                case QUANTITY -> {
                    add(resource, part.text(), use);
                    resource = "";
                    use = usual();
                }
            }
        }
        if (!resource.isEmpty()) ask(resource, "how much?", Optional.empty(), use);
    }

    /** "200m cpu and 512Mi memory", "512Mi memory limit". */
    private void readQuantitiesFirst() {
        String quantity = "";
        String resource = "";
        Use use = usual();
        for (Part part : parts) {
            switch (part.type()) {
                case RESOURCE -> resource = part.text();
                case USE -> use = quantity.isEmpty() ? usual() : use(part);
                case QUANTITY -> {
                    if (!quantity.isEmpty()) add(resource, quantity, use);
                    quantity = part.text();
                    resource = "";
                    use = usual();
                }
            }
        }
        add(resource, quantity, use);
    }

    private void add(String said, String quantity, Use use) {
        Optional<String> resource = said.isEmpty() ? AmountText.resourceOf(quantity) : Optional.of(said);
        if (resource.isEmpty()) askForResource(quantity, use);
        else if (isRelative)
            ask(
                    resource.get(),
                    "an amount can only be set, not be raised by another: to how much?",
                    Optional.empty(),
                    use);
        else if (AmountText.isQuantityOf(resource.get(), quantity))
            amounts.add(new Amount(resource.get(), AmountText.written(quantity), use));
        else
            ask(
                    resource.get(),
                    "\"" + quantity + "\" is no sensible amount of " + resource.get() + ": how much is meant?",
                    AmountText.nearest(resource.get(), quantity),
                    use);
    }

    /** A number alone may count anything. */
    private void askForResource(String quantity, Use use) {
        Optional<String> chosen = hearing.inquiry()
                .choice(
                        hearing.key("resource"),
                        hearing.told() + ": " + quantity + " of what?",
                        List.of("cpu", "memory"),
                        Optional.empty());
        if (chosen.isPresent()) add(chosen.get(), quantity, use);
        else isAsked = true;
    }

    private void askForAmounts() {
        phrase.takeAll(VAGUE);
        phrase.takeAll(Set.of("of"));
        for (Part part : parts)
            if (part.type() == Part.Type.RESOURCE)
                ask(part.text(), "how much " + part.text() + "?", Optional.empty(), usual());
    }

    private void ask(String resource, String question, Optional<String> suggested, Use use) {
        Optional<String> amount = hearing.inquiry()
                .words(
                        hearing.key(resource),
                        hearing.told() + ": " + question,
                        resource.equals("cpu") ? "200m" : "512Mi",
                        suggested);
        if (amount.isEmpty()) isAsked = true;
        else amounts.add(new Amount(resource, amount.get(), use));
    }

    private Heard removal() {
        List<String> resources = texts(Part.Type.RESOURCE);
        List<String> uses = texts(Part.Type.USE);
        for (String resource : resources)
            for (String use : uses)
                amounts.add(new Amount(resource, "", use.equals("limit") ? Use.LIMIT : Use.REQUEST));
        boolean isWhole = !amounts.isEmpty() && texts(Part.Type.QUANTITY).isEmpty();
        return isWhole
                ? new Heard.Wished(new Wish.Resources(hearing.container(), amounts))
                : new Heard.Unclear("say of which resource the limit or the request shall go");
    }

    private List<String> texts(Part.Type type) {
        return parts.stream()
                .filter(part -> part.type() == type)
                .map(Part::text)
                .distinct()
                .toList();
    }
}
