package io.leasehold.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leasehold.CannotOpenException;
import io.leasehold.PoolEvent;
import io.leasehold.PoolListener;
import io.leasehold.spi.UnfitException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.hbase.thrift.generated.Hbase;
import org.apache.hadoop.hbase.thrift.generated.IOError;
import org.apache.thrift.TException;
import org.apache.thrift.transport.TTransportException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether a transport is alive is asked of the socket or the server, for {@code isOpen()} says nothing. */
class LivenessTest {
    private final TestServer server = TestServer.buffered();

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    /** With no bypass, so that every acquire asks. */
    private ThriftPoolBuilder<Hbase.Client> pool() {
        return Pools.on(server).maximumSize(1).pool(settings -> settings.aliveBypass(Duration.ZERO));
    }

    @Test
    void whatTheServerHungUpOnIsNotLent() throws Exception {
        try (ThriftPool<Hbase.Client> pool = pool().build()) {
            for (int i = 0; i < 3; i++) {
                pool.call(Hbase.Client::getTableNames);
                server.hangUp();
            }
            pool.call(Hbase.Client::getTableNames);
            assertThat(server.clients).hasValue(4);
        }
    }

    @Test
    void whatIsSilentIsAliveAndNothingIsSent() throws Exception {
        try (ThriftPool<Hbase.Client> pool = pool().build()) {
            for (int i = 0; i < 5; i++) {
                pool.acquire().close();
            }
            pool.call(Hbase.Client::getTableNames);
            assertThat(server.sequenceIds).containsExactly(1);
            assertThat(server.clients).hasValue(1);
        }
    }

    @Test
    void aByteThatNobodyAskedForDestroys() throws Exception {
        List<PoolEvent> retired = new CopyOnWriteArrayList<>();
        PoolListener listener = new PoolListener() {
            @Override
            public void retired(PoolEvent event) {
                retired.add(event);
            }
        };
        try (ThriftPool<Hbase.Client> pool = pool().listener(listener).build()) {
            pool.call(Hbase.Client::getTableNames);
            server.blurt();
            pool.call(Hbase.Client::getTableNames);
            assertThat(server.clients).hasValue(2);
            await().untilAsserted(() -> assertThat(retired)
                    .singleElement()
                    .satisfies(event -> assertThat(event.cause())
                            .isInstanceOf(UnfitException.class)
                            .hasMessageContaining("arrived that nobody asked for")));
        }
    }

    @Test
    void aNamedCallChecksWherePeekingShowsNothingAndAnyAnswerWillDo() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        server.on("getClusterId", none -> {
            asked.incrementAndGet();
            throw new IOErrorAnswer();
        });
        try (ThriftPool<Hbase.Client> pool =
                pool().check(Hbase.Client::getClusterId).checkByCall(true).build()) {
            assertThat(asked)
                    .as("the server is understood, then the transport checked")
                    .hasValue(2);
            pool.call(Hbase.Client::getTableNames);
            pool.call(Hbase.Client::getTableNames);
            assertThat(asked).as("each lease is checked").hasValue(4);
            server.hangUp();
            pool.call(Hbase.Client::getTableNames);
            assertThat(server.clients).hasValue(2);
        }
    }

    @Test
    void theFirstErrorIsToldAndTheBrokenSocketIsClosedFirst() throws Exception {
        try (ThriftPool<Hbase.Client> pool = Pools.on(server)
                .maximumSize(1)
                .acquireTimeout(Duration.ofSeconds(2))
                .build()) {
            server.on("getTableNames", none -> {
                server.close();
                return null;
            });
            assertThatThrownBy(() -> pool.call(Hbase.Client::getTableNames)).isInstanceOf(TTransportException.class);
            await().untilAsserted(() -> assertThat(Pools.total(pool)).isZero());
            assertThatThrownBy(pool::acquire)
                    .isInstanceOf(CannotOpenException.class)
                    .hasMessageContaining("127.0.0.1:" + server.port());
        }
    }

    @Test
    void onlyWhatWasNotSentIsTriedAgainAndOnlyOnce() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        AtomicInteger served = new AtomicInteger();
        try (ThriftPool<Hbase.Client> pool =
                Pools.on(server).maximumSize(1).retryUnsent(true).build()) {
            pool.call(client -> failingBeforeItSends(client, tries.incrementAndGet() == 1));
            assertThat(tries).hasValue(2);

            tries.set(0);
            assertThatThrownBy(() -> pool.call(client -> {
                        tries.incrementAndGet();
                        return failingBeforeItSends(client, true);
                    }))
                    .isInstanceOf(TTransportException.class)
                    .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
            assertThat(tries).hasValue(2);

            server.on("getTableNames", none -> {
                served.incrementAndGet();
                server.hangUp();
                return null;
            });
            assertThatThrownBy(() -> pool.call(Hbase.Client::getTableNames)).isInstanceOf(TTransportException.class);
            assertThat(served).hasValue(1);
        }
    }

    @Test
    void nothingIsTriedAgainUnlessAskedFor() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        try (ThriftPool<Hbase.Client> pool = Pools.on(server).build()) {
            assertThatThrownBy(() -> pool.call(client -> {
                        tries.incrementAndGet();
                        return failingBeforeItSends(client, true);
                    }))
                    .isInstanceOf(TTransportException.class);
            assertThat(tries).hasValue(1);
        }
    }

    private static Object failingBeforeItSends(Hbase.Client client, boolean fails) throws TException {
        if (fails) {
            client.getOutputProtocol().getTransport().close();
        }
        return client.getTableNames();
    }

    /** An error that getClusterId does not declare: the server answers with an application exception. */
    private static final class IOErrorAnswer extends IOException {
        private static final long serialVersionUID = 1L;

        IOErrorAnswer() {
            super("not today", new IOError("not today", false));
        }
    }
}
