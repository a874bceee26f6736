package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Who aborts a connection means to: nobody is to be woken for it. */
class AbortIsNoWarningTest {

    private static final String POOL = "aborted on purpose";

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.leasehold");
    private final Level before = logger.getLevel();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        logger.setLevel(before);
    }

    @Test
    void aConnectionThatItsHolderAbortsIsDestroyedWithoutAWarning() throws Exception {
        try (LeaseholdDataSource pool = LeaseholdDataSource.builder()
                .poolName(POOL)
                .jdbcUrl("jdbc:h2:mem:aborted")
                .maximumPoolSize(1)
                .build()) {
            pool.getConnection().abort(Runnable::run);
            pool.getConnection().close();
            await().untilAsserted(() ->
                    assertThat(said()).contains("INFO " + POOL + ": #1 is destroyed, as its holder asked"));
            assertThat(said()).noneMatch(line -> line.startsWith("WARN"));
        }
    }

    private List<String> said() {
        return List.copyOf(log.list).stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .filter(line -> line.contains(POOL))
                .toList();
    }
}
