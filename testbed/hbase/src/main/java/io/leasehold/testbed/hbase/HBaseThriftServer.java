package io.leasehold.testbed.hbase;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.thrift.Constants;
import org.apache.hadoop.hbase.thrift.TBoundedThreadPoolServer;
import org.jspecify.annotations.Nullable;

/**
 * HBase's Thrift server (its first API, {@code Hbase}), on a port of its own that it keeps when it is stopped and started
 * again. Safe for use by many threads.
 */
public final class HBaseThriftServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final Configuration configuration;
    private final int port = FreePorts.next();
    private @Nullable SeveringThriftServer running;

    HBaseThriftServer(Configuration cluster, ThriftOptions options) {
        configuration = new Configuration(cluster);
        configuration.set(Constants.BIND_CONF_KEY, HOST);
        configuration.setInt(Constants.PORT_CONF_KEY, port);
        configuration.setInt(Constants.THRIFT_INFO_SERVER_PORT, -1);
        configuration.setInt(
                Constants.THRIFT_SERVER_SOCKET_READ_TIMEOUT_KEY,
                Math.toIntExact(options.readTimeout().toMillis()));
        configuration.setInt(TBoundedThreadPoolServer.MIN_WORKER_THREADS_CONF_KEY, options.workers());
        configuration.setInt(TBoundedThreadPoolServer.MAX_WORKER_THREADS_CONF_KEY, options.workers());
        configuration.setInt(TBoundedThreadPoolServer.MAX_QUEUED_REQUESTS_CONF_KEY, options.queue());
        configuration.setBoolean(Constants.FRAMED_CONF_KEY, options.framed());
    }

    public String host() {
        return HOST;
    }

    public int port() {
        return port;
    }

    /** Starts the server and waits until it accepts connections; does nothing if it runs. */
    public synchronized void start() {
        if (running == null) {
            SeveringThriftServer server = new SeveringThriftServer(configuration);
            server.serveOnDaemon();
            Await.until("the Thrift server accepts connections", () -> server.isBroken() || accepts());
            if (server.isBroken()) {
                throw new TestbedException("The Thrift server does not start");
            }
            running = server;
        }
    }

    /** Ends the server as if its process died: its sockets are closed, its scanners forgotten. Does nothing if it is down. */
    public synchronized void stop() {
        if (running != null) {
            running.die();
            running = null;
            Await.until("the Thrift server is gone", () -> !accepts());
        }
    }

    public void restart() {
        stop();
        start();
    }

    /** The clients' sockets that the server holds open, those that wait for a worker not included. */
    public synchronized int openConnections() {
        return running == null ? 0 : running.openConnections();
    }

    /** {@link #stop()}. */
    @Override
    public void close() {
        stop();
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(HOST, port), 1_000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
