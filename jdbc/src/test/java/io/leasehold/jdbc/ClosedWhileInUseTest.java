package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Two threads on one connection: the log says which. */
class ClosedWhileInUseTest {

    @Test
    void theLogNamesBothThreads() throws Exception {
        RecordingDriver driver = new RecordingDriver();
        try (Texts texts = new Texts();
                LeaseholdDataSource pool = LeaseholdDataSource.builder()
                        .poolName("shared")
                        .dataSource(driver.dataSource())
                        .maximumPoolSize(1)
                        .build()) {
            Connection connection = pool.getConnection();
            Statement statement = connection.createStatement();
            driver.onExecute = () -> closeOnAnotherThread(connection);
            statement.execute("anything");

            assertThat(texts.all())
                    .anySatisfy(line -> assertThat(line)
                            .contains("is destroyed: closed while in use")
                            .contains("thread closer returned it while its holder, thread "
                                    + Thread.currentThread().getName() + ", was inside a call"));
        }
    }

    private static void closeOnAnotherThread(Connection connection) {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        new Thread(
                        () -> {
                            try {
                                connection.close();
                                closed.complete(null);
                            } catch (Exception e) {
                                closed.completeExceptionally(e);
                            }
                        },
                        "closer")
                .start();
        closed.join();
    }
}
