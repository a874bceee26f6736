package io.leasehold.gateway.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.leasehold.testbed.Databases;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.hive.service.rpc.thrift.TFetchOrientation;
import org.apache.hive.service.rpc.thrift.TFetchResultsReq;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TMemoryBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A client that goes while its call is served is no error. */
class ClientGoneTest {

    /** Nobody else will ever have the handle; the session of a client of HTTP may well be used again. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aStatementWhoseClientGoesBeforeItHasItsHandleIsCancelledAndItsSessionGoesOn(boolean isAsync) throws Exception {
        try (Stage stage = Stage.on(Databases.postgres()).build()) {
            Client ann = new Client(stage.core, FakeCaller.request(stage.core.registry(), "ann"));
            ann.open(Map.of());
            // Of CALL it is not known beforehand whether rows come, so it is waited for until it is; and it pins.
            stage.sql("CREATE OR REPLACE PROCEDURE nap() LANGUAGE sql AS 'SELECT pg_sleep(600)'");
            FutureTask<Void> served = new FutureTask<>(() -> {
                ann.send(isAsync ? "CALL nap()" : "SELECT pg_sleep(600)", isAsync, 0);
                return null;
            });
            new Thread(served, "call").start();
            stage.await("it runs", () -> stage.isRunning("sleep") || stage.isRunning("nap"));
            ann.caller.hangUp();
            served.get(60, TimeUnit.SECONDS);
            stage.await("it runs no more", () -> stage.running().isEmpty());
            stage.await("its connection is back", () -> stage.leased() == 0);
            assertThat(stage.core.view().operations()).isEmpty();
            Client back = ann.over(FakeCaller.request(stage.core.registry(), "ann"), stage.core);
            if (isAsync) {
                assertThat(back.failure("SELECT 1").getErrorMessage()).contains("its connection was lost");
            }
            assertThat(back.value("SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aCallWhoseClientIsGoneEndsWithoutAWordInTheLog() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.addAppender(lines);
        try (Stage stage = Stage.on(Databases.postgres()).build()) {
            Client ann = stage.client("ann");
            TOperationHandle query = ann.start("SELECT pg_sleep(600)");
            stage.awaitSleep();
            TMemoryBuffer call = new TMemoryBuffer(1_000);
            new TCLIService.Client(new TBinaryProtocol(call))
                    .send_FetchResults(new TFetchResultsReq(query, TFetchOrientation.FETCH_NEXT, 1));
            int before = ann.caller.waits;
            FutureTask<Void> served = new FutureTask<>(() -> {
                TBinaryProtocol answer = new TBinaryProtocol(new TMemoryBuffer(1_000));
                stage.core.handlerFor(ann.caller).process(new TBinaryProtocol(call), answer);
                return null;
            });
            new Thread(served, "call").start();
            stage.await("it waits", () -> ann.caller.waits > before);
            ann.caller.hangUp();
            served.get(60, TimeUnit.SECONDS);
            assertThat(lines.list).noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.WARN));
        } finally {
            root.detachAppender(lines);
        }
    }
}
