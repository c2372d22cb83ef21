package dev.landfall.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every journal must do; each kind of journal has a test that extends this. */
abstract class JournalContract {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final StoredPlan PLAN =
            new StoredPlan("01JAAAAAAAAAAAAAAAAAAAAAAA", "digest", NOW, "{\"a\": \"ü\"}");
    private static final StoredChange CHANGE = change("01JBBBBBBBBBBBBBBBBBBBBBBB", PLAN.id(), NOW);

    private Journal journal;

    /** One more way into the same journal, which is empty before a test. */
    abstract Journal open();

    @BeforeEach
    void openFirst() {
        journal = open();
    }

    @AfterEach
    void closeFirst() {
        journal.close();
    }

    @Test
    void whatIsSavedIsFoundByAnother() {
        journal.save(PLAN);
        assertThat(journal.begin(CHANGE)).isEqualTo(new Claim.Begun());
        journal.append(CHANGE.id(), new Entry(NOW, "pushed", "{}"));
        journal.append(CHANGE.id(), new Entry(NOW.minusSeconds(5), "seen", "{\"n\": 1}"));

        try (Journal other = open()) {
            assertThat(other.plan(PLAN.id())).isEqualTo(new Lookup.Found<>(PLAN));
            assertThat(other.change(CHANGE.id())).isEqualTo(new Lookup.Found<>(CHANGE));
            assertThat(other.changeOfPlan(PLAN.id())).contains(CHANGE);
            assertThat(other.entries(CHANGE.id()))
                    .containsExactly(
                            new Entry(NOW, "pushed", "{}"), new Entry(NOW.minusSeconds(5), "seen", "{\"n\": 1}"));
        }
    }

    @Test
    void anEmptyJournalKnowsNothing() {
        assertThat(journal.plan("01J")).isEqualTo(new Lookup.Unknown<>());
        assertThat(journal.change("01J")).isEqualTo(new Lookup.Unknown<>());
        assertThat(journal.changeOfPlan(PLAN.id())).isEmpty();
        assertThat(journal.changes(10)).isEmpty();
        assertThat(journal.entries(CHANGE.id())).isEmpty();
    }

    @Test
    void idsMayBeAbbreviatedWhileTheyAreUnique() {
        String one = "01JAAAAAAAAAAAAAAAAAAAAAA1";
        String two = "01JAAAAAAAAAAAAAAAAAAAAAA2";
        String third = "01JC000000000000000000000Z";
        List.of(one, two, third).forEach(id -> journal.save(new StoredPlan(id, "d", NOW, "{}")));

        assertThat(journal.plan("01jc")).isEqualTo(new Lookup.Found<>(new StoredPlan(third, "d", NOW, "{}")));
        assertThat(journal.plan(third)).isInstanceOf(Lookup.Found.class);
        assertThat(journal.plan("01JA")).isEqualTo(new Lookup.Ambiguous<>(List.of(two, one)));
        for (String nothing : List.of("", "01JB", "%", "01J_", "01J*", third + "0", "' OR 1=1 --", "~")) {
            assertThat(journal.plan(nothing)).as(nothing).isEqualTo(new Lookup.Unknown<>());
        }
    }

    @Test
    void aPlanBecomesOneChange() {
        StoredChange second = change("01JCCCCCCCCCCCCCCCCCCCCCCC", PLAN.id(), NOW);
        journal.begin(CHANGE);

        assertThat(journal.begin(second)).isEqualTo(new Claim.AlreadyBegun(CHANGE));
        assertThat(journal.begin(CHANGE)).isEqualTo(new Claim.AlreadyBegun(CHANGE));
        assertThat(journal.changes(10)).containsExactly(CHANGE);
    }

    @Test
    void ofManyWhoClaimAPlanOneBegins() throws InterruptedException {
        Map<String, Claim> claims = new ConcurrentHashMap<>();
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(i -> change("01JD000000000000000000000" + i, PLAN.id(), NOW))
                .map(change -> Thread.startVirtualThread(() -> {
                    try (Journal own = open()) {
                        claims.put(change.id(), own.begin(change));
                    }
                }))
                .toList();
        for (Thread thread : threads)
            assertThat(thread.join(Duration.ofSeconds(30))).isTrue();

        StoredChange winner = journal.changeOfPlan(PLAN.id()).orElseThrow();
        assertThat(claims).hasSize(8);
        claims.forEach((id, claim) -> assertThat(claim)
                .isEqualTo(id.equals(winner.id()) ? new Claim.Begun() : new Claim.AlreadyBegun(winner)));
    }

    @Test
    void changesAreListedNewestFirst() {
        StoredChange older = change("01JE0000000000000000000001", "p1", NOW.minusSeconds(1));
        StoredChange newer = change("01JE0000000000000000000000", "p2", NOW);
        StoredChange sameTime = change("01JE0000000000000000000002", "p3", NOW);
        List.of(newer, older, sameTime).forEach(journal::begin);

        assertThat(journal.changes(10)).containsExactly(sameTime, newer, older);
        assertThat(journal.changes(1)).containsExactly(sameTime);
    }

    @Test
    void oursAreTheMistakesOfSavingTwiceAndOfAppendingToNothing() {
        journal.save(PLAN);
        journal.begin(CHANGE);

        assertThatThrownBy(() -> journal.save(PLAN)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> journal.begin(change(CHANGE.id(), "another plan", NOW)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> journal.append("nothing", new Entry(NOW, "seen", "{}")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(journal.entries("nothing")).isEmpty();
    }

    private static StoredChange change(String id, String plan, Instant at) {
        return new StoredChange(id, plan, "digest", at, "{\"b\": 1}");
    }
}
