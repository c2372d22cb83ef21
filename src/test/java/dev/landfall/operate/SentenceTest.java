package dev.landfall.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.change.Answers;
import dev.landfall.change.Question;
import dev.landfall.reason.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a sentence means without a look at the cluster. */
class SentenceTest {
    private static final long SEED = 20261129;

    /** Of sentences, besides their verbs. */
    private static final String SCRAPS =
            "web worker shop deployment/web deployments configmap it them and , then ; in to"
                    + " by of on from between at the a replicas image tag memory cpu limit request env label annotation 5 -1 0.5"
                    + " 70% 512Mi 512m 512MB 2-5 zero A=b =b a= = - -n / // a/b/c [ a[b=c] a[b=c]- \" ' \"x y\" x- LOG_LEVEL"
                    + " spec.replicas v1.2 web:1.2 @ é 数 container namespace up down more don't percent max min";

    /** A clause as {@code wish @ objects}, several by {@code ;}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                // how many
                "scale web in shop to 5 | scale --replicas 5 @ web in shop",
                "scale web to 5 | scale --replicas 5 @ web",
                "Scale Web To 5 | scale --replicas 5 @ Web",
                "scale deployment/web to 5 replicas | scale --replicas 5 @ deployment/web",
                "scale the web deployment to three replicas please | scale --replicas 3 @ deployment/web",
                "scale deployment web in the shop namespace to 0 | scale --replicas 0 @ deployment/web in shop",
                "scale web in namespace shop to zero | scale --replicas 0 @ web in shop",
                "scale web -n shop to 5 | scale --replicas 5 @ web in shop",
                "scale web --namespace=shop to 5 | scale --replicas 5 @ web in shop",
                "in shop scale web to 5 | ?clause",
                "please scale web to 5 now. | scale --replicas 5 @ web",
                "can you scale web to 5? | scale --replicas 5 @ web",
                "I want to scale web to 5 | scale --replicas 5 @ web",
                "set replicas of web to 5 | scale --replicas 5 @ web",
                "set web to 5 replicas | scale --replicas 5 @ web",
                "give web 5 replicas | scale --replicas 5 @ web",
                "run 5 replicas of web | scale --replicas 5 @ web",
                "run web with 5 pods | scale --replicas 5 @ web",
                "scale web up by 2 | +2 @ web",
                "scale up web by 2 | +2 @ web",
                "scale web down by one | -1 @ web",
                "add 2 replicas to web | +2 @ web",
                "remove 2 replicas from web | -2 @ web",
                "give web 2 more replicas | +2 @ web",
                "increase replicas of web by 2 | +2 @ web",
                "increase web to 5 | up to 5 @ web",
                "reduce web to 1 | down to 1 @ web",
                "scale web down to zero | down to 0 @ web",
                "double web | x2/1 @ web",
                "triple the web deployment in shop | x3/1 @ deployment/web in shop",
                "halve web | x1/2 @ web",
                "scale web | ?replicas",
                "scale web 5 | ?replicas",
                "scale web to -1 | ?replicas",
                "scale web to 1.5 | ?replicas",
                "scale web to 99999999999 | ?replicas",
                "scale web by 2 | ?scale-by",
                "scale web to lots | ?replicas ?clause",
                "scale it to 5 | ?object",
                "scale to 5 | ?object",
                // images
                "set image of web to registry.example.com/web:1.4 | image registry.example.com/web:1.4 @ web",
                "set image of deployment/api in shop to registry.example.com/api:1.4"
                        + " | image registry.example.com/api:1.4 @ deployment/api in shop",
                "set web image to web:1.4 | image web:1.4 @ web",
                "set the image of web to nginx | image nginx @ web",
                "update web to registry.example.com:5000/web:1.4 | image registry.example.com:5000/web:1.4 @ web",
                "use image web:1.4 for web | image web:1.4 @ web",
                "deploy web:1.4 to web | image web:1.4 @ web",
                "set image of container proxy in web in shop to proxy:2 | image proxy:2 (proxy) @ web in shop",
                "set the image of the proxy container of web to proxy:2 | image proxy:2 (proxy) @ web",
                "upgrade web to 1.4 | tag 1.4 @ web",
                "bump web to 1.4.2 | tag 1.4.2 @ web",
                "set the image tag of web to v2 | tag v2 @ web",
                "set image of web to 1.4 | tag 1.4 @ web",
                "set image of web | ?image",
                "set image of web to Upper/Case | ?image",
                "upgrade web | ?image",
                // the environment, labels, annotations, fields
                "set LOG_LEVEL=debug on web | set-env LOG_LEVEL=debug @ web",
                "set LOG_LEVEL=debug in web in shop | set-env LOG_LEVEL=debug @ web in shop",
                "set LOG_LEVEL = debug on web | set-env LOG_LEVEL=debug @ web",
                "set LOG_LEVEL to debug on web | set-env LOG_LEVEL=debug @ web",
                "set LOG_LEVEL of web to debug | set-env LOG_LEVEL=debug @ web",
                "set env LOG_LEVEL to \"very loud\" on web | set-env LOG_LEVEL=very loud @ web",
                "set GREETING='hello, world' on web | set-env GREETING=hello, world @ web",
                "set HOSTS=a,b,c on web | set-env HOSTS=a,b,c @ web",
                "set A=1 and B=2 on web | set-env A=1 B=2 @ web",
                "set env log-level=debug on container proxy of web | set-env log-level=debug --container proxy @ web",
                "add env LOG_LEVEL=debug to web | set-env LOG_LEVEL=debug @ web",
                "remove env LOG_LEVEL from web | set-env LOG_LEVEL- @ web",
                "remove LOG_LEVEL from web | set-env LOG_LEVEL- @ web",
                "unset LOG_LEVEL and DEBUG on web | set-env LOG_LEVEL- DEBUG- @ web",
                "label web tier=front | label tier=front @ web",
                "label web with tier=front and team=shop | label tier=front team=shop @ web",
                "label namespace shop team=a | label team=a @ namespace/shop",
                "add label tier=front to web | label tier=front @ web",
                "set label tier of web to front | label tier=front @ web",
                "remove label tier from web | label tier- @ web",
                "label web tier- | label tier- @ web",
                "annotate service web example.com/on-call=shop | annotate example.com/on-call=shop @ service/web",
                "add annotation example.com/on-call=shop to web | annotate example.com/on-call=shop @ web",
                "annotate web example.com/on-call- | annotate example.com/on-call- @ web",
                "set spec.minReadySeconds=10 on web | set spec.minReadySeconds=10 @ web",
                "set spec.schedule of cronjob report to \"0 3 * * *\" | set spec.schedule=0 3 * * * @ cronjob/report",
                "set field schedule of cronjob report to @daily | set schedule=@daily @ cronjob/report",
                "set tier=front on web | ?setting",
                "set tier of web to front | ?setting",
                "label web | ?clause",
                "label web tier=a=b | ?clause",
                "unset web | ?clause",
                // memory and CPU
                "give web 512Mi | memory=512Mi @ web",
                "give web 512Mi memory | memory=512Mi @ web",
                "give web 512 Mi of memory | memory=512Mi @ web",
                "give web 200m cpu and 512Mi memory | cpu=200m memory=512Mi @ web",
                "give web 0.5 cpus | cpu=0.5 @ web",
                "give web 512MiB | memory=512Mi @ web",
                "set memory of web to 512Mi | memory=512Mi @ web",
                "set memory to 512Mi and cpu to 200m on web | memory=512Mi cpu=200m @ web",
                "set cpu=100m,memory=64Mi for web | cpu=100m memory=64Mi @ web",
                "limit web to 1 cpu | limit cpu=1 @ web",
                "limit web to 1 cpu and 512Mi memory | limit cpu=1 limit memory=512Mi @ web",
                "set memory limit of web to 512Mi | limit memory=512Mi @ web",
                "give web at most 512Mi | limit memory=512Mi @ web",
                "request 100m cpu for web | request cpu=100m @ web",
                "set memory limit of web to 512Mi and request to 256Mi | limit memory=512Mi request memory=256Mi @ web",
                "limit web to 512Mi and request 256Mi memory for web | limit memory=512Mi request memory=256Mi @ web",
                "raise memory of web to 1Gi | memory=1Gi @ web",
                "remove the cpu limit from web | limit cpu= @ web",
                "give web 512MB | ?memory",
                "give web 512m memory | ?memory",
                "give web 1g | ?memory",
                "give web 512Mi cpu | ?cpu",
                "give web more memory | ?memory",
                "increase memory of web by 128Mi | ?memory",
                "give web 2 | ?resource",
                "give web something | ?clause",
                "give web 256Mi memory and 512Mi memory | ?clause",
                "limit web | ?clause",
                // the rest of the verbs
                "restart web | restart @ web",
                "restart web and worker in shop | restart @ web in shop, worker in shop",
                "restart web, api and worker | restart @ web, api, worker",
                "restart deployments web and worker | restart @ deployments/web, deployments/worker",
                "restart the web and worker deployments | restart @ deployments/web, deployments/worker",
                "restart web in shop and api in stage | restart @ web in shop, api in stage",
                "rollout restart deployment/web | restart @ deployment/web",
                "bounce \"restart\" | restart @ restart",
                "restart widget big | restart @ widget big",
                "pause cronjob report | pause @ cronjob/report",
                "suspend the report cronjob | pause @ cronjob/report",
                "resume web | resume @ web",
                "autoscale web between 2 and 5 at 70% cpu | autoscale --min 2 --max 5 --cpu-percent 70 @ web",
                "autoscale web from 2 to 5 | autoscale --min 2 --max 5 --cpu-percent 80 @ web",
                "autoscale web 2-5 at 60 percent | autoscale --min 2 --max 5 --cpu-percent 60 @ web",
                "autoscale web with min 2 and max 5 | autoscale --min 2 --max 5 --cpu-percent 80 @ web",
                "autoscale web | ?min ?max",
                "autoscale web up to 10 | ?min",
                "autoscale web between 5 and 2 | ?clause",
                "delete configmap old in shop | delete @ configmap/old in shop",
                "remove web | delete @ web",
                "delete configmap/a, configmap/b | delete @ configmap/a, configmap/b",
                "stop web | ?meaning",
                "start web | ?meaning",
                "roll back web in shop | rollout-undo @ web in shop",
                "roll web in shop back | rollout-undo @ web in shop",
                "roll the last rollout of web back and scale it to 3"
                        + " | rollout-undo @ web; scale --replicas 3 @ web",
                "rollout undo deployment/web | rollout-undo @ deployment/web",
                "roll back | ?object",
                "roll web | ?clause",
                "revert web in shop | take back @ web in shop",
                "undo the last change of web | take back @ web",
                "undo | take back @",
                // several clauses
                "scale web in shop to 5 and give it 512Mi | scale --replicas 5 @ web in shop; memory=512Mi @ web in shop",
                "scale web to 5, then restart it | scale --replicas 5 @ web; restart @ web",
                "restart web and worker and scale them to 3"
                        + " | restart @ web, worker; scale --replicas 3 @ web, worker",
                "scale web to 5; restart api. Delete configmap old"
                        + " | scale --replicas 5 @ web; restart @ api; delete @ configmap/old",
                "scale web in shop to 5 and restart worker | scale --replicas 5 @ web in shop; restart @ worker in shop",
                "set replicas of web to 5 and image to web:1.2 | scale --replicas 5 @ web; image web:1.2 @ web",
                "scale web to 5 and restart worker in shop | ?namespace-for-web",
                "restart web and worker and scale it to 3 | ?object-2",
                "scale web to 5 and restart | ?object-2",
                "delete web and scale it | ?replicas-2",
                // not understood
                "make web faster | ?clause",
                "fix web | ?clause",
                "resart web | ?clause",
                "don't scale web to 5 | ?clause",
                "if web is broken restart it | ?clause",
                "restart everything | ?clause",
                "restart all pods in shop | ?clause",
                "restart web tomorrow | ?clause",
                "restart web very quickly | ?clause",
                "scale web to 5 unless it is night | ?clause",
                "scale web to 5 or 6 | ?clause",
                "restart deployment | ?object",
                "please | ?clause",
                "web | ?clause",
                "? | ?clause",
            })
    void isUnderstoodOrAskedAbout(String sentence, String meaning) {
        assertThat(told(Sentence.read(sentence, "", Answers.none()))).isEqualTo(meaning == null ? "" : meaning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "make web faster | \"web faster\"",
                "resart web | did you mean \"restart\"?",
                "restart web very quickly | \"web very quickly\"",
                "restart web tomorrow | tomorrow",
                "scale web to -1 | \"-1\"",
                "give web 512MB | \"512MB\"",
                "scale web to 5 unless it is night | unless it is night",
                "autoscale web between 5 and 2 | from 5 to 2 is no range",
                "label web tier=a=b | a=b"
            })
    void theWordsThatAreNotUnderstoodAreNamed(String sentence, String words) {
        Reading.Asked asked = (Reading.Asked) Sentence.read(sentence, "", Answers.none());

        assertThat(asked.questions()).anyMatch(question -> question.text().contains(words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "scale web | replicas=5 | scale --replicas 5 @ web",
                "scale web by 2 | scale-by=times 2 | x2/1 @ web",
                "stop web | meaning=pause | pause @ web",
                "make web faster | clause=give web 2 cpus | cpu=2 @ web",
                "make web faster and restart it | clause=give web 1 cpu | cpu=1 @ web; restart @ web",
                "give web 512MB | memory=512Mi | memory=512Mi @ web",
                "set tier=front on web | setting=label | label tier=front @ web",
                "scale web to 5 and restart worker in shop | namespace-for-web=stage"
                        + " | scale --replicas 5 @ web in stage; restart @ worker in shop",
                "scale web to 5 and restart | object-2=web | scale --replicas 5 @ web; restart @ web",
                "restart deployment | object=deployment/web | restart @ deployment/web"
            })
    void anAnswerLeadsOn(String sentence, String answer, String meaning) {
        String[] both = answer.split("=", 2);

        assertThat(told(Sentence.read(sentence, "", new Answers(Map.of(both[0], both[1])))))
                .isEqualTo(meaning);
    }

    @Test
    void whatIsSaidAnewAndNotUnderstoodEitherIsRefused() {
        Reading reading = Sentence.read("make web faster", "", new Answers(Map.of("clause", "make it quick")));

        assertThat(((Reading.Refused) reading).reason())
                .satisfies(reason -> assertThat(reason.code()).isEqualTo("not-understood"))
                .satisfies(reason -> assertThat(reason.message()).contains("quick"));
    }

    @ParameterizedTest
    @CsvSource({"'',no-sentence", "'  ',no-sentence", "scale\u001b[31m web,control-characters"})
    void noSentenceIsRefused(String text, String code) {
        assertThat(((Reading.Refused) Sentence.read(text, "", Answers.none()))
                        .reason()
                        .code())
                .isEqualTo(code);
    }

    @Test
    void hiddenCharactersAreRefusedAndShown() {
        for (String hidden : List.of("\u202e", "\u200b", "\u0000", "\n", "\u2028")) {
            Reading reading = Sentence.read("scale web" + hidden + " to 5", "", Answers.none());
            assertThat(((Reading.Refused) reading).reason().code()).isEqualTo("control-characters");
        }
    }

    @Test
    void aSentenceHasAnEnd() {
        Reading reading = Sentence.read("restart web ".repeat(100), "", Answers.none());

        assertThat(((Reading.Refused) reading).reason().code()).isEqualTo("sentence-too-long");
    }

    @Test
    void aNamespaceBesideTheSentenceHoldsWhereNoneIsSaid() {
        assertThat(told(Sentence.read("restart web", "shop", Answers.none()))).isEqualTo("restart @ web in shop");
        assertThat(told(Sentence.read("restart web and worker in shop", "shop", Answers.none())))
                .isEqualTo("restart @ web in shop, worker in shop");
        assertThat(told(Sentence.read("scale web to 5, restart worker in stage", "shop", Answers.none())))
                .isEqualTo("scale --replicas 5 @ web in shop; restart @ worker in stage");
        assertThat(told(Sentence.read("restart web in shop", "stage", Answers.none())))
                .isEqualTo("?namespace");
        assertThat(told(Sentence.read("restart web in shop", "stage", new Answers(Map.of("namespace", "shop")))))
                .isEqualTo("restart @ web in shop");
    }

    /** Whatever is said, it is understood, asked about or refused; and what is understood has an object and a wish. */
    @Test
    void nothingThatIsSaidIsAFault() {
        Random random = new Random(SEED);
        List<String> words = Stream.concat(Vocabulary.verbsInWords().stream(), Arrays.stream(SCRAPS.split(" ")))
                .toList();
        for (int i = 0; i < 20_000; i++) {
            String sentence = random.ints(1 + random.nextInt(9), 0, words.size())
                    .mapToObj(words::get)
                    .collect(Collectors.joining(random.nextInt(8) == 0 ? "" : " "));
            try {
                isConsistent(Sentence.read(sentence, "", Answers.none()));
            } catch (RuntimeException | AssertionError fault) {
                throw new AssertionError("seed " + SEED + ": " + sentence, fault);
            }
        }
    }

