package dev.landfall.recommend;

import dev.landfall.change.RequestException;
import dev.landfall.manifest.ImageReference;
import dev.landfall.reason.Printable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads an intent such as {@code deploy ghcr.io/acme/shop-api:1.4 in shop on port 8080 with 3 replicas}. Rules take phrases
 * one after the other, the more telling ones first; what no rule takes is told, never guessed at.
 */
final class IntentParser {
    private static final int LONGEST = 2_000;

    /** Verbs about what is there already. */
    private static final Pattern OTHER_VERB = Pattern.compile(
            "\\s*(scale|delete|remove|restart|rollout|roll|pause|resume|suspend|undo|update|upgrade|change|fix|debug|why|patch"
                    + "|edit|rename|stop|kill)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final String NAME = "([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)";
    private static final String HOST =
            "((?:\\*\\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9])(/[\\w./-]*)?";
    private static final String COUNT = "(\\d+|one|two|three|four|five|six|seven|eight|nine|ten)";
    private static final List<String> NUMBERS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

    /** Words between an article and a kind that name nothing. */
    private static final String NO_NAME =
            "(?!(?:a|an|the|new|simple|small|single|nightly|daily|hourly|weekly|monthly|one|kubernetes|stateful|cron|another)\\b)";

    private static final String NO_MANNER =
            "(?!(?:it|is|usual|before|soon|well|said|follows|root|user|admin|possible|required|needed)\\b)";

    private static final Map<String, String> KINDS = Map.of(
            "deployment", "Deployment",
            "statefulset", "StatefulSet",
            "stateful set", "StatefulSet",
            "daemonset", "DaemonSet",
            "daemon set", "DaemonSet",
            "cronjob", "CronJob",
            "cron job", "CronJob",
            "job", "Job");
    private static final String KIND = "(deployment|stateful ?set|daemon ?set|cron ?job|job)";

    private IntentParser() {}

    /** @throws RequestException where it is no wish for something new */
    static Intent parse(String text) {
        if (text.length() > LONGEST)
            throw RequestException.because(
                    "intent-too-long",
                    "the intent has more than " + LONGEST + " characters",
                    "say it in a few sentences");
        if (OTHER_VERB.matcher(text).matches())
            throw RequestException.because(
                    "not-a-new-object",
                    "\"" + Printable.line(text, 80)
                            + "\" is about what is there already, and recommend makes what is new",
                    "see landfall help operate");
        Words words = new Words(text);
        variables(words);
        Schedules.take(words);
        images(words);
        workload(words);
        exposure(words);
        sizes(words);
        place(words);
        kinds(words);
        nameAfterAs(words);
        return words.intent();
    }

    /** Last, for much may follow this word: {@code as root}, {@code as a job}, {@code as part of shop}, {@code as usual}. */
    private static void nameAfterAs(Words words) {
        if (!words.says("name"))
            words.take("name", "as " + NO_NAME + NO_MANNER + NAME + "(?= (?:in|on|with|to|behind|and) | *\\x00| *$)");
    }

    private static void variables(Words words) {
        words.each(
                "(?:with |and )?(?-i:([A-Z_][A-Z0-9_]*))=(\"[^\"]*\"|'[^']*'|[^\\s,;]+)",
                phrase -> words.setVariable(phrase.group(1), phrase.group(2).replaceAll("^[\"']|[\"']$", "")));
        words.take("part-of", "(?:as )?part of " + NAME);
    }

    private static void images(Words words) {
        String reference = "([a-z0-9][\\w.-]*(?::\\d+)?(?:/[\\w.-]+)+(?::[\\w.-]*\\w)?(?:@sha256:[0-9a-f]{64})?"
                + "|[a-z][\\w.-]*@sha256:[0-9a-f]{64}|[a-z][\\w.-]*:[\\w][\\w.-]*(?:@sha256:[0-9a-f]{64})?)";
        words.take("gateway", "(?:with |through |via |at |on |behind )?(?:the )?gateway ((?:[a-z0-9-]+/)?[a-z0-9-]+)");
        words.each("(?:behind|host|hostname|at|under) " + HOST, phrase -> sayHost(words, phrase));
        words.each("(?:(?:the )?image |running )?" + reference, phrase -> {
            String image = phrase.group(1).replaceAll("\\.$", "");
            words.say("image", image, phrase);
            if (!ImageReference.isValid(image))
                throw RequestException.because(
                        "bad-image",
                        "\"" + Printable.line(image, 120) + "\" is not an image reference",
                        "write it as [HOST[:PORT]/]NAME[:TAG][@DIGEST], the name in lower case");
        });
        words.take("image", "image ([a-z0-9][\\w.-]*)");
    }

    private static void workload(Words words) {
        words.each(
                "(?:auto-?)?scal(?:e|es|ed|ing) (?:it )?(?:between |from )?(\\d+) ?(?:and|to|-|–) ?(\\d+)(?: replicas| pods)?"
                        + "(?: (?:at|on) (\\d+) ?%(?: of)?(?: cpu)?)?",
                phrase -> autoscaled(words, phrase));
        words.each(
                "(\\d+) ?(?:to|-|–) ?(\\d+) (?:replicas|pods|copies)(?: (?:at|on) (\\d+) ?%(?: of)?(?: cpu)?)?",
                phrase -> autoscaled(words, phrase));
        words.each(COUNT + " (?:replicas?|copies|copy|instances?|pods?)", phrase -> count(words, "replicas", phrase));
        words.each("replicas?[ :=]" + COUNT, phrase -> count(words, "replicas", phrase));
        words.take("port", "(?:on |at |with |listening on |exposing )?(?:tcp )?port[ :=]?(\\d+)");
        words.take(
                "health-path",
                "(?:with )?(?:an? )?(?:health(?: ?checks?)?|probes?|probed|readiness)(?: path)?(?: at| on| is)?[ :=](/[\\w./-]*)");
        words.take("read-only-root", "(?:with )?(?:an? )?read-?only (?:root )?(?:file ?system|root)", "yes");
        words.take("read-only-root", "(?:with )?(?:an? )?writable (?:root )?(?:file ?system|root)", "no");
        words.take("run-as-non-root", "(?:running )?as root", "no");
        words.take("run-as-non-root", "(?:running )?as (?:a )?non-?root(?: user)?", "yes");
        words.take("slow-start", "(?:(?:that|which) )?(?:starts slowly|slow start(?:ing)?|slow to start)", "yes");
        words.take("network-policy", "(?:without|no) (?:an? )?network ?policy", "no");
        words.take("network-policy", "(?:with )?(?:an? )?network ?policy", "yes");
    }

    private static void autoscaled(Words words, MatchResult phrase) {
        words.say("min-replicas", phrase.group(1), phrase);
        words.say("max-replicas", phrase.group(2), phrase);
        if (phrase.group(3) != null) words.say("cpu-percent", phrase.group(3), phrase);
    }

    private static void count(Words words, String key, MatchResult phrase) {
        String count = phrase.group(1).toLowerCase(Locale.ROOT);
        words.say(key, NUMBERS.contains(count) ? String.valueOf(NUMBERS.indexOf(count)) : count, phrase);
    }

    private static void exposure(Words words) {
        words.take(
                "tls-secret", "(?:with |over |by )?(?:tls|https)(?: with| from| by| using)?(?: the)? secret " + NAME);
        words.take("tls", "(?:with|over|by|via|using) (?:tls|https)", "yes");
        words.take("tls", "(?:without|no) (?:tls|https)", "no");
        words.take("secret", "(?:with |from |using )?(?:the )?secret (?!named|called)" + NAME);
        words.take("ingress-class", "(?:with |through |via )?(?:the )?ingress ?class " + NAME);
        words.each(
                "(?:for|on|via|exposed (?:at|as|on|under)|reachable (?:at|as|under)|domain|dns name|url) " + HOST,
                phrase -> sayHost(words, phrase));
        words.take("exposed-by", "(?:with |through |via |by |behind )?(?:an? )?ingress", "Ingress");
        words.take("exposed-by", "(?:with |through |via |by |behind )?(?:an? )?http ?route", "HTTPRoute");
    }

    private static void sayHost(Words words, MatchResult phrase) {
        words.say("host", phrase.group(1).toLowerCase(Locale.ROOT), phrase);
        if (phrase.group(2) != null && phrase.group(2).length() > 1) words.say("url-path", phrase.group(2), phrase);
    }

    private static void sizes(Words words) {
        String size = "(\\d+(?:\\.\\d+)?(?:[KMGT]i?B?))";
        String cores = "(\\d+m|\\d+(?:\\.\\d+)?)";
        words.take("storage-class", "(?:with |of |on |using )?(?:the )?storage ?class " + NAME);
        words.each("(?:up to )?" + size + " (?:of )?(?:memory|ram)", phrase -> quantity(words, "memory-limit", phrase));
        words.each("(?:memory|ram)(?: limit)?[ :=](?:of )?" + size, phrase -> quantity(words, "memory-limit", phrase));
        words.take("cpu-request", cores + " (?:of )?(?:cpus?|cores?)");
        words.take("cpu-request", "cpu[ :=](?:of )?" + cores);
        words.each(
                "(?:with |and )?(?:an? )?" + size + " (?:of )?(?:persistent )?(?:storage|disk|volume)",
                phrase -> quantity(words, "storage", phrase));
        words.each("(?:storage|disk|volume)[ :=](?:of )?" + size, phrase -> quantity(words, "storage", phrase));
        words.take("mount-path", "(?:mounted |mount )?(?:at|on|under) (/[\\w./-]+)");
    }

    /** People write GB for what Kubernetes calls G. */
    private static void quantity(Words words, String key, MatchResult phrase) {
        String text = phrase.group(1).replaceAll("(?i)b$", "");
        char unit = Character.toUpperCase(text.charAt(text.replaceAll("i$", "").length() - 1));
        String number = text.replaceAll("[A-Za-z]+$", "");
        words.say(
                key,
                number + (unit == 'K' && !text.endsWith("i") ? 'k' : unit) + (text.endsWith("i") ? "i" : ""),
                phrase);
    }

    private static void place(Words words) {
        words.take("where", "(?:written |applied )?direct(?:ly)?(?: (?:to|into|in) the cluster)?", "direct");
        words.take("namespace", "(?:in |into |to )?(?:the )?namespace " + NAME);
        words.take("namespace", "(?:in|into|to) (?:the )?" + NAME + " namespace");
        words.take("name", "(?:named|called|with (?:the )?name|name[ :=])[ ]?" + NAME);
        words.take("namespace", "in " + NO_NAME + NAME);
    }

    private static void kinds(Words words) {
        words.take("kind", "(?:one pod )?(?:on|for) (?:every|each|all) (?:nodes?|machines?)", "DaemonSet");
        words.each("(?:as )?(?:(?:an?|the) )" + NO_NAME + NAME + " " + KIND, phrase -> {
            if (!words.says("name")) words.say("name", phrase.group(1), phrase);
            words.say("kind", kind(phrase.group(2)), phrase);
        });
        words.each(
                "(?:as )?(?:(?:an?|the) )?(?:nightly |daily )?" + KIND + "s?",
                phrase -> words.say("kind", kind(phrase.group(1)), phrase));
        // A size in front of no other word is the storage of what keeps something.
        if (words.says("kind") && words.firstSaid("kind").equals("StatefulSet"))
            words.each("(\\d+(?:\\.\\d+)?(?:[KMGT]i?B?))", phrase -> quantity(words, "storage", phrase));
        if (words.says("schedule") && !words.says("kind")) words.say("kind", "CronJob", "a schedule");
        if (!words.says("kind") && words.says("image")) words.take("kind", "deploy", "Deployment");
    }

    private static String kind(String word) {
        return KINDS.get(word.toLowerCase(Locale.ROOT));
    }
}
