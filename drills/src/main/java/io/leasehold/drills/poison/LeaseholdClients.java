package io.leasehold.drills.poison;

import io.leasehold.thrift.ThriftLease;
import io.leasehold.thrift.ThriftPool;
import java.time.Duration;
import java.util.List;

/** Leasehold's Thrift pool. */
final class LeaseholdClients implements Clients {

    private final ThriftPool<EchoClient> pool;
    private final int size;
    private final Duration readTimeout;

    LeaseholdClients(String host, int port, int size, Duration readTimeout) {
        this.size = size;
        this.readTimeout = readTimeout;
        pool = ThriftPool.of(EchoClient::new)
                .name("leasehold")
                .endpoint(host, port)
                .maximumSize(size)
                .readTimeout(readTimeout)
                .acquireTimeout(PoisonedThrift.ACQUIRE)
                .build();
    }

    @Override
    public String name() {
        return "Leasehold";
    }

    @Override
    public List<String> settings() {
        return List.of(
                "maximumSize = " + size,
                "readTimeout = " + readTimeout.toMillis(),
                "acquireTimeout = " + PoisonedThrift.ACQUIRE.toMillis());
    }

    @Override
    public List<String> loggers() {
        return List.of("io.leasehold.Pool", "io.leasehold.thrift");
    }

    @Override
    public <T> T with(Block<T> block) throws Exception {
        try (ThriftLease<EchoClient> lease = pool.acquire()) {
            return block.on(lease.client());
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
