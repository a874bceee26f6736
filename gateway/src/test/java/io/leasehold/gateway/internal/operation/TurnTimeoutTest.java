package io.leasehold.gateway.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.gateway.PinMode;
import io.leasehold.gateway.internal.backend.Backend;
import io.leasehold.gateway.internal.backend.BackendSettings;
import io.leasehold.gateway.internal.backend.GateLimits;
import io.leasehold.gateway.internal.backend.Identity;
import io.leasehold.gateway.internal.backend.Turn;
import io.leasehold.gateway.internal.result.Budget;
import io.leasehold.gateway.internal.result.FetchLimits;
import io.leasehold.gateway.internal.result.ReadAhead;
import io.leasehold.gateway.internal.result.ResultLimits;
import io.leasehold.gateway.internal.sql.ClientDialect;
import io.leasehold.gateway.internal.sql.Rows;
import io.leasehold.gateway.internal.sql.SqlRules;
import io.leasehold.gateway.internal.sql.StatementReaders;
import io.leasehold.jdbc.Credentials;
import io.leasehold.session.ConnectionKind;
import io.leasehold.session.SessionOptions;
import io.leasehold.session.SessionRegistry;
import io.leasehold.spi.Ticker;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import io.leasehold.testkit.ManualTicker;
import io.leasehold.testkit.StepRunner;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A statement that has its turn at the moment at which it has waited for too long. */
class TurnTimeoutTest {

    private final ManualTicker ticker = new ManualTicker();
    private final StepRunner runner = new StepRunner(ticker);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch isRunning = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    /** Happens as the gate next looks what time it is, which it does to tell how long others have had their leases. */
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>();

    private volatile boolean isRacing;

    @AfterEach
    void end() {
        mayEnd.countDown();
        threads.shutdown();
    }

    private final Ticker gatesTicker = new Ticker() {
        @Override
        public long nanos() {
            Runnable now = meanwhile.getAndSet(null);
            if (now != null) {
                now.run();
            }
            return ticker.nanos();
        }

        @Override
        public long coarseNanos() {
            return ticker.coarseNanos();
        }
    };

    private Outcome work() {
        isRunning.countDown();
        await(mayEnd);
        return Outcome.changed(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is due is done by who steps the time; what has its turn runs on a thread of its own. */
    private Operations operations() {
        return new Operations(
                OperationSettings.DEFAULT,
                ticker,
                runner,
                task -> {
                    if (isRacing) {
                        threads.execute(task);
                    } else {
                        task.run();
                    }
                },
                user -> new ReadAhead(ResultLimits.DEFAULT, Budget.ofHeap(50), user, ticker),
                List.of());
    }

    private static GatewaySession session(Operations operations, Backend backend, SessionRegistry registry) {
        SessionProfile profile = new SessionProfile(
                backend,
                new Identity("ann", "ann"),
                PinMode.AUTO,
                StatementReaders.of(ClientDialect.HIVE, backend.kind(), SqlRules.DEFAULT),
                "192.0.2.7");
        AtomicReference<GatewaySession> opened = new AtomicReference<>();
        registry.start("192.0.2.7", ConnectionKind.LASTING)
                .open(
                        "ann",
                        SessionOptions.DEFAULT,
                        session -> opened.set(new GatewaySession(operations, profile, session, Duration.ZERO)));
        return opened.get();
    }

    @Test
    void isNotToldThatItWasNotRun() throws Exception {
        TestDatabase database = Databases.h2();
        BackendSettings settings = BackendSettings.of(
                        "db", database.jdbcUrl(), Credentials.of(database.user(), database.password()))
                .allowSuperuser(true)
                .maximumPoolSize(1);
        try (Backend backend = Backend.open(
                        settings,
                        GateLimits.DEFAULT,
                        new Backend.Around(threads, gatesTicker, FetchLimits.ofHeap(2), null));
                Operations operations = operations();
                SessionRegistry registry = SessionRegistry.named("turns").build()) {
            Turn others = backend.gate().enter("bob", "bob's", "his statement", false, turn -> {});
            Operation operation = operations.submit(
                    session(operations, backend, registry),
                    new OperationRequest((lease, flight) -> work(), "INSERT", "", Rows.NO),
                    Duration.ZERO);
            meanwhile.set(() -> {
                isRacing = true;
                others.over();
                await(isRunning);
            });
            runner.pass(OperationSettings.DEFAULT.turnTimeout());
            assertThat(isRunning.getCount()).isZero();
            mayEnd.countDown();
            operation.settled().get(60, TimeUnit.SECONDS);
            assertThat(operation.status().error()).isNull();
            assertThat(operation.status().phase()).isEqualTo(Phase.FINISHED);
        }
    }
}
