package io.leasehold.gateway.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.gateway.PinMode;
import org.junit.jupiter.api.Test;

/** A connection that a session keeps, and threads that come to it late. */
class SessionPinTest {

    /** What was due could not be called off any more as the statement came. */
    @Test
    void aTransactionIsNotRolledBackForARestThatHasEndedMeanwhile() throws Exception {
        for (PinMode mode : PinMode.values()) {
            try (PinStage stage = new PinStage(mode)) {
                stage.sql("DROP TABLE IF EXISTS rested", "CREATE TABLE rested (id INT)");
                stage.run("BEGIN");
                stage.run("INSERT INTO rested VALUES (1)");
                stage.isBusy = true;
                stage.runner.pass(OperationSettings.DEFAULT.transactionIdle());
                stage.isBusy = false;
                stage.run("INSERT INTO rested VALUES (2)");
                stage.catchesUp();
                stage.run("COMMIT");
                assertThat(stage.value("SELECT COUNT(*) FROM rested"))
                        .as("%s", mode)
                        .isEqualTo("2");
            }
        }
    }
}
