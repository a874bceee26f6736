package io.leasehold.gateway.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.leasehold.gateway.internal.backend.Backend;
import io.leasehold.gateway.internal.backend.BackendLease;
import io.leasehold.gateway.internal.backend.BackendSettings;
import io.leasehold.gateway.internal.backend.GateLimits;
import io.leasehold.gateway.internal.backend.Identity;
import io.leasehold.gateway.internal.result.FetchLimits;
import io.leasehold.jdbc.Credentials;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import io.leasehold.testkit.ManualTicker;
import io.leasehold.testkit.StepRunner;
import java.lang.reflect.Proxy;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The end of a statement whose cancel is on its way. */
class InFlightTest {

    private final ManualTicker ticker = new ManualTicker();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch isSending = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @AfterEach
    void end() {
        mayEnd.countDown();
        threads.shutdown();
    }

    /** A statement whose cancel takes as long as the test wants. */
    private Statement statement() {
        return (Statement) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Statement.class}, (self, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("cancel");
                    isSending.countDown();
                    mayEnd.await();
                    return null;
                });
    }

    private interface Body {
        void run(FutureTask<Void> over) throws Exception;
    }

    /** Cancels a statement, has its use end while the cancel is being sent, and looks at the lease after all that. */
    private void whileACancelIsSent(Body body) throws Exception {
        TestDatabase database = Databases.h2();
        BackendSettings settings = BackendSettings.of(
                        "db", database.jdbcUrl(), Credentials.of(database.user(), database.password()))
                .allowSuperuser(true);
        try (Backend backend = Backend.open(
                        settings,
                        GateLimits.DEFAULT,
                        new Backend.Around(threads, ticker, FetchLimits.ofHeap(2), null));
                Deadlines deadlines = new Deadlines(ticker, new StepRunner(ticker), threads);
                BackendLease lease = backend.acquire(new Identity("ann", "ann"))) {
            InFlight flight = new InFlight(backend, lease, OperationSettings.DEFAULT, deadlines, new AtomicLong());
            assertThat(flight.executing(statement())).isTrue();
            flight.cancel();
            assertThat(isSending.await(60, TimeUnit.SECONDS)).isTrue();
            FutureTask<Void> over = new FutureTask<>(flight::over, null);
            threads.execute(over);
            ticker.awaitParked(1);
            body.run(over);
            over.get(60, TimeUnit.SECONDS);
            assertThat(lease.doom()).as("its connection serves nobody else").isNotEmpty();
            assertThat(deadlines.pending()).isZero();
        }
    }

    @Test
    void aReaderThatIsNotWantedHasAMomentToNoticeBeforeItIsCancelled() throws Exception {
        reads((flight, lease, runner, deadlines) -> {
            flight.endSoon();
            runner.pass(Duration.ofMillis(99));
            assertThat(lease.doom()).isEmpty();
            runner.pass(Duration.ofMillis(1));
            assertThat(isSending.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(lease.doom()).isNotEmpty();
            mayEnd.countDown();
            flight.over();
        });
    }

    @Test
    void aReaderThatHasNoticedCostsNoConnection() throws Exception {
        reads((flight, lease, runner, deadlines) -> {
            flight.endSoon();
            flight.over();
            runner.pass(Duration.ofSeconds(1));
            assertThat(lease.doom()).isEmpty();
        });
    }

    @Test
    void rowsThatNobodyWantsAreSkippedForFiveSecondsAtMost() throws Exception {
        reads((flight, lease, runner, deadlines) -> {
            flight.endSoon();
            flight.skips(true);
            runner.pass(Duration.ofMillis(4_999));
            assertThat(lease.doom()).isEmpty();
            runner.pass(Duration.ofMillis(1));
            assertThat(isSending.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(lease.doom()).isNotEmpty();
            mayEnd.countDown();
            flight.over();
        });
    }

    @Test
    void whoHurriesDoesNotWaitForThem() throws Exception {
        reads((flight, lease, runner, deadlines) -> {
            flight.hurry();
            runner.pass(Duration.ofSeconds(1));
            assertThat(lease.doom()).as("nothing is skipped yet").isEmpty();
            flight.skips(true);
            runner.pass(Duration.ofMillis(99));
            assertThat(lease.doom()).isEmpty();
            runner.pass(Duration.ofMillis(1));
            assertThat(isSending.await(60, TimeUnit.SECONDS)).isTrue();
            mayEnd.countDown();
            flight.over();
        });
    }

    @Test
    void rowsThatWereSkippedInTimeCostNoConnection() throws Exception {
        reads((flight, lease, runner, deadlines) -> {
            flight.skips(true);
            flight.over();
            assertThat(deadlines.pending()).isZero();
            runner.pass(Duration.ofSeconds(10));
            assertThat(lease.doom()).isEmpty();
        });
    }

    private interface Reader {
        void run(InFlight flight, BackendLease lease, StepRunner runner, Deadlines deadlines) throws Exception;
    }

    private void reads(Reader reader) throws Exception {
        runs(statement(), reader);
    }

    private void runs(Statement statement, Reader reader) throws Exception {
        leases((flight, lease, runner, deadlines) -> {
            assertThat(flight.executing(statement)).isTrue();
            reader.run(flight, lease, runner, deadlines);
        });
    }

    private void leases(Reader reader) throws Exception {
        TestDatabase database = Databases.h2();
        BackendSettings settings = BackendSettings.of(
                        "db", database.jdbcUrl(), Credentials.of(database.user(), database.password()))
                .allowSuperuser(true);
        StepRunner runner = new StepRunner(ticker);
        try (Backend backend = Backend.open(
                        settings,
                        GateLimits.DEFAULT,
                        new Backend.Around(threads, ticker, FetchLimits.ofHeap(2), null));
                Deadlines deadlines = new Deadlines(ticker, runner, Runnable::run);
                BackendLease lease = backend.acquire(new Identity("ann", "ann"))) {
            InFlight flight = new InFlight(backend, lease, OperationSettings.DEFAULT, deadlines, new AtomicLong());
            reader.run(flight, lease, runner, deadlines);
        }
    }

    /** Does something each time that a line of the class is written, before who writes it goes on. */
    private static final class AtEachLine extends AppenderBase<ILoggingEvent> implements AutoCloseable {

        private final Logger logger = (Logger) LoggerFactory.getLogger(InFlight.class);
        private final Runnable what;

        AtEachLine(Runnable what) {
            this.what = what;
            start();
            logger.setLevel(Level.WARN);
            logger.addAppender(this);
        }

        @Override
        protected void append(ILoggingEvent line) {
            what.run();
        }

        @Override
        public void close() {
            logger.detachAppender(this);
            logger.setLevel(null);
        }
    }

    /** What is ended at the server is then nobody else's. */
    @Test
    void theConnectionOfWhatMakesNoStatementAndEndsJustAsItIsCutOffServesNobodyElse() throws Exception {
        leases((flight, lease, runner, deadlines) -> {
            List<String> atItsEnd = new ArrayList<>();
            flight.cancel();
            assertThat(lease.doom()).as("it may end by itself").isEmpty();
            try (AtEachLine end = new AtEachLine(() -> {
                flight.over();
                atItsEnd.add(lease.doom());
            })) {
                runner.pass(OperationSettings.DEFAULT.abortAfter());
            }
            assertThat(atItsEnd).containsExactly("its statement did not end after a cancel");
        });
    }

    /** A cancel that was at the server before its statement is lost, and so may the second be. */
    @Test
    void aCancelIsSentAgainUntilItsStatementEnds() throws Exception {
        Semaphore cancels = new Semaphore(0);
        Statement heedless = (Statement) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Statement.class}, (self, method, arguments) -> {
                    cancels.release();
                    return null;
                });
        runs(heedless, (flight, lease, runner, deadlines) -> {
            flight.cancel();
            for (int i = 0; i < 3; i++) {
                assertThat(cancels.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
                // beside the deadline of the abort there is that of the next cancel
                long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
                while (deadlines.pending() < 2) {
                    assertThat(System.nanoTime() - giveUp).isNegative();
                    Thread.onSpinWait();
                }
                runner.pass(Duration.ofMillis(499));
                assertThat(cancels.availablePermits()).isZero();
                runner.pass(Duration.ofMillis(1));
            }
            assertThat(cancels.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
            flight.over();
            assertThat(deadlines.pending()).isZero();
        });
    }

    @Test
    void itWaitsUntilTheCancelWasSent() throws Exception {
        whileACancelIsSent(over -> {
            assertThat(over.isDone()).isFalse();
            mayEnd.countDown();
        });
    }

    @Test
    void itWaitsForTwoSecondsAtMost() throws Exception {
        whileACancelIsSent(over -> {
            ticker.advance(Duration.ofMillis(1_900));
            ticker.awaitParked(1);
            assertThat(over.isDone()).isFalse();
            ticker.advance(Duration.ofMillis(100));
        });
    }
}
