package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A connection that is destroyed for a cancel: the log says whose it was, and whose it is. */
class CancelledTest {

    private static final String SECRET = "canary_statement";

    @Test
    void p3TheLogNamesWhoCancelledAndWhoHeldAndNoStatement() throws Exception {
        RecordingDriver driver = new RecordingDriver();
        try (Texts texts = new Texts();
                LeaseholdDataSource pool = LeaseholdDataSource.builder()
                        .poolName("cancelled")
                        .dataSource(driver.dataSource())
                        .maximumPoolSize(1)
                        .build()) {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                driver.onExecute = () -> cancelOnAnotherThread(statement);
                statement.execute(SECRET);
            }

            assertThat(texts.all())
                    .anySatisfy(line -> assertThat(line)
                            .contains("is destroyed: left in an unknown state: ")
                            .contains("cancelled by thread canceller; its holder was thread "
                                    + Thread.currentThread().getName()));
            assertThat(texts.all()).noneSatisfy(line -> assertThat(line).contains(SECRET));
        }
    }

    private static void cancelOnAnotherThread(Statement statement) {
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        new Thread(
                        () -> {
                            try {
                                statement.cancel();
                                cancelled.complete(null);
                            } catch (SQLException e) {
                                cancelled.completeExceptionally(e);
                            }
                        },
                        "canceller")
                .start();
        cancelled.join();
    }
}
