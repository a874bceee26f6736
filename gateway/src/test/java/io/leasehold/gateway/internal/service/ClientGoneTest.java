package io.leasehold.gateway.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.leasehold.testbed.Databases;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.hive.service.rpc.thrift.TFetchOrientation;
import org.apache.hive.service.rpc.thrift.TFetchResultsReq;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TMemoryBuffer;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A client that goes while its call is served is no error. */
class ClientGoneTest {

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
            served.get(20, TimeUnit.SECONDS);
            assertThat(lines.list).noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.WARN));
        } finally {
            root.detachAppender(lines);
        }
    }
}
