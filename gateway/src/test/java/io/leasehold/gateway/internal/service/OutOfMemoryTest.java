package io.leasehold.gateway.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.leasehold.gateway.internal.settings.Records;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import java.util.List;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A statement for which the memory does not suffice: it fails, and nothing else does. */
class OutOfMemoryTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.leasehold.gateway");
    private final Level before = logger.getLevel();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(lines);
        logger.setLevel(before);
    }

    @Test
    void aValueThatFindsNoMemoryFailsItsStatementAndCostsItsConnection() throws Exception {
        fails(ScarceMemoryDriver.TOO_LARGE);
    }

    @Test
    void aDriverThatSaysItFoundNoMemoryCostsItsConnectionAsWell() throws Exception {
        fails(ScarceMemoryDriver.SAID_TO_BE_TOO_LARGE);
    }

    private void fails(String value) throws Exception {
        try (Stage stage = Stage.on(Databases.h2())
                .backend(one -> Records.with(one, "driverClassName", ScarceMemoryDriver.class.getName()))
                .build()) {
            Client ann = stage.client("ann");
            String before = ann.value("SELECT SESSION_ID()");

            TGetOperationStatusResp failed = ann.failure(
                    "SELECT CASE WHEN x = 5 THEN '" + value + "' ELSE 'small' END FROM SYSTEM_RANGE(1, 10)");

            assertThat(failed.getSqlState()).isEqualTo("53200");
            assertThat(failed.getErrorMessage()).contains("the gateway's memory does not suffice");
            stage.await("its connection is gone", () -> stage.leased() == 0);
            assertThat(ann.value("SELECT SESSION_ID()")).isNotEqualTo(before);
        }
        List<ILoggingEvent> told = List.copyOf(lines.list).stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                .toList();
        assertThat(told).hasSize(1);
        assertThat(told.get(0).getFormattedMessage()).contains("there was no memory for it");
        assertThat(told.get(0).getThrowableProxy()).as("no stack").isNull();
    }

    @Test
    void aCallThatFindsNoMemoryIsAnswered() throws Exception {
        TStatus status = CallContext.answer(
                () -> {
                    throw new OutOfMemoryError("Java heap space");
                },
                failure -> failure);
        assertThat(status.getSqlState()).isEqualTo("53200");
    }

    /** The driver has lost its place in what the server sends it then. */
    @Test
    void moreAtOnceThanADriverMayHoldFailsTheStatementAndCostsItsConnection() throws Exception {
        TestDatabase database = Databases.postgres();
        String url = database.jdbcUrl();
        String limited = url + (url.contains("?") ? "&" : "?") + "maxResultBuffer=1000000";
        try (Stage stage = Stage.on(database)
                .backend(one -> Records.with(one, "jdbcUrl", limited))
                .build()) {
            Client ann = stage.client("ann");
            String before = ann.value("SELECT pg_backend_pid()");

            TGetOperationStatusResp failed = ann.failure("SELECT repeat('x', 2000000)");

            assertThat(failed.getSqlState()).isEqualTo("53200");
            assertThat(failed.getErrorMessage()).contains("its rows are too large", "maxResultBuffer");
            stage.await("its connection is gone", () -> stage.leased() == 0);
            assertThat(ann.value("SELECT pg_backend_pid()")).isNotEqualTo(before);
        }
    }
}
