package io.leasehold.hbase.internal;

import io.leasehold.spi.CallerContext;
import io.leasehold.spi.Grant;
import io.leasehold.spi.SharedResourceFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.hadoop.hbase.client.Connection;
import org.jspecify.annotations.Nullable;

/** The only one who touches the real connections. Safe for use by many threads. */
public final class HBaseFactory implements SharedResourceFactory<SharedKey, SharedConnection, HBaseShare> {
    private final Opener opener;
    private final Credentials credentials;

    /** Opens a connection, on a worker. */
    @FunctionalInterface
    public interface Opener {
        Connection open(SharedKey key) throws Exception;
    }

    HBaseFactory(Opener opener, Credentials credentials) {
        this.opener = opener;
        this.credentials = credentials;
    }

    @Override
    public SharedConnection open(SharedKey key) throws Exception {
        long epoch = credentials.epochOf(key.identity());
        return new SharedConnection(opener.open(key), key, epoch, "");
    }

    /** Where the acquire stands that opens the connection; whom it is opened as is in the key. */
    @Override
    public CallerContext callerContext(SharedKey key) {
        String site = CallSite.ofCaller();
        return new CallerContext() {
            @Override
            @SuppressWarnings("unchecked") // an open gives what open(key) gives
            public <T> T call(Callable<T> open) throws Exception {
                SharedConnection opened = (SharedConnection) open.call();
                return (T) new SharedConnection(opened.raw(), opened.key(), opened.epoch(), site);
            }
        };
    }

    @Override
    public HBaseShare share(SharedConnection connection, Grant<SharedConnection> grant) {
        return new HBaseShare(connection, grant);
    }

    /** HBase heals what it can by itself; what it has given up is dead. */
    @Override
    public boolean check(SharedConnection connection, Duration timeout) {
        return !connection.isDead();
    }

    @Override
    public void close(SharedConnection connection) throws Exception {
        connection.raw().close();
    }

    /** A second close of HBase's returns at once while the first hangs, which would pass for closed: it is lost instead. */
    @Override
    public void abort(SharedConnection connection) throws IOException {
        throw new IOException("HBase's client has nothing harder than the close that hangs");
    }

    @Override
    public String nameOf(@Nullable SharedConnection connection) {
        return connection == null ? "an HBase connection" : connection.toString();
    }
}
