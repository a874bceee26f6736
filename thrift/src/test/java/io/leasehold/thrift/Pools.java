package io.leasehold.thrift;

import io.leasehold.PoolSnapshot;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hadoop.hbase.thrift.generated.Hbase;

/** Pools for tests: small, impatient, and with the plain read-peek unless told otherwise. */
final class Pools {

    static final String HOST = "127.0.0.1";

    private Pools() {}

    static ThriftPoolBuilder<Hbase.Client> on(int port) {
        return ThriftPool.of(Hbase.Client::new)
                .endpoint(HOST, port)
                .name("tests")
                .maximumSize(2)
                .acquireTimeout(Duration.ofSeconds(5))
                .connectTimeout(Duration.ofSeconds(2))
                .readTimeout(Duration.ofSeconds(5));
    }

    static ThriftPoolBuilder<Hbase.Client> on(TestServer server) {
        return on(server.port());
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Leased, idle, being checked or on its way out. */
    static int total(ThriftPool<?> pool) {
        PoolSnapshot snapshot = pool.snapshot();
        return snapshot.total();
    }
}
