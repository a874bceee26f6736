package io.leasehold.thrift;

import static io.leasehold.thrift.Pools.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.hbase.thrift.generated.Hbase;
import org.apache.hadoop.hbase.thrift.generated.IOError;
import org.apache.hadoop.hbase.thrift.generated.Mutation;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TException;
import org.apache.thrift.TServiceClient;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.transport.TTransportException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A transport goes back if all was answered to its end, and is destroyed otherwise, whatever was thrown. */
class CleannessTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDeclaredErrorKeepsTheTransport(boolean framed) throws Exception {
        try (TestServer server = framed ? TestServer.framed() : TestServer.buffered();
                ThriftPool<Hbase.Client> pool =
                        Pools.on(server).framed(framed).maximumSize(1).build()) {
            server.on("getTableNames", none -> {
                throw new IOError("no such region", true);
            });
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> pool.call(Hbase.Client::getTableNames)).isInstanceOf(IOError.class);
            }
            assertThat(server.clients).hasValue(1);
        }
    }

    @Test
    void aCompleteApplicationExceptionKeepsTheTransport() throws Exception {
        try (TestServer server = TestServer.buffered();
                ThriftPool<Hbase.Client> pool = Pools.on(server).maximumSize(1).build()) {
            server.on("getTableNames", none -> {
                throw new IllegalStateException("a bug in the server");
            });
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> pool.call(Hbase.Client::getTableNames))
                        .isInstanceOfSatisfying(
                                TApplicationException.class,
                                e -> assertThat(e.getType()).isEqualTo(TApplicationException.INTERNAL_ERROR));
            }
            assertThatThrownBy(() -> pool.call(client -> {
                        UnknownCalls unknown = new UnknownCalls(client);
                        unknown.call();
                        return null;
                    }))
                    .isInstanceOfSatisfying(
                            TApplicationException.class,
                            e -> assertThat(e.getType()).isEqualTo(TApplicationException.UNKNOWN_METHOD));
            pool.call(client -> client.isTableEnabled(bytes("t")));
            assertThat(server.clients).hasValue(1);
        }
    }

    @Test
    void anAnswerOutOfSequenceDestroys() throws Exception {
        try (TestServer server = TestServer.buffered();
                ThriftPool<Hbase.Client> pool = Pools.on(server).maximumSize(1).build()) {
            server.shiftOfSequence = -1;
            assertThatThrownBy(() -> pool.call(Hbase.Client::getTableNames))
                    .isInstanceOfSatisfying(
                            TApplicationException.class,
                            e -> assertThat(e.getType()).isEqualTo(TApplicationException.BAD_SEQUENCE_ID));
            server.shiftOfSequence = 0;
            pool.call(Hbase.Client::getTableNames);
            assertThat(server.clients).hasValue(2);
        }
    }

    @Test
    void anErrorOutOfSequenceDestroysToo() throws Exception {
        try (TestServer server = TestServer.buffered();
                ThriftPool<Hbase.Client> pool = Pools.on(server).maximumSize(1).build()) {
            server.on("getTableNames", none -> {
                throw new IllegalStateException("a bug in the server");
            });
            server.shiftOfSequence = -1;
            assertThatThrownBy(() -> pool.call(Hbase.Client::getTableNames)).isInstanceOf(TApplicationException.class);
            server.shiftOfSequence = 0;
            pool.call(client -> client.isTableEnabled(bytes("t")));
            assertThat(server.clients).hasValue(2);
        }
    }

    @Test
    void anErrorOfTheUsersBetweenSendAndReceiveDestroys() throws Exception {
        try (TestServer server = TestServer.buffered();
                ThriftPool<Hbase.Client> pool = Pools.on(server).maximumSize(1).build()) {
            server.on("getTableNames", none -> List.of(bytes("not for you")));
            server.on("getRow", none -> List.of());
            assertThatThrownBy(() -> pool.call(client -> {
                        client.send_getTableNames();
                        throw new AssertionError("a bug in the application");
                    }))
                    .isInstanceOf(AssertionError.class);
            assertThat(pool.<List<?>>call(client -> client.getRow(bytes("t"), bytes("r"), Map.of())))
                    .isEmpty();
            assertThat(server.clients).hasValue(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMessageThatWasNotWrittenToItsEndDestroys(boolean framed) throws Exception {
        try (TestServer server = framed ? TestServer.framed() : TestServer.buffered();
                ThriftPool<Hbase.Client> pool =
                        Pools.on(server).framed(framed).maximumSize(1).build()) {
            List<Mutation> withAHole = Arrays.asList(new Mutation(), null);
            assertThatThrownBy(() -> pool.call(client -> {
                        client.mutateRow(bytes("t"), bytes("r"), withAHole, Map.of());
                        return null;
                    }))
                    .isInstanceOf(NullPointerException.class);
            pool.call(Hbase.Client::getTableNames);
            assertThat(server.clients).hasValue(2);
        }
    }

    @Test
    void aLateAnswerReachesNobody() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        try (TestServer server = TestServer.buffered();
                ThriftPool<Hbase.Client> pool = Pools.on(server)
                        .maximumSize(1)
                        .readTimeout(Duration.ofMillis(100))
                        .build()) {
            server.on("getTableNames", none -> {
                answer.await();
                return List.of(bytes("late"));
            });
            assertThatThrownBy(() -> pool.call(Hbase.Client::getTableNames))
                    .isInstanceOfSatisfying(
                            TTransportException.class,
                            e -> assertThat(e.getType()).isEqualTo(TTransportException.TIMED_OUT))
                    .hasMessageContaining("within the read timeout of 100 ms");
            answer.countDown();
            assertThat(pool.<List<?>>call(client -> client.getRow(bytes("t"), bytes("r"), Map.of())))
                    .isEmpty();
            assertThat(server.clients).hasValue(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void moreThanAnAnswerDestroys(boolean framed) throws Exception {
        try (TestServer server = framed ? TestServer.framed() : TestServer.buffered();
                ThriftPool<Hbase.Client> pool =
                        Pools.on(server).framed(framed).maximumSize(1).build()) {
            server.afterEachAnswer = new byte[] {1, 2, 3};
            assertThat(pool.<List<?>>call(Hbase.Client::getTableNames)).isEmpty();
            server.afterEachAnswer = new byte[0];
            assertThat(pool.<List<?>>call(Hbase.Client::getTableNames)).isEmpty();
            assertThat(server.clients).hasValue(2);
        }
    }

    @Test
    void sequenceIdsGoOnFromLeaseToLease() throws Exception {
        try (TestServer server = TestServer.buffered();
                ThriftPool<Hbase.Client> pool = Pools.on(server).maximumSize(1).build()) {
            for (int i = 0; i < 3; i++) {
                pool.call(Hbase.Client::getTableNames);
            }
            assertThat(server.sequenceIds).containsExactly(1, 2, 3);
        }
    }

    @Test
    void anInterruptBetweenSendAndReceiveDestroys() throws Exception {
        try (TestServer server = TestServer.buffered();
                ThriftPool<Hbase.Client> pool = Pools.on(server).maximumSize(1).build()) {
            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(() -> pool.call(client -> {
                            client.send_getTableNames();
                            if (Thread.interrupted()) {
                                throw new TException("interrupted");
                            }
                            return client.recv_getTableNames();
                        }))
                        .hasMessage("interrupted");
            } finally {
                Thread.interrupted();
            }
            pool.call(Hbase.Client::getTableNames);
            assertThat(server.clients).hasValue(2);
        }
    }

    @Test
    void aSecondThreadOnTheSameTransportIsRefusedAndNotMixedIn() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        try (TestServer server = TestServer.buffered();
                ThriftPool<Hbase.Client> pool = Pools.on(server).maximumSize(1).build();
                ThriftLease<Hbase.Client> lease = pool.acquire()) {
            server.on("getTableNames", none -> {
                asked.countDown();
                answer.await();
                return List.of(bytes("first"));
            });
            CompletableFuture<List<?>> first = CompletableFuture.supplyAsync(() -> {
                try {
                    return lease.client().getTableNames();
                } catch (TException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
            Throwable second = catchThrowable(() -> lease.client().isTableEnabled(bytes("t")));
            answer.countDown();
            assertThat(second).hasMessageContaining("a transport carries one call at a time");
            assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo(List.of(bytes("first")));
        }
    }

    @Test
    void aMessageThatExpectsNoAnswerLeavesTheTransportClean() throws Exception {
        try (TestServer server = TestServer.buffered();
                ThriftPool<OnewayClient> pool = ThriftPool.of(OnewayClient::new)
                        .endpoint(Pools.HOST, server.port())
                        .maximumSize(1)
                        .build()) {
            for (int i = 0; i < 3; i++) {
                try (ThriftLease<OnewayClient> lease = pool.acquire()) {
                    lease.client().enable("t");
                }
            }
            try (ThriftLease<OnewayClient> lease = pool.acquire()) {
                lease.client().ask();
            }
            assertThat(server.clients).hasValue(1);
            assertThat(server.sequenceIds).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void manyMessagesTogetherMayExceedWhatOneMay() throws Exception {
        for (boolean framed : new boolean[] {false, true}) {
            try (TestServer server = framed ? TestServer.framed() : TestServer.buffered();
                    ThriftPool<Hbase.Client> pool = Pools.on(server)
                            .framed(framed)
                            .maximumMessageSize(10_000)
                            .maximumSize(1)
                            .build()) {
                server.on("getTableNames", none -> List.of(bytes("x".repeat(6_000))));
                for (int i = 0; i < 10; i++) {
                    pool.call(Hbase.Client::getTableNames);
                }
                server.on("getTableNames", none -> List.of(bytes("x".repeat(12_000))));
                assertThatThrownBy(() -> pool.call(Hbase.Client::getTableNames)).isInstanceOf(TException.class);
                assertThat(server.clients).hasValue(1);
            }
        }
    }

    /** Calls a method the service does not have. */
    private static final class UnknownCalls extends TServiceClient {

        UnknownCalls(Hbase.Client client) {
            super(client.getInputProtocol());
        }

        void call() throws TException {
            sendBase("noSuchMethod", new Hbase.getTableNames_args());
            receiveBase(new Hbase.getTableNames_result(), "noSuchMethod");
        }
    }

    /** Calls a method as if it were declared oneway. */
    private static final class OnewayClient extends TServiceClient {

        OnewayClient(TProtocol protocol) {
            super(protocol);
        }

        void enable(String table) throws TException {
            sendBaseOneway("enableTable", new Hbase.enableTable_args(bytes(table)));
        }

        void ask() throws TException {
            sendBase("getTableNames", new Hbase.getTableNames_args());
            receiveBase(new Hbase.getTableNames_result(), "getTableNames");
        }
    }
}
