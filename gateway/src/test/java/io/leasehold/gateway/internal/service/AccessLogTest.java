package io.leasehold.gateway.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.leasehold.gateway.internal.operation.OperationEnd;
import io.leasehold.gateway.internal.operation.Phase;
import io.leasehold.testbed.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.thrift.TException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Who did what, as the access log has it. */
class AccessLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.leasehold.gateway.access");
    private final Level before = logger.getLevel();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    };

    @BeforeEach
    void listen() {
        appender.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(appender);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(appender);
        logger.setLevel(before);
    }

    @OnBackends
    void eachSessionAndEachOperationThatIsOverHasALine(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).accessLog().build()) {
            Client ann = stage.client("ann");
            toItsEnd(ann);
            ann.failure("SELECT no_such_column_here FROM nowhere");
            ann.closeSession();
            stage.await("all of it is told", () -> lines.stream().anyMatch(line -> line.contains(" ended ")));
            assertThat(lines)
                    .anySatisfy(
                            line -> assertThat(line).matches("session [0-9a-f-]{36} opened user=ann from=192.0.2.7"))
                    .anySatisfy(line -> assertThat(line)
                            .matches("operation [0-9a-f]{32} finished session=[0-9a-f-]{36} user=ann from=192.0.2.7"
                                    + " backend=db verb=SELECT waitedMs=[0-9]+ ranMs=[0-9]+ rows=1"))
                    .anySatisfy(line -> assertThat(line)
                            .matches("operation [0-9a-f]{32} failed session=[0-9a-f-]{36} user=ann"
                                    + " from=192.0.2.7 backend=db verb=SELECT waitedMs=[0-9]+ ranMs=[0-9]+"
                                    + " rows=0 sqlState=[0-9A-Z]{5}"))
                    .anySatisfy(line -> assertThat(line)
                            .matches("session [0-9a-f-]{36} ended user=ann from=192.0.2.7 ms=[0-9]+ why=closed"))
                    .allSatisfy(line -> assertThat(line).doesNotContain("no_such_column_here"));
        }
    }

    @OnBackends
    void withoutTheSettingNothingIsWrittenDown(TestDatabase database) throws Exception {
        List<OperationEnd> ended = new CopyOnWriteArrayList<>();
        try (Stage stage = Stage.on(database).ended(ended::add).build()) {
            Client ann = stage.client("ann");
            toItsEnd(ann);
            stage.await("it is told", () -> !ended.isEmpty());
            assertThat(ended).extracting(OperationEnd::outcome).containsExactly(Phase.FINISHED);
            assertThat(lines).isEmpty();
        }
    }

    @OnBackends
    void whatAListenerThrowsHarmsNobody(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database)
                .ended(end -> {
                    throw new IllegalStateException("full");
                })
                .build()) {
            Client ann = stage.client("ann");
            assertThat(ann.value("SELECT 7")).isEqualTo("7");
            stage.await("its connection is back", () -> stage.leased() == 0);
        }
    }

    @Test
    void theTextOfAStatementIsThereOnlyWhereItMayBeShownAndOnOneLine() {
        new AccessLog().accept(end("ann", "SELECT \"a\"\nFROM t"));
        assertThat(lines).singleElement().asString().endsWith(" rows=3 changed=2 sql=\"SELECT \\\"a\\\"?FROM t\"");
    }

    @Test
    void nothingThatAClientChoosesBeginsALineOrAValueOfItsOwn() {
        new AccessLog().accept(end("ann\nsession 1 ended user=root \u2028", ""));
        assertThat(lines)
                .singleElement()
                .asString()
                .contains(" user=ann?session?1?ended?user?root?? as=reports from=")
                .doesNotContain("\n", "\u2028", "user=root");
        new AccessLog().accept(end("x".repeat(10_000), "y".repeat(100_000)));
        assertThat(lines.get(1)).hasSizeLessThan(3_000);
    }

    /** Who closes one earlier has it cancelled. */
    private static void toItsEnd(Client client) throws TException {
        TOperationHandle query = client.start("SELECT 7");
        assertThat(client.rows(query)).hasSize(1);
        client.close(query);
    }

    private static OperationEnd end(String user, String sql) {
        return new OperationEnd(
                "1",
                "2",
                user,
                "reports",
                "192.0.2.7",
                "db",
                "SELECT",
                sql,
                Phase.FINISHED,
                "",
                Duration.ofMillis(5),
                Duration.ofMillis(7),
                3,
                2);
    }
}
