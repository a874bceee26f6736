package io.leasehold.gateway.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.leasehold.gateway.internal.settings.Records;
import io.leasehold.testbed.Databases;
import java.time.Duration;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TOperationState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A driver that throws what no driver should: it costs its connection, and nothing is left running or leased. */
class BrokenDriverTest {

    @BeforeEach
    @AfterEach
    void mend() {
        BrokenDriver.BROKEN.clear();
    }

    private static Stage.Plan plan() {
        return Stage.on(Databases.h2())
                .backend(one -> Records.with(one.maximumPoolSize(1), "driverClassName", BrokenDriver.class.getName()));
    }

    private static void breaks(String call) {
        BrokenDriver.BROKEN.put(call, () -> new IllegalStateException("the driver is broken"));
    }

    @Test
    void aTransactionWhoseRollbackThrowsAnythingIsLostWithItsConnection() throws Exception {
        try (Stage stage = plan().stepped().build()) {
            Client ann = stage.client("ann");
            ann.run("CREATE LOCAL TEMPORARY TABLE scratch (id INT)");
            ann.run("BEGIN");
            breaks("ROLLBACK");
            stage.pass(Duration.ofMinutes(11));
            stage.await("nothing is leased", () -> stage.leased() == 0);
            assertThat(ann.failure("SELECT 1").getErrorMessage()).contains("is lost");
            assertThat(ann.value("SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aStatementEndsThoughItsDriverThrowsAnythingWhenAskedForTheTransaction() throws Exception {
        try (Stage stage = plan().build()) {
            Client ann = stage.client("ann");
            ann.run("BEGIN");
            breaks("getAutoCommit");
            TOperationHandle query = ann.start("SELECT 1");
            stage.await("nothing is leased", () -> stage.leased() == 0);
            stage.awaitNothingRuns();
            assertThat(ann.settled(query).getOperationState()).isEqualTo(TOperationState.FINISHED_STATE);
            mend();
            assertThat(ann.failure("COMMIT").getErrorMessage())
                    .contains("transaction")
                    .contains("is lost");
            assertThat(ann.value("SELECT 1")).isEqualTo("1");
        }
    }

    /** Such as for want of memory. */
    @Test
    void aStatementEndsAndItsConnectionGoesBackThoughItsErrorCannotBeWrittenDown() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("io.leasehold.gateway.internal.operation.Runner");
        AppenderBase<ILoggingEvent> full = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent line) {
                throw new AssertionError("nothing can be written");
            }
        };
        full.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(full);
        try (Stage stage = plan().build()) {
            Client ann = stage.client("ann");
            breaks("SELECT 7");
            assertThat(ann.failure("SELECT 7").getErrorMessage()).contains("the gateway failed");
            ann.run("BEGIN");
            assertThat(ann.failure("SELECT 7").getErrorMessage()).contains("the gateway failed");
            mend();
            assertThat(ann.failure("SELECT 1").getErrorMessage()).contains("is lost");
            assertThat(ann.value("SELECT 1")).isEqualTo("1");
            stage.await("nothing is leased", () -> stage.leased() == 0);
        } finally {
            logger.detachAppender(full);
            logger.setLevel(null);
        }
    }

    /** Its turn is over with its failure, so the pool must have room for who is next. */
    @Test
    void aConnectionThatCannotBeLookedAtForAnyReasonIsDestroyed() throws Exception {
        try (Stage stage = plan().build()) {
            Client ann = stage.client("ann");
            assertThat(ann.value("SELECT 1")).isEqualTo("1");
            BrokenDriver.BROKEN.put("SELECT SESSION_ID(), ", () -> new NoClassDefFoundError("a class of the driver"));
            assertThat(ann.failure("SELECT 1").getErrorMessage()).contains("the gateway failed");
            assertThat(stage.leased()).isZero();
            mend();
            assertThat(ann.value("SELECT 1")).isEqualTo("1");
        }
    }
}
