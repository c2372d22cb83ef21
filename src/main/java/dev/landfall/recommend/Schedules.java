package dev.landfall.recommend;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** When something is to run, in words or as five fields of cron. */
final class Schedules {
    private static final String FIELD = "[\\d*][\\d*/,-]*";
    private static final String FIVE =
            "(" + FIELD + " " + FIELD + " " + FIELD + " (?:[\\d*]|[a-z]{3})[\\w*/,-]* (?:[\\d*]|[a-z]{3})[\\w*/,-]*)";
    private static final String TIME = "(?: (?:at )?(\\d{1,2}):(\\d{2}))";
    private static final List<String> DAYS =
            List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");

    /** Values of fields as the API server takes them (robfig/cron, standard parser). */
    private static final Pattern VALID =
            Pattern.compile("@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)|(?:[\\w*/,?-]+ ){4}[\\w*/,?-]+");

    private Schedules() {}

    static boolean isValid(String text) {
        if (!VALID.matcher(text).matches()) return false;
        if (text.startsWith("@")) return true;
        String[] fields = text.split(" ", -1);
        int[] most = {59, 23, 31, 12, 7};
        for (int i = 0; i < fields.length; i++) {
            for (String number : fields[i].replaceAll("/\\d+", "").split("[^0-9]+", -1))
                if (!number.isEmpty() && (number.length() > 2 || Integer.parseInt(number) > most[i])) return false;
        }
        return true;
    }

    static void take(Words words) {
        words.take("schedule", "(?:on )?(?:the )?(?:schedule|cron)?[ :=]*[\"']?" + FIVE + "[\"']?");
        words.each("every (\\d+) (minutes?|hours?)", phrase -> words.say("schedule", every(phrase), phrase));
        words.take("schedule", "(?:hourly|every hour)", "0 * * * *");
        words.each(
                "(?:nightly|daily|each night|every night|every day|each day)" + TIME,
                phrase -> words.say("schedule", at(phrase, 1, "* * *"), phrase));
        words.each(
                "(?:on |every |each )?weekdays?" + TIME,
                phrase -> words.say("schedule", at(phrase, 1, "* * 1-5"), phrase));
        words.each(
                "(?:every|each|on) (sunday|monday|tuesday|wednesday|thursday|friday|saturday)s?" + TIME,
                phrase -> words.say("schedule", at(phrase, 2, "* * " + day(phrase)), phrase));
        if (words.says("schedule")) return;
        // Said apart: "a nightly cronjob … at 02:30".
        boolean[] daily = {false};
        words.each("(?:nightly|daily|each night|every night|every day|each day)", phrase -> {
            daily[0] = true;
            words.say("kind", "CronJob", phrase);
        });
        words.each(
                "(?:cron ?job|job)(?= .*\\bat \\d{1,2}:\\d{2})",
                phrase -> {
                    daily[0] |= phrase.group().toLowerCase(Locale.ROOT).startsWith("cron");
                    words.say(
                            "kind",
                            phrase.group().toLowerCase(Locale.ROOT).startsWith("cron") ? "CronJob" : "Job",
                            phrase);
                });
        if (daily[0])
            words.each("at (\\d{1,2}):(\\d{2})", phrase -> words.say("schedule", at(phrase, 1, "* * *"), phrase));
        words.each("(?:weekly|monthly)", phrase -> words.say("kind", "CronJob", phrase));
    }

    private static String every(MatchResult phrase) {
        boolean minutes = phrase.group(2).toLowerCase(Locale.ROOT).startsWith("minute");
        return minutes ? "*/" + phrase.group(1) + " * * * *" : "0 */" + phrase.group(1) + " * * *";
    }

    private static String at(MatchResult phrase, int hour, String days) {
        return Integer.parseInt(phrase.group(hour + 1)) + " " + Integer.parseInt(phrase.group(hour)) + " " + days;
    }

    private static int day(MatchResult phrase) {
        return DAYS.indexOf(phrase.group(1).toLowerCase(Locale.ROOT));
    }
}
