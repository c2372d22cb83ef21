package dev.landfall.e2e;

import dev.landfall.soak.Soak;
import dev.landfall.soak.VerdictTimes;
import java.util.Arrays;

/** The soak on the cluster that is up, and with {@code --verdict} the times of verdicts there. */
final class RealSoak {
    private static final int ROUNDS = 5;

    private RealSoak() {}

    public static void main(String[] arguments) throws Exception {
        boolean times = arguments.length > 0 && arguments[0].equals("--verdict");
        boolean good = times
                ? new VerdictTimes(RealSoakWorld::new, System.out)
                        .run(arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS)
                : new Soak(RealSoakWorld::new, System.out).isGood(withFewer(arguments));
        System.exit(good ? 0 : 1);
    }

    /** Fifty where nothing is said. */
    private static String[] withFewer(String... arguments) {
        if (Arrays.asList(arguments).contains("--changes")) return arguments;
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--changes";
        all[arguments.length + 1] = "50";
        return all;
    }
}
