package dev.landfall.remediate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.remediate.rule.Rules;
import dev.landfall.words.Mention;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What words complain of, before anything is looked up: symptoms @ objects, what is not understood behind a "?". */
class GrievanceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "web in shop keeps crashing | crashing @ web in shop",
                "web crashes and returns 503 | crashing, not-reached @ web",
                "why is deployment web in shop down? | not-reached @ deployment/web in shop",
                "why does web in shop keep restarting | crashing @ web in shop",
                "web in shop is in CrashLoopBackOff | crashing @ web in shop",
                "web is out of memory | memory @ web",
                "web was OOMKilled | memory @ web",
                "pods in shop stay pending | pending @ in shop",
                "the pods of web stay pending | pending @ web",
                "web pods are not ready | not-ready @ web",
                "web isn’t ready | not-ready @ web",
                "shop cannot pull its image | image @ shop",
                "the image of web can't be pulled | image @ web",
                "web is stuck in ImagePullBackOff | image @ web",
                "web returns 503 | not-reached @ web",
                "http 503 from web | not-reached @ web",
                "ingress shop times out | not-reached @ ingress/shop",
                "nobody can reach web | not-reached @ web",
                "blog does not sync | not-delivered @ blog",
                "application shop is out of sync | not-delivered @ application/shop",
                "web does not start | not-running @ web",
                "cronjob report does not run | not-running @ cronjob/report",
                "cronjob report is suspended | jobs @ cronjob/report",
                "web does not scale | not-scaled @ web",
                "the rollout of web is stuck | not-rolled-out @ web",
                "the readiness probe of web fails | probes @ web",
                "a volume of cache cannot be mounted | storage @ cache",
                "web is missing a variable | configuration @ web",
                "web cannot be created because of a quota | not-made @ web",
                "web and api crash | crashing @ web, api",
                "deployment registry crashes | crashing @ deployment/registry",
                "registry crashes | image, crashing @",
                "fix web | anything @ web",
                "web in shop | anything @ web in shop",
                "what is wrong with web? | anything @ web",
                "web does not work | anything @ web",
                "everything in shop is broken | anything @ in shop",
                "pods stay pending everywhere | pending @ everywhere",
                "something is wrong in the cluster | anything @ everywhere",
                "\"pending\" crashes | crashing @ pending",
                // not understood
                "web is purple | anything @ web ? purple",
                "web crashes after lunch | crashing @ web ? after lunch",
                "web is ready | not-ready @ web ? praise",
                "web does not crash | crashing @ web ? praise",
                "the job fails | anything @ ? job",
                "it crashes | crashing @ ? it"
            })
    void whatIsUnderstoodOfASentence(String sentence, String meaning) {
        assertThat(told(Grievance.of(sentence))).isEqualTo(meaning);
    }

    private static String told(Grievance heard) {
        String symptoms = heard.complaints().isEmpty()
                ? "anything"
                : heard.complaints().stream().map(Complaint::key).collect(Collectors.joining(", "));
        String objects = heard.mentions().named().stream().map(Mention::told).collect(Collectors.joining(", "));
        String places = heard.places().stream().map(place -> "in " + place).collect(Collectors.joining(" "));
        String unclear = Stream.of(
                        heard.mentions().unclear().stream().map(word -> word.text()),
                        heard.mentions().pronouns().stream().map(word -> word.text()),
                        Stream.of(heard.unclear(), heard.isPraise() ? "praise" : ""))
                .flatMap(words -> words)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
        String everywhere = heard.isEverywhere() ? "everywhere" : "";
        return Stream.of(symptoms, "@", objects, places, everywhere, unclear.isEmpty() ? "" : "? " + unclear)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    @Test
    void everyRuleIsMeantByASymptom() {
        assertThat(Rules.all(java.util.List.of()).stream().map(Analyzer::rule))
                .allMatch(rule -> Arrays.stream(Complaint.values()).anyMatch(complaint -> complaint.isOf(rule)));
    }

    @Test
    void everySymptomMeansRulesThatThereAre() {
        var rules = Rules.all(java.util.List.of()).stream().map(Analyzer::rule).toList();

        assertThat(Complaint.values())
                .allSatisfy(
                        complaint -> assertThat(complaint.rules()).isNotEmpty().isSubsetOf(rules));
    }
}
