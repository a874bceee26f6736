package io.leasehold.testkit;

import static io.leasehold.testkit.Contracts.LONG;
import static io.leasehold.testkit.Contracts.await;
import static io.leasehold.testkit.Contracts.awaitWaiting;
import static io.leasehold.testkit.Contracts.get;
import static io.leasehold.testkit.Contracts.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * The laws that any shared pool must keep, whatever it shares and however it is called: extend it and say how such a pool is
 * opened. Runs in real time, in about two seconds; needs JUnit Jupiter.
 */
public abstract class SharedPoolContract {

    private static final Duration SHORT = Duration.ofMillis(60);

    /** What the pools of this suite open. */
    protected final ScriptedSharedFactory<String> factory = new ScriptedSharedFactory<>();

    /** For subclasses. */
    protected SharedPoolContract() {}

    /**
     * Opens the pool under test on {@link #factory}, with system time and threads of its own, one resource for a key, and
     * nothing remembered of opens that failed.
     *
     * @param maximum how many resources it may have at a time, all keys together
     * @param grace how long a resource without a holder stays open
     */
    protected abstract Subject open(int maximum, Duration grace);

    /** A shared pool, reduced to what the laws speak of. */
    public interface Subject extends AutoCloseable {

        /**
         * Acquires a share within the timeout.
         *
         * @throws Exception if there was none to be had, of whatever type
         */
        Held acquire(String key, Duration timeout) throws Exception;

        /** Retires what the key has; its holders keep it. */
        void retire(String key);

        @Override
        void close();
    }

    /** A share, reduced to what the laws speak of. */
    public interface Held extends AutoCloseable {

        /** The resource, for the law to look at. */
        ScriptedSharedResource resource();

        /**
         * Uses the resource by way of the share.
         *
         * @throws Exception if the share has ended
         */
        void use() throws Exception;

        @Override
        void close();
    }

    @Test
    void equalKeysShareAndOthersDoNot() throws Exception {
        try (Subject pool = open(4, LONG);
                Held one = pool.acquire("a", LONG);
                Held two = pool.acquire("a", LONG);
                Held other = pool.acquire("b", LONG)) {
            assertSame(one.resource(), two.resource());
            assertNotSame(one.resource(), other.resource());
            assertEquals("b", other.resource().key());
        }
    }

    @Test
    void closingOneShareTwiceStealsNobodysPart() throws Exception {
        try (Subject pool = open(1, Duration.ZERO)) {
            Held one = pool.acquire("a", LONG);
            try (Held two = pool.acquire("a", LONG)) {
                one.close();
                one.close();
                assertThrows(Exception.class, () -> pool.acquire("b", SHORT));
                two.use();
                assertFalse(two.resource().isClosed());
            }
        }
        assertEquals(List.of(), factory.violations());
    }

    @Test
    void anEndedShareReachesNothing() throws Exception {
        try (Subject pool = open(1, LONG)) {
            Held one = pool.acquire("a", LONG);
            Held two = pool.acquire("a", LONG);
            one.close();
            assertThrows(Exception.class, one::use);
            two.use();
            two.close();
        }
    }

    @Test
    void theLastOneOutClosesAfterTheGraceAndWhoComesInItRevives() throws Exception {
        try (Subject pool = open(2, Duration.ofMillis(400))) {
            Held first = pool.acquire("a", LONG);
            ScriptedSharedResource resource = first.resource();
            first.close();
            Held again = pool.acquire("a", LONG);
            assertSame(resource, again.resource());
            again.close();
            await(resource::isClosed);
        }
        assertEquals(1, factory.closes().calls());
    }

    @Test
    void whatIsHeldIsNotClosedToMakeRoom() throws Exception {
        try (Subject pool = open(1, LONG);
                Held held = pool.acquire("a", LONG)) {
            long before = System.nanoTime();
            assertThrows(Exception.class, () -> pool.acquire("b", SHORT));
            assertTrue(System.nanoTime() - before >= SHORT.toNanos(), "it gave up before its deadline");
            held.use();
        }
        assertEquals(1, factory.mostOpen());
    }

    @Test
    void whatNobodyHoldsMakesRoom() throws Exception {
        try (Subject pool = open(1, Duration.ofHours(1))) {
            pool.acquire("a", LONG).close();
            try (Held other = pool.acquire("b", LONG)) {
                other.use();
            }
        }
        assertEquals(1, factory.mostOpen());
    }

