package dev.landfall.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * One change: all about it follows from the seed and its number.
 *
 * @param perMille how many of a thousand requests meet a fault on their way until the change has landed; from then on,
 *     while it is tracked and each look is followed by another, {@value Weather#WORSE} times as many
 * @param outage whether nothing arrives for a while
 * @param deaths at which call of a port each process of Landfall ends; a negative one before the call does anything
 * @param delayMillis from the landing until what happens after it
 */
public record SoakCase(
        long seed,
        int number,
        Tool tool,
        Wish wish,
        Circumstance circumstance,
        int perMille,
        boolean outage,
        List<Integer> deaths,
        int delayMillis) {
    private static final int LAST_CALL = 90;
    private static final int LONGEST_DELAY_MILLIS = 2500;

    static SoakCase of(long seed, int number) {
        Random random = new Random(scrambled(seed, number));
        Tool tool = any(List.of(Tool.values()), random);
        Wish wish = any(List.of(Wish.values()), random);
        List<Circumstance> possible = new ArrayList<>();
        for (Circumstance each : Circumstance.values()) if (each.befalls(tool, wish)) possible.add(each);
        Circumstance circumstance = any(possible, random);
        int[] weathers = {0, 0, 0, 5, 10, 20};
        int perMille = weathers[random.nextInt(weathers.length)];
        boolean outage = random.nextInt(8) == 0;
        List<Integer> deaths = new ArrayList<>();
        for (int death = 0; death < 2 && random.nextInt(5) < 2; death++)
            deaths.add((1 + random.nextInt(LAST_CALL)) * (random.nextBoolean() ? 1 : -1));
        int delay = random.nextBoolean() ? random.nextInt(200) : random.nextInt(LONGEST_DELAY_MILLIS);
        return new SoakCase(seed, number, tool, wish, circumstance, perMille, outage, deaths, delay);
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    /** Random numbers of neighbouring seeds begin alike; those of neighbouring hashes do not. */
    private static long scrambled(long seed, int number) {
        return new SplittableRandom(seed * 1_000_003L + number).nextLong();
    }

    /** A seed of its own for one of the things that go on in it. */
    public long seedOf(int purpose) {
        return scrambled(seed, number) + purpose;
    }

    @Override
    public String toString() {
        return "%d %s %s %s%s%s%s"
                .formatted(
                        number,
                        tool,
                        wish,
                        circumstance,
                        perMille == 0 ? "" : " faults " + perMille + "/1000",
                        outage ? " outage" : "",
                        deaths.isEmpty() ? "" : " deaths " + deaths);
    }
}
