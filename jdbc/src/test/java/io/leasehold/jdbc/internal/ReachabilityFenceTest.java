package io.leasehold.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.PoolEvent;
import io.leasehold.RetireReason;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Compiled code keeps an object only until its last use: a handle that nobody but a running call refers to must stay
 * reachable until that call is over, or its lease is taken for abandoned under it.
 */
class ReachabilityFenceTest {

    private static final int COMPILED = 30_000;

    private final HandleFixture fixture = new HandleFixture(true, b -> b.abandonedAfter(Duration.ofMillis(100)));
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void closePool() {
        go.countDown();
        fixture.close();
    }

    @Test
    void aCompiledCallThatBlocksInTheDriverKeepsItsLease() throws Exception {
        Future<String> answer = callAndForget(connection -> connection.nativeSQL("x"));
        for (int i = 0; i < 20; i++) {
            System.gc();
            assertThat(fixture.retired.poll(50, TimeUnit.MILLISECONDS)).isNull();
        }
        go.countDown();
        assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo("text");
    }

    /** The counter-proof: what the test above does would notice a handle that is collected. */
    @Test
    void aCallPastTheHandleLosesTheLease() throws Exception {
        callAndForget(connection -> connection.physical.connection().nativeSQL("x"));
        PoolEvent retired = null;
        for (int i = 0; i < 400 && retired == null; i++) {
            System.gc();
            retired = fixture.retired.poll(50, TimeUnit.MILLISECONDS);
        }
        assertThat(retired).isNotNull();
        assertThat(retired.reason()).isEqualTo(RetireReason.ABANDONED);
    }

    interface Use {
        String of(ConnectionHandle connection) throws SQLException;
    }

    /**
     * Enough calls that the one to come runs as compiled code, which knows when the handle is used last: until a round of them has
     * given the compiler, which works beside them, nothing more to do.
     */
    private void compile(Use use) throws SQLException {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long before;
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        do {
            before = compiler.getTotalCompilationTime();
            call(use);
        } while (compiler.getTotalCompilationTime() != before && System.nanoTime() - giveUp < 0);
    }

    private void call(Use use) throws SQLException {
        try (ConnectionHandle connection = fixture.acquire()) {
            for (int i = 0; i < COMPILED; i++) {
                use.of(connection);
                fixture.driver.calls.clear();
            }
        }
    }

    /** Starts a call that blocks in the driver, by a thread that keeps no reference to the handle. */
    private Future<String> callAndForget(Use use) throws InterruptedException, SQLException {
        compile(use);
        fixture.driver.onCall = (target, method) -> {
            if (method.getName().equals("nativeSQL")) {
                inside.countDown();
                go.await();
            }
        };
        FutureTask<String> call = new FutureTask<>(() -> use.of(fixture.acquire()));
        new Thread(call).start();
        assertThat(inside.await(60, TimeUnit.SECONDS)).isTrue();
        return call;
    }
}
