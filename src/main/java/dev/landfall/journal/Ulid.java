package dev.landfall.journal;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * An identifier that sorts by time: 48 bits of milliseconds and 80 random bits as 26 characters of Crockford's base 32,
 * see https://github.com/ulid/spec.
 */
public record Ulid(String text) {
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern FORM = Pattern.compile("[0-7][" + DIGITS + "]{25}");

    public Ulid {
        if (!isUlid(text)) throw new IllegalStateException("not a ULID: " + text);
    }

    public static boolean isUlid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return text;
    }

    /** Makes identifiers of which each is greater than the one before, also within a millisecond. */
    public static final class Generator {
        private final InstantSource clock;
        private final RandomGenerator random;
        private BigInteger last = BigInteger.ZERO;

        public Generator(InstantSource clock, RandomGenerator random) {
            this.clock = clock;
            this.random = random;
        }

        public synchronized Ulid next() {
            BigInteger fresh = fresh();
            // Within the millisecond of the last one, or where the clock was set back, the spec counts on from it.
            boolean later = fresh.shiftRight(80).compareTo(last.shiftRight(80)) > 0;
            last = later ? fresh : last.add(BigInteger.ONE);
            return new Ulid(encoded(last));
        }

        private BigInteger fresh() {
            byte[] noise = new byte[10];
            random.nextBytes(noise);
            ByteBuffer bits = ByteBuffer.allocate(18).putLong(clock.millis()).put(noise);
            return new BigInteger(1, bits.array());
        }

        private static String encoded(BigInteger number) {
            String digits = number.toString(32);
            StringBuilder text = new StringBuilder("0".repeat(26 - digits.length()));
            digits.chars()
                    .map(digit -> DIGITS.charAt(Character.digit(digit, 32)))
                    .forEach(digit -> text.append((char) digit));
            return text.toString();
        }
    }
}
