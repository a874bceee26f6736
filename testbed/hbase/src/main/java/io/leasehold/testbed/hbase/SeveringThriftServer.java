package io.leasehold.testbed.hbase;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.security.UserProvider;
import org.apache.hadoop.hbase.thrift.HBaseServiceHandler;
import org.apache.hadoop.hbase.thrift.ThriftHBaseServiceHandler;
import org.apache.hadoop.hbase.thrift.ThriftServer;
import org.apache.thrift.TProcessor;
import org.apache.thrift.protocol.TProtocolFactory;
import org.apache.thrift.server.TServer;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;
import org.apache.thrift.transport.TTransportFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HBase's Thrift server, which when it ends closes what the end of its process would: the clients' sockets and its own HBase
 * connection. By itself it serves each client until that one's next call or time-out. Serves once.
 */
final class SeveringThriftServer extends ThriftServer {
    private static final Logger LOG = LoggerFactory.getLogger(SeveringThriftServer.class);

    private final Set<TTransport> clients = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private volatile boolean ended;
    private volatile boolean dying;
    private volatile @Nullable Handler handler;

    SeveringThriftServer(Configuration configuration) {
        super(configuration);
    }

    void serveOnDaemon() {
        Thread thread = new Thread(this::serve, "testbed-thrift-" + conf.get("hbase.regionserver.thrift.port"));
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        try {
            run();
        } catch (Exception e) {
            if (!dying) {
                LOG.error("The Thrift server has failed", e);
            }
        } finally {
            ended = true;
        }
    }

    boolean isBroken() {
        return ended;
    }

    int openConnections() {
        synchronized (clients) {
            return (int) clients.stream().filter(TTransport::isOpen).count();
        }
    }

    /** Returns once no client is connected; the server's own threads sleep five seconds more before they end. */
    void die() {
        dying = true;
        stop();
        sever();
        Handler mine = handler;
        if (mine != null) {
            mine.closeConnection();
        }
    }

    private void sever() {
        synchronized (clients) {
            clients.forEach(TTransport::close);
        }
    }

    @Override
    protected HBaseServiceHandler createHandler(Configuration configuration, UserProvider users) throws IOException {
        Handler created = new Handler(configuration, users);
        handler = created;
        return created;
    }

    @Override
    protected TServer getTThreadPoolServer(
            TProtocolFactory protocols, TProcessor processor, TTransportFactory transports, InetSocketAddress address)
            throws Exception {
        return super.getTThreadPoolServer(protocols, processor, new Recording(transports), address);
    }

    /** Notes each client's socket as the server begins to serve it. */
    private final class Recording extends TTransportFactory {
        private final TTransportFactory transports;

        Recording(TTransportFactory transports) {
            this.transports = transports;
        }

        @Override
        public TTransport getTransport(TTransport client) throws TTransportException {
            clients.add(client);
            if (dying) {
                client.close();
            }
            return transports.getTransport(client);
        }
    }

    private static final class Handler extends ThriftHBaseServiceHandler {

        Handler(Configuration configuration, UserProvider users) throws IOException {
            super(configuration, users);
        }

        void closeConnection() {
            try {
                connectionCache.getAdmin().getConnection().close();
            } catch (IOException e) {
                LOG.warn("The Thrift server's HBase connection does not close", e);
            }
            connectionCache.shutdown();
        }
    }
}
