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
 * The laws that any pool must keep, whatever it pools and however it is called: extend it and say how such a pool is opened.
 * Runs in real time, in about two seconds; needs JUnit Jupiter.
 */
public abstract class PoolContract {

    private static final Duration SHORT = Duration.ofMillis(60);

    /** What the pools of this suite open. */
    protected final ScriptedFactory factory = new ScriptedFactory();

    /** For subclasses. */
    protected PoolContract() {}

    /**
     * Opens the pool under test on {@link #factory}, with system time and threads of its own.
     *
     * @param maximum how many resources it may have open at a time
     */
    protected abstract Subject open(int maximum);

    /** A pool, reduced to what the laws speak of. */
    public interface Subject extends AutoCloseable {

        /**
         * Acquires within the timeout.
         *
         * @throws Exception if there was none to be had, of whatever type
         */
        Held acquire(Duration timeout) throws Exception;

        @Override
        void close();
    }

    /** A lease, reduced to what the laws speak of. */
    public interface Held extends AutoCloseable {

        /** The resource, for the law to use. */
        ScriptedResource resource();

        /** The holder says that the resource is broken. */
        void retire(Throwable why);

        @Override
        void close();
    }

    @Test
    void whatIsLentIsOpen() throws Exception {
        try (Subject pool = open(2);
                Held held = pool.acquire(LONG)) {
            held.resource().use();
            assertFalse(held.resource().isClosed());
        }
    }

    @Test
    void whatComesBackIsLentAgain() throws Exception {
        try (Subject pool = open(1)) {
            Held first = pool.acquire(LONG);
            ScriptedResource resource = first.resource();
            first.close();
            try (Held second = pool.acquire(LONG)) {
                assertSame(resource, second.resource());
            }
        }
        assertEquals(1, factory.openedCount());
    }

    @Test
    void whatIsLentIsNotLentToAnother() throws Exception {
        try (Subject pool = open(2);
                Held one = pool.acquire(LONG);
                Held other = pool.acquire(LONG)) {
            assertNotSame(one.resource(), other.resource());
        }
    }

    @Test
    void whenAllAreOutAnAcquireEndsAtItsDeadline() throws Exception {
        try (Subject pool = open(1);
                Held held = pool.acquire(LONG)) {
            long before = System.nanoTime();
            assertThrows(Exception.class, () -> pool.acquire(SHORT));
            assertTrue(System.nanoTime() - before >= SHORT.toNanos(), "it gave up before its deadline");
            held.resource().use();
        }
        assertEquals(1, factory.mostOpen());
    }

    @Test
    void whoWaitsGetsWhatComesBack() throws Exception {
        try (Subject pool = open(1)) {
            Held held = pool.acquire(LONG);
            ScriptedResource resource = held.resource();
            FutureTask<ScriptedResource> waiter = new FutureTask<>(() -> {
                try (Held later = pool.acquire(LONG)) {
                    return later.resource();
                }
            });
            awaitWaiting(start(waiter));
            held.close();
            assertSame(resource, get(waiter));
        }
    }

    @Test
    void whoGaveUpIsGrantedNothing() throws Exception {
        try (Subject pool = open(1)) {
            Held held = pool.acquire(LONG);
            assertThrows(Exception.class, () -> pool.acquire(SHORT));
            held.close();
            pool.acquire(LONG).close();
        }
    }

    @Test
    void whoIsInterruptedIsToldSoAndCostsNothing() throws Exception {
        try (Subject pool = open(1)) {
            Held held = pool.acquire(LONG);
            FutureTask<Boolean> waiter = new FutureTask<>(() -> {
                assertThrows(Exception.class, () -> pool.acquire(LONG));
                return Thread.currentThread().isInterrupted();
            });
            Thread thread = start(waiter);
            awaitWaiting(thread);
            thread.interrupt();
            assertTrue(get(waiter), "the interrupt was lost");
            held.close();
            pool.acquire(LONG).close();
        }
    }

