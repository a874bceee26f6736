package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolEvent;
import io.leasehold.PoolListener;
import io.leasehold.RetireReason;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a pool tells: listeners, the log, JMX. */
class PoolTellsTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void eachThingIsToldOnceAfterItHappened() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(1);
        stage.factory.opens().fail(new IOException("down"));
        Doing<Boolean> one = Stage.start(() -> {
            try (Lease<ScriptedResource> lease = pool.acquire()) {
                return lease.resource().id() == 1;
            }
        });
        stage.ticker.awaitParked(1);
        stage.runner.pass(Duration.ofSeconds(1));
        assertThat(one.get()).isTrue();
        pool.acquire().retire(new IOException("torn"));
        stage.runner.settle();
        assertThat(stage.listener.lines())
                .containsExactlyInAnyOrder(
                        "openFailed: IOException",
                        "opened #1",
                        "waited",
                        "acquired #1",
                        "returned #1",
                        "acquired #1",
                        "retired #1 BROKEN: IOException");
        assertThat(stage.listener.lines()).containsSubsequence("waited", "acquired #1", "returned #1");
    }

    @Test
    void whatAffectsTheCallerIsToldOnItsThreadAndTheRestOnWorkers() {
        RecordingListener listener = new RecordingListener();
        ScriptedFactory factory = new ScriptedFactory();
        try (Pool<ScriptedResource> pool =
                Pool.of(factory).name("told").maximumSize(1).listener(listener).build()) {
            Lease<ScriptedResource> lease = pool.acquire();
            assertThat(pool.tryAcquire()).isEmpty();
            lease.close();
            pool.acquire().retire(new IOException("torn"));
            listener.await("retired", 1);
            listener.await("opened", 1);
        }
        for (String kind : List.of("acquired", "returned", "timedOut")) {
            assertThat(listener.threads(kind)).isNotEmpty().containsOnly(Thread.currentThread());
        }
        for (String kind : List.of("opened", "retired")) {
            assertThat(listener.threads(kind)).isNotEmpty().doesNotContain(Thread.currentThread());
        }
    }

    @Test
    void aSlowListenerDelaysNoOtherPool() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        PoolListener slow = new PoolListener() {
            @Override
            public void retired(PoolEvent event) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        ScriptedFactory factory = new ScriptedFactory();
        try (Pool<ScriptedResource> slowed = Pool.of(factory)
                        .name("slowed")
                        .maximumSize(4)
                        .closeTimeout(Duration.ofMillis(200))
                        .listener(slow)
                        .build();
                Pool<ScriptedResource> other =
                        Pool.of(new ScriptedFactory()).name("other").build()) {
            for (int i = 0; i < 4; i++) {
                slowed.acquire(Duration.ofSeconds(5)).retire(new IOException("torn"));
            }
            for (int i = 0; i < 10; i++) {
                other.acquire(Duration.ofSeconds(5)).retire(new IOException("torn"));
            }
            release.countDown();
        }
    }

    @Test
    void aReportTellsWhatTheHolderDoesNow() throws Exception {
        CountDownLatch holds = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (LogLines log = new LogLines()) {
            Pool<ScriptedResource> pool =
                    stage.pool(settings -> settings.maximumSize(1).leaseReportAfter(Duration.ofSeconds(10)));
            Doing<Boolean> holder = new Doing<>(() -> work(pool, holds, release), "slow");
            holds.await();
            Stage.await("it waits", () -> holder.thread.getState() == Thread.State.TIMED_WAITING);
            stage.runner.pass(Duration.ofSeconds(20));
            release.countDown();
            assertThat(holder.get()).isTrue();
            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line)
                            .contains("is held for longer than 10.0 s; thread slow")
                            .contains("now at io.leasehold.testkit.PoolTellsTest.work(PoolTellsTest.java:"));
        }
    }

    private boolean work(Pool<ScriptedResource> pool, CountDownLatch holds, CountDownLatch release)
            throws InterruptedException {
        try (Lease<ScriptedResource> lease = stage.acquire(pool)) {
            holds.countDown();
            return release.await(60, TimeUnit.SECONDS) && lease.resource() != null;
        }
    }

    @Test
    void theLogTellsWhatAPersonOnCallCanActOn() throws Exception {
        try (LogLines log = new LogLines()) {
            Pool<ScriptedResource> pool = stage.pool(settings -> settings.name("orders")
                    .maximumSize(1)
                    .leaseReportAfter(Duration.ofSeconds(10))
                    .leaseTerm(Duration.ofSeconds(60))
                    .openTimeout(Duration.ofSeconds(3)));
            stage.factory.opens().fail(new IOException("connection refused"));
            Doing<ScriptedResource> forgetful = new Doing<>(() -> pool.acquire().resource(), "forgetful");
            stage.ticker.awaitParked(1);
            stage.runner.pass(Duration.ofSeconds(1));
            assertThat(forgetful.get().id()).isOne();
            stage.runner.pass(Duration.ofSeconds(90));
            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("WARN orders: cannot open")
                            .contains("connection refused"))
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("WARN orders: #1 is held for longer than 10.0 s")
                            .contains("thread forgetful"))
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("WARN orders: the lease of #1 is revoked")
                            .contains("its term of 60.0 s was over")
                            .contains("thread forgetful"));
        }
    }

    @Test
    void whatHangsInTheDriverIsLoggedAsAnErrorNamingItAndTheDriver() {
        try (LogLines log = new LogLines()) {
            Pool<ScriptedResource> pool = stage.pool(1);
            Lease<ScriptedResource> lease = stage.acquire(pool);
            stage.factory.closes().hangDeaf();
            stage.factory.aborts().hangDeaf();
            lease.retire(new IOException("torn"));
            for (int i = 0; i < 2; i++) {
                while (stage.runner.pending() > 0) {
                    stage.runner.startNext();
                }
                Stage.await("it hangs", () -> stage.factory.closes().hanging() == 1);
                stage.ticker.advance(Duration.ofSeconds(6));
                stage.runner.upkeep();
            }
            Stage.await("it is lost", () -> {
                stage.runner.upkeep();
                return pool.snapshot().lost() == 1;
            });
            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("ERROR stage: a close of #1 hangs in the driver")
                            .contains(ScriptedResource.class.getName()));
        }
    }

    @Test
    void theSnapshotIsReadableOverJmxAndNothingCanBeSet() throws Exception {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.name("seen").maximumSize(3).registerMbeans(true));
        stage.fill(pool, 2);
        Lease<ScriptedResource> lease = pool.acquire();
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("io.leasehold:type=Pool,name=\"seen\"");
        assertThat(server.getAttribute(name, "Idle")).isEqualTo(1);
        assertThat(server.getAttribute(name, "Leased")).isEqualTo(1);
        assertThat(server.getAttribute(name, "Maximum")).isEqualTo(3);
        assertThat(server.getAttribute(name, "State")).isEqualTo("OPEN");
        assertThat(server.getMBeanInfo(name).getAttributes()).noneMatch(MBeanAttributeInfo::isWritable);
        assertThatThrownBy(() -> server.setAttribute(name, new Attribute("Maximum", 5)))
                .isInstanceOf(JMException.class);
        lease.close();
        pool.close();
        assertThat(server.isRegistered(name)).isFalse();
    }

    @Test
    void withoutBeingAskedNothingIsRegistered() throws Exception {
        stage.pool(settings -> settings.name("unseen"));
        assertThat(ManagementFactory.getPlatformMBeanServer()
                        .isRegistered(new ObjectName("io.leasehold:type=Pool,name=\"unseen\"")))
                .isFalse();
    }

    @Test
    void whatItsReturnByAnotherThreadCostsIsToldAndHappensOnce() throws Exception {
        try (LogLines log = new LogLines()) {
            Pool<ScriptedResource> pool = stage.pool(1);
            for (int round = 0; round < 3; round++) {
                Lease<ScriptedResource> lease = stage.acquire(pool);
                Stage.start(() -> {
                            lease.close();
                            return null;
                        })
                        .get();
                stage.runner.settle();
            }
            assertThat(stage.listener.events("retired"))
                    .singleElement()
                    .extracting(PoolEvent::reason)
                    .isEqualTo(RetireReason.RETURNED_BY_ANOTHER);
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("another thread"))
                    .singleElement()
                    .asString()
                    .startsWith("INFO stage: #1 is destroyed: returned by another thread than its holder's");
        }
    }
}
