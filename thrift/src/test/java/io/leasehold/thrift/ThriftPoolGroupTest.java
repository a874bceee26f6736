package io.leasehold.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.CannotOpenException;
import io.leasehold.InvalidConfigException;
import io.leasehold.PoolFullException;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hbase.thrift.generated.Hbase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several servers of one service: each in turn, none beyond its limit, and what is down is passed by. */
class ThriftPoolGroupTest {
    private final TestServer first = TestServer.buffered();
    private final TestServer second = TestServer.buffered();

    @AfterEach
    void close() throws Exception {
        first.close();
        second.close();
    }

    private ThriftPoolBuilder<Hbase.Client> both() {
        return Pools.on(first).endpoint(Pools.HOST, second.port());
    }

    @Test
    void serversAreTakenInTurnAndTransportsKept() throws Exception {
        try (ThriftPoolGroup<Hbase.Client> group = both().maximumSize(1).buildGroup()) {
            for (int i = 0; i < 6; i++) {
                group.call(Hbase.Client::getTableNames);
            }
            assertThat(first.sequenceIds).containsExactly(1, 2, 3);
            assertThat(second.sequenceIds).containsExactly(1, 2, 3);
            assertThat(group.snapshot().idle()).isEqualTo(2);
        }
    }

    @Test
    void aServerThatCannotBeReachedIsPassedByAndTriedAgainLater() throws Exception {
        int nobody = freePort();
        try (ThriftPoolGroup<Hbase.Client> group =
                Pools.on(nobody).endpoint(Pools.HOST, second.port()).buildGroup()) {
            for (int i = 0; i < 6; i++) {
                group.call(Hbase.Client::getTableNames);
            }
            assertThat(second.sequenceIds).hasSize(6);
            assertThat(group.snapshot().endpoints())
                    .filteredOn(endpoint -> endpoint.failure() != null)
                    .hasSize(1);
        }
    }

    @Test
    void withAllServersDownTheErrorNamesEach() throws Exception {
        int one = freePort();
        int other = freePort();
        try (ThriftPoolGroup<Hbase.Client> group = Pools.on(one)
                .endpoint(Pools.HOST, other)
                .acquireTimeout(Duration.ofSeconds(2))
                .buildGroup()) {
            assertThatThrownBy(group::acquire)
                    .isInstanceOf(CannotOpenException.class)
                    .satisfies(e -> assertThat(e.getMessage() + e.getSuppressed()[0].getMessage())
                            .contains(":" + one)
                            .contains(":" + other));
        }
    }

    @Test
    void eachServerHasItsLimitAndSoHaveAll() {
        try (ThriftPoolGroup<Hbase.Client> group =
                both().maximumSize(2).maximumOfGroup(3).buildGroup()) {
            List<ThriftLease<Hbase.Client>> leases = new ArrayList<>();
            ThriftEndpoint one = group.endpoints().get(0);
            leases.add(group.acquire(one));
            leases.add(group.acquire(one));
            assertThatThrownBy(() -> group.acquire(Duration.ZERO)).isInstanceOf(PoolFullException.class);
            leases.add(group.acquire(group.endpoints().get(1)));
            assertThat(group.snapshot().leased()).isEqualTo(3);
            assertThat(group.tryAcquire()).isEmpty();
            leases.forEach(ThriftLease::close);
            assertThatThrownBy(() -> group.acquire(new ThriftEndpoint("elsewhere", 1)))
                    .hasMessageContaining("none of tests's endpoints");
        }
    }

    @Test
    void onePoolHasOneEndpointAndAGroupEachOnce() {
        assertThatThrownBy(both()::build)
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("buildGroup()");
        assertThatThrownBy(both().endpoint(Pools.HOST, first.port())::buildGroup)
                .hasMessageContaining("must be given once each");
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = TestServer.listen()) {
            return free.getLocalPort();
        }
    }
}
