package dev.landfall.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.Program;
import dev.landfall.change.Change;
import dev.landfall.change.Outcome;
import dev.landfall.change.Patience;
import dev.landfall.change.Silence;
import dev.landfall.sandbox.Await;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** A change is followed between calls, once however many ask, and not for ever. */
@Execution(ExecutionMode.CONCURRENT)
class WatchesTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Patience PATIENCE = new Patience(LONG, LONG, LONG, LONG, Optional.empty());

    @TempDir
    Path home;

    private final AtomicReference<Duration> now = new AtomicReference<>(Duration.ZERO);
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private ModelWorld world;
    private Watches watches;
    private Change change;

    @BeforeEach
    void open() {
        world = new ModelWorld(home).delivered();
        world.configure("mcp: {apply: all}");
        watches = new Watches(this::counted, now::get);
        try (Workplace workplace = Program.in(home).workplaces().open()) {
            change = workplace.engine().storedChange(landed());
        }
    }

    @AfterEach
    void close() {
        now.set(LONG);
        Await.until("the end of what is watched", closed::get, count -> count == opened.get());
        world.close();
    }

    private String landed() {
        try (ModelClient client = world.client()) {
            JsonNode plan = client.call(
                            "operate",
                            "{\"action\":\"set\",\"objects\":[\"configmap/settings\"],\"namespace\":\"blog\","
                                    + "\"set\":[\"data.colour=green\"]}")
                    .at("/structuredContent/plan");
            return client.call(
                            "apply",
                            "{\"plan\":\"" + plan.path("id").asString() + "\",\"digest\":\""
                                    + plan.path("digest").asString() + "\"}")
                    .at("/structuredContent/change")
                    .asString();
        }
    }

    private Workplace counted() {
        Workplace real = Program.in(home).workplaces().open();
        opened.incrementAndGet();
        return (Workplace) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Workplace.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) closed.incrementAndGet();
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private Outcome ask() {
        return watches.await(change, PATIENCE, Duration.ZERO, new Silence()).worst();
    }

    @Test
    void whoeverAsksAgainJoinsTheSameLook() {
        for (int i = 0; i < 3; i++) {
            assertThat(ask()).isInstanceOf(Outcome.TimedOut.class);
            now.updateAndGet(then -> then.plusSeconds(100));
        }

        assertThat(opened).hasValue(1);
        assertThat(closed).hasValue(0);
    }

    @Test
    void whatNobodyAsksForIsNotLookedAtForEver() {
        ask();
        now.updateAndGet(then -> then.plusSeconds(120));

        Await.until("the end of what is watched", closed::get, count -> count == 1);
        ask();
        assertThat(opened).hasValue(2);
    }

    @Test
    void aFaultIsToldAndForgotten() {
        world.configure("no such setting: 1");
        assertThatThrownBy(this::ask).hasMessageContaining("no such setting");

        world.configure("mcp: {apply: all}");
        assertThat(ask()).isInstanceOf(Outcome.TimedOut.class);
    }
}
