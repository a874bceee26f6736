package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leasehold.AcquireException;
import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import io.leasehold.PoolClosedException;
import io.leasehold.Share;
import io.leasehold.SharedPool;
import io.leasehold.SharedPoolBuilder;
import io.leasehold.spi.CallerContext;
import io.leasehold.spi.LeaseChild;
import io.leasehold.spi.SharedHandlePool;
import io.leasehold.spi.SimpleSharedFactory;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** P4, P10 and P12 of shared pools, and what an open carries; in real time where the promise is about it. */
class SharedPromisesTest {

    private static final Duration TIMEOUT = Duration.ofMillis(150);
    private static final int TRIES = 20;

    private final ScriptedSharedFactory<String> factory = new ScriptedSharedFactory<>();

    private SharedPoolBuilder<String, ScriptedSharedResource> settings() {
        return SharedPool.of(factory).name("promises").maximumResources(2);
    }

    @Test
    void p4AnAcquireEndsInTimeWhileOpeningHangs() {
        factory.opens().hangDeaf().always();
        try (SharedPool<String, ScriptedSharedResource> pool =
                settings().closeTimeout(Duration.ofMillis(100)).build()) {
            assertEndsInTime(pool);
            factory.opens().clear();
            factory.opens().release();
        }
    }

    @Test
    void p4AnAcquireEndsInTimeWhileThereIsNoRoomAndACloseHangs() {
        factory.closes().hangDeaf().always();
        factory.aborts().hangDeaf().always();
        try (SharedPool<String, ScriptedSharedResource> pool = settings()
                .maximumResources(1)
                .closeTimeout(Duration.ofMillis(300))
                .build()) {
            pool.acquire("other").close();
            assertEndsInTime(pool);
            factory.closes().clear();
            factory.aborts().clear();
            factory.closes().release();
            factory.aborts().release();
        }
    }