    private static void isConsistent(Reading reading) {
        switch (reading) {
            case Reading.Understood(List<Clause> clauses) ->
                assertThat(clauses)
                        .isNotEmpty()
                        .allMatch(clause -> !clause.objects().isEmpty() || clause.wish() instanceof Wish.TakeBack);
            case Reading.Asked(List<Question> questions, List<Clause> _) ->
                assertThat(questions).isNotEmpty().extracting(Question::key).doesNotHaveDuplicates();
            case Reading.Refused(Reason reason) -> assertThat(reason.remedy()).isNotEmpty();
        }
    }

    private static String told(Reading reading) {
        return switch (reading) {
            case Reading.Understood understood ->
                understood.clauses().stream().map(SentenceTest::told).collect(Collectors.joining("; "));
            case Reading.Asked asked ->
                asked.questions().stream().map(question -> "?" + question.key()).collect(Collectors.joining(" "));
            case Reading.Refused refused -> "!" + refused.reason().code();
        };
    }

    private static String told(Clause clause) {
        String objects = clause.objects().stream()
                .map(object -> object.told() + (object.hasPlace() ? " in " + object.namespace() : ""))
                .collect(Collectors.joining(", "));
        return (told(clause.wish()) + " @ " + objects).strip();
    }

    private static String told(Wish wish) {
        return switch (wish) {
            case Wish.Exactly(Action action) -> (action.verb() + " " + String.join(" ", action.words())).strip();
            case Wish.MoreReplicas(int more) -> "%+d".formatted(more);
            case Wish.TimesReplicas(int times, int part) -> "x" + times + "/" + part;
            case Wish.ReplicasTowards(int replicas, boolean isMore) -> (isMore ? "up to " : "down to ") + replicas;
            case Wish.Image(String container, String image) -> "image " + image + in(container);
            case Wish.Tag(String container, String tag) -> "tag " + tag + in(container);
            case Wish.Resources(String container, List<Wish.Amount> amounts) ->
                amounts.stream().map(SentenceTest::told).collect(Collectors.joining(" ")) + in(container);
            case Wish.TakeBack _ -> "take back";
        };
    }

    private static String told(Wish.Amount amount) {
        String use = switch (amount.use()) {
            case GIVEN -> "";
            case LIMIT -> "limit ";
            case REQUEST -> "request ";
        };
        return use + amount.resource() + "=" + amount.quantity();
    }

    private static String in(String container) {
        return container.isEmpty() ? "" : " (" + container + ")";
    }
}
