package dev.landfall.operate;

import dev.landfall.change.Answers;
import dev.landfall.change.Change;
import dev.landfall.change.RequestException;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.EditDistance;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.words.Inquiry;
import dev.landfall.words.Mention;
import dev.landfall.words.ObjectLookup;
import dev.landfall.words.SmallWords;
import dev.landfall.words.Word;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Instructions in plain words, such as "scale web in shop to 5 and give it 512Mi". What they mean is worked out by rules
 * and shown back as typed instructions; what they leave open is asked, never guessed. Reads the cluster and writes
 * nothing.
 */
public final class PlainWords {
    private final Cluster cluster;
    private final Instructions instructions;
    private final LastChanges changes;
    private final String namespace;
    private final String defaultNamespace;

    /**
     * @param latest changes of Landfall, newest first, for who wants one back
     * @param namespace said beside the sentences, or empty
     * @param defaultNamespace where none is said at all
     */
    public PlainWords(
            Cluster cluster,
            Instructions instructions,
            Supplier<List<Change>> latest,
            String namespace,
            String defaultNamespace) {
        this.cluster = cluster;
        this.instructions = instructions;
        this.changes = new LastChanges(latest);
        this.namespace = namespace;
        this.defaultNamespace = defaultNamespace;
    }

    /**
     * @param answers to the questions that the same sentence has led to so far, by their keys
     * @throws RequestException where it cannot be meant, whatever is answered, or an answer has a wrong form
     */
    public Meant read(String text, Map<String, String> answers) {
        Inquiry inquiry = new Inquiry(new Answers(answers));
        return switch (Sentence.read(text, namespace, inquiry)) {
            case Reading.Refused refused -> throw new RequestException(refused.reason());
            case Reading.Asked asked -> new Meant.Asked(asked.questions(), told(asked.understood()));
            case Reading.Understood understood -> meant(understood.clauses(), inquiry);
        };
    }

    private Meant meant(List<Clause> clauses, Inquiry inquiry) {
        clauses.stream()
                .filter(clause -> clause.wish() instanceof Wish.TakeBack)
                .findFirst()
                .ifPresent(changes::refuseToTakeBack);
        ObjectLookup lookup = new ObjectLookup(cluster, defaultNamespace, inquiry);
        Fulfilment fulfilment = new Fulfilment(instructions, inquiry);
        Contradictions contradictions = new Contradictions(inquiry);
        for (Clause clause : clauses) {
            for (Mention mention : clause.objects()) {
                Optional<ObjectRef> object = lookup.find(mention);
                object.ifPresent(found -> fulfilment
                        .action(clause, mention, found)
                        .ifPresent(action -> contradictions.add(clause, action, found)));
            }
        }
        List<TypedInstruction> typed = contradictions.resolved();
        if (inquiry.isOpen()) return new Meant.Asked(inquiry.open(), told(clauses));
        inquiry.requireNoNeedlessAnswer();
        return new Meant.Understood(new TypedRequest(typed, fulfilment.notes()));
    }

    private static List<String> told(List<Clause> clauses) {
        return clauses.stream().map(Clause::text).toList();
    }

    /** Whether a sentence may begin with this word. */
    public static boolean mayBeginWith(String word) {
        return Vocabulary.verb(Word.plain(word)).isPresent() || Word.plain(word).isOf(SmallWords.BEGINNING);
    }

    /** Whether a word is rather a slip of the pen for another than the beginning of a sentence. */
    public static boolean isNear(String word, String other) {
        return EditDistance.between(word, other) <= EditDistance.tolerated(word);
    }
}