    /** It holds on a machine that is not saturated: what is late is tried again, a few times. */
    private static void assertEndsInTime(SharedPool<String, ScriptedSharedResource> pool) {
        long late = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && late > TimeUnit.MILLISECONDS.toNanos(50); i++) {
            long before = System.nanoTime();
            assertThatThrownBy(() -> pool.acquire("a", TIMEOUT)).isInstanceOf(AcquireException.class);
            late = System.nanoTime() - before - TIMEOUT.toNanos();
            assertThat(late).isNotNegative();
        }
        assertThat(late).isLessThan(TimeUnit.MILLISECONDS.toNanos(50));
    }

    @Test
    void p7CloseReturnsWhenWhatWasMadeHasEnded() {
        try (SharedHandlePool<String, ScriptedSharedResource, ScriptedShareHandle> pool = SharedHandlePool.open(
                settings().config(), new ScriptedShareHandleFactory<>(factory), null, null, null)) {
            List<Thread> endedBy = new CopyOnWriteArrayList<>();
            ScriptedShareHandle share = pool.acquire("a");
            for (int i = 0; i < 3; i++) {
                share.make(new LeaseChild() {
                    @Override
                    protected void endWithLease() {
                        endedBy.add(Thread.currentThread());
                    }
                });
            }
            share.close();
            assertThat(endedBy).hasSize(3).doesNotContain(Thread.currentThread());
        }
    }

    @Test
    void p10AllThatIsWrongIsRefusedAtOnceEachWithItsRange() {
        InvalidConfigException refused = catchThrowableOfType(
                InvalidConfigException.class,
                () -> SharedPool.of(factory)
                        .name(" ")
                        .width(65)
                        .spread(null)
                        .grace(Duration.ofSeconds(-1))
                        .acquireTimeout(Duration.ofHours(25))
                        .openTimeout(Duration.ZERO)
                        .checkTimeout(Duration.ZERO)
                        .closeTimeout(Duration.ZERO)
                        .checkInterval(Duration.ofMillis(99))
                        .failFast(Duration.ofHours(2))
                        .shareReportAfter(Duration.ofMillis(99))
                        .shareTerm(Duration.ofNanos(-1))
                        .abandonedAfter(null)
                        .siteSampling(3)
                        .build());
        assertThat(refused.violations())
                .extracting(Violation::setting)
                .containsExactly(
                        "name",
                        "maximumResources",
                        "width",
                        "spread",
                        "grace",
                        "acquireTimeout",
                        "openTimeout",
                        "checkTimeout",
                        "closeTimeout",
                        "checkInterval",
                        "failFast",
                        "shareReportAfter",
                        "shareTerm",
                        "abandonedAfter",
                        "siteSampling");
        assertThat(refused).hasMessageContaining("maximumResources = 0: must be 1 to 10000");
        assertThat(refused).hasMessageContaining("grace = -1 s: must be 0 to 365 days");
    }

    @Test
    void p11AClockThatIsLateEndsNoGraceEarly() throws Exception {
        try (SharedStage stage = new SharedStage()) {
            SharedPool<String, ScriptedSharedResource> pool = stage.pool(1);
            Share<ScriptedSharedResource> share = stage.acquire(pool, "a");
            stage.ticker.advance(Duration.ofHours(1));
            share.close();
            stage.runner.upkeep();
            stage.runner.runAll();
            assertThat(pool.snapshot().inGrace()).isOne();
        }
    }

    @Test
    void p12AKeyClassWhoseLoaderDiesKeepsNothingAfterItsLastShare() throws Exception {
        try (SharedPool<Object, Object> pool = SharedPool.<Object, Object>of(key -> {
                    if (key.toString().equals("fails")) {
                        throw new IOException("refused for " + key);
                    }
                    return new Object();
                })
                .name("loaders")
                .maximumResources(2)
                .grace(Duration.ofMillis(1))
                .failFast(Duration.ofMillis(1))
                .build()) {
            WeakReference<ClassLoader> loader = useKeysOfALoaderOfTheirOwn(pool);
            Stage.await("the class loader is collected", () -> {
                System.gc();
                return loader.get() == null;
            });
            assertThat(pool.snapshot().taken()).isZero();
        }
    }

    /** A key of an application that comes and goes. */
    public static final class AppKey {

        @Override
        public boolean equals(Object other) {
            return other instanceof AppKey;
        }

        @Override
        public int hashCode() {
            return 7;
        }

        @Override
        public String toString() {
            return "app";
        }
    }

    /** As {@link AppKey}; its open fails. */
    public static final class FailingKey {

        @Override
        public boolean equals(Object other) {
            return other instanceof FailingKey;
        }

        @Override
        public int hashCode() {
            return 8;
        }

        @Override
        public String toString() {
            return "fails";
        }
    }

    private static WeakReference<ClassLoader> useKeysOfALoaderOfTheirOwn(SharedPool<Object, Object> pool)
            throws Exception {
        URL classes = AppKey.class.getProtectionDomain().getCodeSource().getLocation();
        URLClassLoader loader = new URLClassLoader(new URL[] {classes}, null);
        Object key = loader.loadClass(AppKey.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        Object failing = loader.loadClass(FailingKey.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        Share<Object> share = pool.acquire(key);
        assertThatThrownBy(() -> pool.acquire(failing)).isInstanceOf(AcquireException.class);
        share.close();
        return new WeakReference<>(loader);
    }

    @Test
    void p12NoThreadIsLeftAfterTheLastPoolHasClosed() {
        SharedPool<String, ScriptedSharedResource> pool = settings().build();
        pool.acquire("a").close();
        pool.close();
        assertThatThrownBy(() -> pool.acquire("a")).isInstanceOf(PoolClosedException.class);
        Stage.await(
                "its threads have ended",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("leasehold-")));
        assertThat(factory.openNow()).isZero();
    }

    @Test
    void anOpenRunsAsTheCallerThatBeganItAndWithTheBuildersLoader() {
        ThreadLocal<String> identity = new ThreadLocal<>();
        AtomicReference<String> seen = new AtomicReference<>();
        AtomicReference<ClassLoader> loader = new AtomicReference<>();
        SimpleSharedFactory<String, Object> scripted = new SimpleSharedFactory<>() {
            @Override
            public Object open(String key) {
                seen.set(identity.get());
                loader.set(Thread.currentThread().getContextClassLoader());
                return new Object();
            }

            @Override
            public @Nullable CallerContext callerContext(String key) {
                String mine = identity.get();
                return new CallerContext() {
                    @Override
                    public <T> T call(Callable<T> task) throws Exception {
                        identity.set(mine);
                        try {
                            return task.call();
                        } finally {
                            identity.remove();
                        }
                    }
                };
            }
        };
        try (SharedPool<String, Object> pool =
                SharedPool.of(scripted).name("callers").maximumResources(1).build()) {
            identity.set("alice");
            pool.acquire("a").close();
        } finally {
            identity.remove();
        }
        assertThat(seen.get()).isEqualTo("alice");
        assertThat(loader.get()).isSameAs(Thread.currentThread().getContextClassLoader());
    }

    @Test
    void manyWaitersOfADeadServerAreAllToldWithinTheirDeadline() throws Exception {
        factory.opens().hang();
        try (SharedPool<String, ScriptedSharedResource> pool =
                settings().openTimeout(Duration.ofMillis(200)).build()) {
            CountDownLatch go = new CountDownLatch(1);
            List<Doing<Object>> waiters = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                waiters.add(Stage.start(() -> {
                    go.await();
                    return pool.acquire("a", Duration.ofSeconds(60));
                }));
            }
            long before = System.nanoTime();
            go.countDown();
            for (Doing<Object> waiter : waiters) {
                assertThat(waiter.failure())
                        .hasMessageContaining("cannot open a")
                        .hasRootCauseMessage("the open gave no answer within 200 ms and was given up");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(50));
            assertThat(factory.opens().calls()).isOne();
        }
    }
}
