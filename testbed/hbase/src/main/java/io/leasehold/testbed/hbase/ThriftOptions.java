package io.leasehold.testbed.hbase;

import java.time.Duration;

/**
 * How a Thrift server is set up. Immutable.
 *
 * @param readTimeout how long the server waits for a client's next call before it hangs up; HBase's default is 60 s
 * @param workers how many clients are served at once, each keeping a thread; further ones wait in the queue
 * @param queue how many clients may wait for a worker; further ones are hung up on
 * @param framed whether the server speaks the framed transport, not the buffered one
 */
public record ThriftOptions(Duration readTimeout, int workers, int queue, boolean framed) {

    /** Read timeout 60 s, 16 workers, a queue of 1,000, buffered: as HBase has it, but for fewer workers. */
    public static ThriftOptions defaults() {
        return new ThriftOptions(Duration.ofSeconds(60), 16, 1_000, false);
    }

    public ThriftOptions withReadTimeout(Duration value) {
        return new ThriftOptions(value, workers, queue, framed);
    }

    public ThriftOptions withWorkers(int value) {
        return new ThriftOptions(readTimeout, value, queue, framed);
    }

    public ThriftOptions withQueue(int value) {
        return new ThriftOptions(readTimeout, workers, value, framed);
    }

    public ThriftOptions withFramed(boolean value) {
        return new ThriftOptions(readTimeout, workers, queue, value);
    }
}