    @Test
    void whoWaitsForRoomGetsItOnceTheLastHolderOfAnotherHasGone() throws Exception {
        try (Subject pool = open(1, Duration.ofHours(1))) {
            Held held = pool.acquire("a", LONG);
            FutureTask<Object> waiter = new FutureTask<>(() -> {
                try (Held other = pool.acquire("b", LONG)) {
                    other.use();
                    return other.resource().key();
                }
            });
            awaitWaiting(start(waiter));
            held.close();
            assertEquals("b", get(waiter));
            assertTrue(held.resource().isClosed());
        }
        assertEquals(1, factory.mostOpen());
    }

    @Test
    void theOpenBelongsToNobody() throws Exception {
        factory.opens().hang();
        try (Subject pool = open(1, LONG)) {
            assertThrows(Exception.class, () -> pool.acquire("a", SHORT));
            FutureTask<Held> patient = start(() -> pool.acquire("a", LONG));
            factory.opens().awaitHanging(1);
            factory.opens().release();
            try (Held held = get(patient)) {
                assertEquals(1, held.resource().id());
            }
        }
        assertEquals(1, factory.openedCount());
    }

    @Test
    void eachWhoWaitsForAnOpenThatFailsGetsAnErrorOfItsOwn() throws Exception {
        IOException refused = new IOException("refused");
        factory.opens().fail(refused);
        try (Subject pool = open(1, LONG)) {
            Exception error = assertThrows(Exception.class, () -> pool.acquire("a", LONG));
            assertNotSame(refused, error);
            assertSame(refused, root(error));
            pool.acquire("a", LONG).close();
        }
    }

    @Test
    void whatIsRetiredIsNotSharedAgainAndItsHoldersKeepIt() throws Exception {
        try (Subject pool = open(2, LONG)) {
            Held old = pool.acquire("a", LONG);
            pool.retire("a");
            try (Held next = pool.acquire("a", LONG)) {
                assertNotSame(old.resource(), next.resource());
                old.use();
            }
            old.close();
            await(() -> old.resource().isClosed());
        }
    }

    @Test
    void aClosedPoolHasClosedEverythingAndSharesNothing() throws Exception {
        Subject pool = open(2, LONG);
        Held out = pool.acquire("a", LONG);
        pool.acquire("b", LONG).close();
        pool.close();
        assertThrows(Exception.class, () -> pool.acquire("a", SHORT));
        assertThrows(Exception.class, out::use);
        out.close();
        await(() -> factory.openNow() == 0);
        pool.close();
        assertEquals(List.of(), factory.violations());
    }

    @Test
    void whateverHappensNothingIsClosedUnderAHolderAndTheBoundIsKept() throws Exception {
        int maximum = 2;
        try (Subject pool = open(maximum, Duration.ofMillis(1))) {
            List<FutureTask<Integer>> workers = new ArrayList<>();
            long until = System.nanoTime() + Duration.ofMillis(700).toNanos();
            for (int i = 0; i < 8; i++) {
                workers.add(start(() -> work(pool, until)));
            }
            int shares = 0;
            for (FutureTask<Integer> worker : workers) {
                shares += get(worker);
            }
            assertTrue(shares > 0, "nobody got a share");
        }
        assertEquals(List.of(), factory.violations());
        assertTrue(factory.mostOpen() <= maximum, "open at once: " + factory.mostOpen());
        await(() -> factory.openNow() == 0);
    }

    /** Acquires, uses, returns, retires and gives up, at random; gives how many shares it had. */
    private int work(Subject pool, long until) {
        int shares = 0;
        ThreadLocalRandom random = ThreadLocalRandom.current();
        while (System.nanoTime() - until < 0) {
            String key = "key " + random.nextInt(3);
            Held held;
            try {
                held = pool.acquire(key, Duration.ofNanos(random.nextLong(3_000_000)));
            } catch (Exception nothingToBeHad) {
                continue;
            }
            shares++;
            try {
                held.use();
            } catch (Exception e) {
                throw new AssertionError("a good resource failed", e);
            }
            assertEquals(key, held.resource().key());
            if (random.nextInt(100) == 0) {
                retire(pool, key);
            }
            held.close();
            if (random.nextInt(10) == 0) {
                held.close();
            }
        }
        return shares;
    }

    private static void retire(Subject pool, String key) {
        try {
            pool.retire(key);
        } catch (IllegalStateException tooManyRetiredAreHeld) {
            assertTrue(tooManyRetiredAreHeld.getMessage() != null, "it does not say why");
        }
    }

    private static Throwable root(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