    @Test
    void aSecondReturnDoesNothing() throws Exception {
        try (Subject pool = open(1)) {
            Held first = pool.acquire(LONG);
            first.close();
            try (Held second = pool.acquire(LONG)) {
                first.close();
                assertThrows(Exception.class, () -> pool.acquire(SHORT));
                second.resource().use();
            }
        }
    }

    @Test
    void whatIsBrokenIsClosedAndNeverLentAgain() throws Exception {
        try (Subject pool = open(1)) {
            Held held = pool.acquire(LONG);
            ScriptedResource broken = held.resource();
            held.retire(new IOException("broken"));
            try (Held next = pool.acquire(LONG)) {
                assertNotSame(broken, next.resource());
            }
            assertTrue(broken.isClosed());
        }
        assertEquals(1, factory.mostOpen());
    }

    @Test
    void anOpenThatFailsCostsNoPlace() throws Exception {
        try (Subject pool = open(2);
                Held first = pool.acquire(LONG)) {
            factory.opens().fail(new IOException("refused")).fail(new IOException("refused"));
            try (Held second = pool.acquire(LONG)) {
                assertNotSame(first.resource(), second.resource());
            }
        }
    }

    @Test
    void aClosedPoolHasClosedEverythingAndLendsNothing() throws Exception {
        Subject pool = open(3);
        pool.acquire(LONG).close();
        Held out = pool.acquire(LONG);
        pool.close();
        assertThrows(Exception.class, () -> pool.acquire(SHORT));
        out.close();
        await(() -> factory.openNow() == 0);
        pool.close();
        assertEquals(List.of(), factory.violations());
    }

    @Test
    void whoWaitsWhenThePoolClosesIsToldAtOnce() throws Exception {
        Subject pool = open(1);
        Held held = pool.acquire(LONG);
        FutureTask<Boolean> waiter = new FutureTask<>(() -> {
            assertThrows(Exception.class, () -> pool.acquire(Duration.ofMinutes(10)));
            return true;
        });
        awaitWaiting(start(waiter));
        pool.close();
        assertTrue(get(waiter));
        held.close();
    }

    @Test
    void whateverHappensThePoolKeepsItsBoundsAndItsPlaces() throws Exception {
        int maximum = 3;
        try (Subject pool = open(maximum)) {
            List<FutureTask<Integer>> workers = new ArrayList<>();
            long until = System.nanoTime() + Duration.ofMillis(700).toNanos();
            for (int i = 0; i < 8; i++) {
                workers.add(start(() -> work(pool, until)));
            }
            int leases = 0;
            for (FutureTask<Integer> worker : workers) {
                leases += get(worker);
            }
            assertTrue(leases > 0, "nobody got a lease");
            assertEquals(List.of(), factory.violations());
            assertTrue(factory.mostOpen() <= maximum, "open at once: " + factory.mostOpen());
            List<Held> all = new ArrayList<>();
            for (int i = 0; i < maximum; i++) {
                all.add(pool.acquire(LONG));
            }
            all.forEach(Held::close);
        }
        await(() -> factory.openNow() == 0);
    }

    /** Acquires, uses, returns, breaks and gives up, at random; gives how many leases it had. */
    private int work(Subject pool, long until) {
        int leases = 0;
        ThreadLocalRandom random = ThreadLocalRandom.current();
        while (System.nanoTime() - until < 0) {
            Held held;
            try {
                held = pool.acquire(Duration.ofNanos(random.nextLong(3_000_000)));
            } catch (Exception nothingToBeHad) {
                continue;
            }
            leases++;
            try {
                held.resource().use(() -> random.nextInt());
            } catch (Exception e) {
                throw new AssertionError("a good resource failed", e);
            }
            if (random.nextInt(50) == 0) {
                held.retire(new IOException("broken"));
            }
            held.close();
            if (random.nextInt(10) == 0) {
                held.close();
            }
        }
        return leases;
    }
}
