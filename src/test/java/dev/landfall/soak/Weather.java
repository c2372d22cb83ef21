package dev.landfall.soak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Random;

/**
 * What happens to requests on their way to a server and back, as a seed decides: most arrive, some are late, cut off
 * before or after the server has done what they ask for, or answered by a server that cannot.
 */
public final class Weather {
    static final int WORSE = 5;
    private static final int LONGEST_DELAY_MILLIS = 250;

    private final Random random;
    private int perMille;
    private final boolean hasOutage;
    private final int outageAt;
    private final long outageNanos;
    private int requests;
    private long outageUntil;
    private volatile boolean over;
    private volatile boolean held;

    /** What becomes of one request. */
    enum Fate {
        ARRIVES,
        LATE,
        /** The connection ends before the server hears of it. */
        CUT_BEFORE,
        /** The server does it, and the answer is lost. */
        CUT_AFTER,
        TOO_MANY_REQUESTS,
        INTERNAL_ERROR,
        UNAVAILABLE,
        /** A list or a watch that is to go on is too old. */
        GONE
    }

    /**
     * @param perMille how many of a thousand requests do not simply arrive
     * @param hasOutage whether nothing at all arrives for a while, once
     */
    public Weather(long seed, int perMille, boolean hasOutage) {
        this.random = new Random(seed);
        this.perMille = perMille;
        this.hasOutage = hasOutage;
        this.outageAt = 1 + random.nextInt(120);
        this.outageNanos = (300 + random.nextInt(1500)) * 1_000_000L;
    }

    static Weather calm() {
        return new Weather(0, 0, false);
    }

    /** From now on everything arrives. */
    public void clears() {
        over = true;
    }

    /** While it is held, everything arrives, and nothing is counted. */
    public void holds(boolean calm) {
        held = calm;
    }

    public synchronized void worsens() {
        perMille *= WORSE;
    }

    synchronized Fate next() {
        if (over || held) return Fate.ARRIVES;
        long now = System.nanoTime();
        if (++requests == outageAt && hasOutage) outageUntil = now + outageNanos;
        if (outageUntil != 0 && now < outageUntil) return Fate.CUT_BEFORE;
        if (random.nextInt(1000) >= perMille) return Fate.ARRIVES;
        Fate[] faults = Fate.values();
        return faults[1 + random.nextInt(faults.length - 1)];
    }

    private synchronized int delay() {
        return random.nextInt(LONGEST_DELAY_MILLIS);
    }

    /** Lets the request meet its fate on the way to what answers it. */
    public void meet(HttpExchange exchange, HttpHandler server) throws IOException {
        boolean watches = String.valueOf(exchange.getRequestURI().getQuery()).contains("watch=true");
        switch (next()) {
            case ARRIVES -> server.handle(exchange);
            case LATE -> {
                pause(delay());
                server.handle(exchange);
            }
            case CUT_BEFORE -> exchange.close();
            // A watch has no end of its own: it is cut off a while after it began.
            case CUT_AFTER -> {
                if (watches) cutLater(exchange);
                server.handle(watches ? exchange : new Unanswered(exchange));
                exchange.close();
            }
            case TOO_MANY_REQUESTS -> fail(exchange, 429);
            case INTERNAL_ERROR -> fail(exchange, 500);
            case UNAVAILABLE -> fail(exchange, 503);
            case GONE -> {
                boolean goesOn = watches
                        || String.valueOf(exchange.getRequestURI().getQuery()).contains("continue=");
                if (goesOn) fail(exchange, 410);
                else server.handle(exchange);
            }
        }
    }

    private void cutLater(HttpExchange exchange) {
        int millis = 2 * delay();
        Thread.startVirtualThread(() -> {
            pause(millis);
            exchange.close();
        });
    }

    private static void fail(HttpExchange exchange, int status) throws IOException {
        try (exchange) {
            if (status == 429) exchange.getResponseHeaders().set("Retry-After", "1");
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
