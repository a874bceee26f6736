package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolEvent;
import io.leasehold.PoolListener;
import io.leasehold.PoolSnapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which threads do what, and what they hold meanwhile. */
class ThreadsTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void opensChecksClosesAndAbortsRunOffTheCallersThread() throws Exception {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        ScriptedFactory factory = new ScriptedFactory();
        Runnable note = () -> threads.add(Thread.currentThread());
        factory.opens().run(note).always();
        factory.checks().run(note).always();
        factory.closes().run(note).always();
        factory.aborts().run(note).always();
        try (Pool<ScriptedResource> pool = Pool.of(factory)
                .name("threads")
                .maximumSize(1)
                .aliveBypass(Duration.ZERO)
                .build()) {
            pool.acquire().close();
            pool.acquire().retire(new IOException("torn"));
            pool.acquire();
        }
        Stage.await("all is closed", () -> factory.openNow() == 0);
        assertThat(threads).hasSizeGreaterThanOrEqualTo(6);
        assertThat(threads).allSatisfy(thread -> assertThat(thread.getName()).startsWith("leasehold-worker"));
        assertThat(factory.aborts().calls())
                .as("the lease out at the close was cut off")
                .isOne();
    }

    @Test
    void aResetRunsOnTheReturnersThreadAndThePlaceKeepsItsHolderMeanwhile() {
        Pool<ScriptedResource> pool = stage.pool(1);
        Lease<ScriptedResource> lease = stage.acquire(pool);
        lease.resource();
        AtomicReference<Thread> resetter = new AtomicReference<>();
        AtomicReference<PoolSnapshot> meanwhile = new AtomicReference<>();
        stage.factory.resets().run(() -> {
            resetter.set(Thread.currentThread());
            meanwhile.set(pool.snapshot());
        });
        lease.close();
        assertThat(resetter).hasValue(Thread.currentThread());
        assertThat(meanwhile.get().leased()).isOne();
        assertThat(meanwhile.get().holders())
                .singleElement()
                .matches(holder -> holder.thread().equals(Thread.currentThread().getName()));
    }

    @Test
    void upkeepCallsNeitherDriverNorListener() {
        Pool<ScriptedResource> pool = stage.pool(settings -> settings.maximumSize(3)
                .minimumSize(2)
                .idleTimeout(Duration.ofMinutes(1))
                .maximumLifetime(Duration.ofMinutes(3))
                .keepaliveTime(Duration.ofSeconds(20))
                .leaseReportAfter(Duration.ofSeconds(5))
                .leaseTerm(Duration.ofSeconds(30)));
        stage.fill(pool, 3);
        Lease<ScriptedResource> held = pool.acquire();
        assertThat(held.resource().id()).isPositive();
        for (int i = 0; i < 60; i++) {
            stage.runner.runAll();
            int calls = calls();
            int told = stage.listener.lines().size();
            stage.ticker.advance(Duration.ofSeconds(5));
            stage.runner.upkeep();
            assertThat(calls()).isEqualTo(calls);
            assertThat(stage.listener.lines()).hasSize(told);
        }
        assertThat(stage.listener.lines()).anyMatch(line -> line.startsWith("revoked"));
        assertThat(stage.listener.lines()).anyMatch(line -> line.endsWith("LIFETIME"));
    }

    private int calls() {
        ScriptedFactory factory = stage.factory;
        return factory.opens().calls()
                + factory.checks().calls()
                + factory.resets().calls()
                + factory.closes().calls()
                + factory.aborts().calls();
    }

    @Test
    void aPoolHasAtMostTwiceItsMaximumAndOneWorkersAndTheRestOfItsWorkWaits() {
        Pool<ScriptedResource> pool = stage.pool(1);
        Lease<ScriptedResource> lease = stage.acquire(pool);
        stage.runner.settle();
        lease.retire(new IOException("torn"));
        assertThat(stage.runner.pending())
                .as("to close it, and to tell that it is retired")
                .isEqualTo(2);
        stage.ticker.advance(Duration.ofSeconds(6));
        stage.runner.upkeep();
        assertThat(stage.runner.pending()).as("to abort it as well").isEqualTo(3);
        stage.ticker.advance(Duration.ofSeconds(6));
        stage.runner.upkeep();
        assertThat(pool.snapshot().lost()).isOne();
        assertThat(stage.runner.pending())
                .as("to tell that it is lost must wait")
                .isEqualTo(3);
        stage.runner.settle();
        assertThat(stage.listener.count("lost")).isOne();
        assertThat(pool.snapshot().lost()).isZero();
    }

    @Test
    void noLockIsHeldWhileAResourceOrAListenerIsCalled() throws Exception {
        AtomicReference<Pool<ScriptedResource>> pool = new AtomicReference<>();
        Runnable useFromElsewhere = () -> {
            try {
                Stage.start(() -> {
                            pool.get().snapshot();
                            pool.get().resize(0, 2);
                            pool.get().retireAll();
                            return pool.get().tryAcquire().map(lease -> {
                                lease.close();
                                return 1;
                            });
                        })
                        .get();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        };
        PoolListener listener = new PoolListener() {
            @Override
            public void acquired(PoolEvent event) {
                if (event.duration().isZero()) {
                    return;
                }
                useFromElsewhere.run();
            }

            @Override
            public void retired(PoolEvent event) {
                pool.get().snapshot();
            }
        };
        pool.set(stage.pool(settings -> settings.maximumSize(2).listener(listener)));
        stage.factory.opens().run(useFromElsewhere);
        stage.factory.resets().run(useFromElsewhere);
        stage.factory.closes().run(useFromElsewhere);
        Lease<ScriptedResource> lease = stage.acquire(pool.get());
        lease.resource();
        lease.close();
        stage.runner.settle();
        assertThat(stage.factory.closes().calls()).isPositive();
    }
}
