package io.leasehold.testkit;

import static io.leasehold.testkit.Contracts.LONG;
import static io.leasehold.testkit.Contracts.await;
import static io.leasehold.testkit.Contracts.awaitWaiting;
import static io.leasehold.testkit.Contracts.get;
import static io.leasehold.testkit.Contracts.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The laws that any group of pools must keep, whatever it pools and however it is called: extend it and say how such a group is opened.
 * Runs in real time, in about two seconds; needs JUnit Jupiter.
 */
public abstract class PoolGroupContract {

    private static final Duration SHORT = Duration.ofMillis(60);

    /** What the groups of this suite open; a key is its own address. */
    protected final ScriptedGroupFactory<String> factory = new ScriptedGroupFactory<>();

    /** For subclasses. */
    protected PoolGroupContract() {}

    /**
     * Opens the group under test on {@link #factory}, with system time and threads of its own, that fails fast for two seconds.
     *
     * @param maximum how many resources it may have open at a time in all
     * @param perEndpoint how many of them on one endpoint
     */
    protected abstract Subject open(int maximum, int perEndpoint);

    /** A group, reduced to what the laws speak of. */
    public interface Subject extends AutoCloseable {

        /**
         * Acquires on the key's endpoint within the timeout.
         *
         * @throws Exception if there was none to be had, of whatever type
         */
        PoolContract.Held acquire(String key, Duration timeout) throws Exception;

        @Override
        void close();
    }

    @Test
    void whatComesBackIsLentAgainOnItsOwnEndpointAlone() throws Exception {
        try (Subject group = open(4, 2)) {
            PoolContract.Held first = group.acquire("a", LONG);
            ScriptedResource resource = first.resource();
            first.close();
            try (PoolContract.Held other = group.acquire("b", LONG);
                    PoolContract.Held same = group.acquire("a", LONG)) {
                assertNotSame(resource, other.resource());
                assertSame(resource, same.resource());
            }
        }
    }

    @Test
    void anEndpointThatIsFullLeavesTheOthersAlone() throws Exception {
        try (Subject group = open(4, 1);
                PoolContract.Held held = group.acquire("a", LONG)) {
            assertThrows(Exception.class, () -> group.acquire("a", SHORT));
            group.acquire("b", LONG).close();
            held.resource().use();
        }
    }

    @Test
    void whenTheGroupIsFullAnAcquireOnAnyEndpointEndsAtItsDeadline() throws Exception {
        try (Subject group = open(1, 1);
                PoolContract.Held held = group.acquire("a", LONG)) {
            long before = System.nanoTime();
            assertThrows(Exception.class, () -> group.acquire("b", SHORT));
            assertTrue(System.nanoTime() - before >= SHORT.toNanos(), "it gave up before its deadline");
            held.resource().use();
        }
        assertEquals(1, factory.all().mostOpen());
    }

    @Test
    void whatIsIdleOnAnotherEndpointMakesRoom() throws Exception {
        try (Subject group = open(1, 1)) {
            for (String key : List.of("a", "b", "c", "a")) {
                group.acquire(key, LONG).close();
            }
        }
        assertEquals(1, factory.all().mostOpen());
    }

    @Test
    void whoWaitsForTheGroupIsServedByAReturnAnywhere() throws Exception {
        try (Subject group = open(2, 1)) {
            PoolContract.Held a = group.acquire("a", LONG);
            PoolContract.Held b = group.acquire("b", LONG);
            FutureTask<Boolean> waiter = new FutureTask<>(() -> {
                try (PoolContract.Held c = group.acquire("c", LONG)) {
                    return !c.resource().isClosed();
                }
            });
            awaitWaiting(start(waiter));
            b.close();
            assertTrue(get(waiter));
            a.close();
        }
    }

    @Test
    void anEndpointThatFailedFailsFastAndTheOthersDoNot() throws Exception {
        try (Subject group = open(4, 2)) {
            factory.of("a").opens().fail(new ConnectException("refused")).always();
            assertThrows(Exception.class, () -> group.acquire("a", LONG));
            int tried = factory.of("a").opens().calls();
            assertThrows(Exception.class, () -> group.acquire("a", LONG));
            assertEquals(tried, factory.of("a").opens().calls());
            group.acquire("b", LONG).close();
        }
    }

    @Test
    void aClosedGroupHasClosedEverythingAndLendsNothing() throws Exception {
        Subject group = open(4, 2);
        group.acquire("a", LONG).close();
        PoolContract.Held out = group.acquire("b", LONG);
        group.close();
        assertThrows(Exception.class, () -> group.acquire("a", SHORT));
        assertThrows(Exception.class, () -> group.acquire("new", SHORT));
        out.close();
        await(() -> factory.all().openNow() == 0);
        group.close();
        assertEquals(List.of(), factory.all().violations());
    }

    @Test
    void whateverHappensTheGroupKeepsItsBoundsAndItsPlaces() throws Exception {
        int maximum = 3;
        try (Subject group = open(maximum, 2)) {
            List<FutureTask<Integer>> workers = new ArrayList<>();
            long until = System.nanoTime() + Duration.ofMillis(700).toNanos();
            for (int i = 0; i < 8; i++) {
                workers.add(start(() -> work(group, until)));
            }
            for (FutureTask<Integer> worker : workers) {
                get(worker);
            }
            List<PoolContract.Held> all = new ArrayList<>();
            for (int i = 0; i < maximum; i++) {
                all.add(group.acquire("last" + i, LONG));
            }
            assertThrows(Exception.class, () -> group.acquire("one too many", SHORT));
            for (PoolContract.Held one : all) {
                one.close();
            }
        }
        assertTrue(factory.all().mostOpen() <= maximum, "more were open than the maximum");
        assertEquals(List.of(), factory.all().violations());
    }

    private static int work(Subject group, long until) throws Exception {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int done = 0;
        while (System.nanoTime() < until) {
            Duration timeout = Duration.ofNanos(random.nextLong(1, 5_000_000));
            PoolContract.Held held = acquireOrNot(group, "key" + random.nextInt(5), timeout);
            if (held == null) {
                continue;
            }
            held.resource().use();
            if (random.nextInt(8) == 0) {
                held.retire(new IOException("broken"));
            }
            held.close();
            done++;
        }
        return done;
    }

    private static PoolContract.@Nullable Held acquireOrNot(Subject group, String key, Duration timeout) {
        try {
            return group.acquire(key, timeout);
        } catch (Exception none) {
            return null;
        }
    }
}
