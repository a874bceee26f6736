package io.leasehold.thrift;

import static io.leasehold.thrift.Pools.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.hbase.thrift.generated.Hbase;
import org.apache.thrift.TException;
import org.apache.thrift.transport.TTransportException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client may do ends with its lease. */
class FenceTest {
    private final TestServer server = TestServer.buffered();
    private final ThriftPool<Hbase.Client> pool =
            Pools.on(server).maximumSize(1).build();

    @AfterEach
    void close() throws Exception {
        pool.close();
        server.close();
    }

    @Test
    void aClientOfAnEndedLeaseSendsNothing() throws Exception {
        ThriftLease<Hbase.Client> ended = pool.acquire();
        ended.client().getTableNames();
        ended.close();
        try (ThriftLease<Hbase.Client> next = pool.acquire()) {
            assertThatThrownBy(() -> ended.client().getTableNames())
                    .isInstanceOfSatisfying(
                            TTransportException.class,
                            e -> assertThat(e.getType()).isEqualTo(TTransportException.NOT_OPEN))
                    .hasMessageContaining("returned");
            assertThatThrownBy(() -> ended.client().getOutputProtocol().writeI32(7))
                    .isInstanceOf(TTransportException.class);
            next.client().getTableNames();
        }
        assertThat(server.sequenceIds).containsExactly(1, 2);
        assertThat(server.clients).hasValue(1);
    }

    @Test
    void eachLeaseHasAClientOfItsOwn() throws Exception {
        Hbase.Client first = pool.call(client -> client);
        Hbase.Client second = pool.call(client -> client);
        pool.call(Hbase.Client::getTableNames);
        assertThat(first).isNotSameAs(second);
        assertThat(server.clients).hasValue(1);
    }

    @Test
    void closingTheTransportAsOneUsedToEndsTheLease() throws Exception {
        Hbase.Client client = pool.acquire().client();
        client.getInputProtocol().getTransport().close();
        assertThat(pool.snapshot().leased()).isZero();
        assertThatThrownBy(() -> client.getOutputProtocol().getTransport().open())
                .isInstanceOf(TTransportException.class);
        pool.call(Hbase.Client::getTableNames);
        assertThat(server.clients).hasValue(1);
    }

    @Test
    void aCallInsideALeaseThatIsRevokedFailsWithItsEnd() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        server.on("getTableNames", none -> {
            asked.countDown();
            never.await();
            return List.of();
        });
        CompletableFuture<Object> call = CompletableFuture.supplyAsync(() -> {
            try {
                return pool.call(Hbase.Client::getTableNames);
            } catch (TException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
        pool.close();
        assertThatThrownBy(() -> call.get(60, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .rootCause()
                .isInstanceOf(Exception.class);
        assertThat(call.handle((value, error) -> error.getCause().getCause()).get())
                .isInstanceOf(TTransportException.class)
                .hasMessageContaining("revoked");
        never.countDown();
    }

    @Test
    void aReturnByAnotherThreadDoesNotWaitForTheCallThatRuns() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        server.on("getTableNames", none -> {
            asked.countDown();
            never.await();
            return List.of();
        });
        ThriftLease<Hbase.Client> lease = pool.acquire();
        CompletableFuture<Throwable> call = CompletableFuture.supplyAsync(
                () -> catchThrowable(() -> lease.client().getTableNames()));
        assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
        lease.close();
        assertThat(pool.snapshot().leased()).isZero();
        assertThat(call.get(60, TimeUnit.SECONDS))
                .isInstanceOf(TTransportException.class)
                .hasMessageContaining("returned");
        never.countDown();
        server.on("getTableNames", none -> List.of());
        pool.call(Hbase.Client::getTableNames);
        assertThat(server.clients).hasValue(2);
    }

    @Test
    void aRetiredTransportIsNotLentAgain() throws Exception {
        try (ThriftLease<Hbase.Client> lease = pool.acquire()) {
            lease.client().getTableNames();
            lease.retire(new IllegalStateException("it answers nonsense"));
        }
        pool.call(client -> client.isTableEnabled(bytes("t")));
        assertThat(server.clients).hasValue(2);
    }
}
