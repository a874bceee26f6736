package io.leasehold.lab.peers;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.security.UserProvider;
import org.apache.hadoop.hbase.util.ConnectionCache;

/**
 * What HBase's own Thrift and REST servers share connections by. It has no return: a connection is closed so long after it was last
 * looked up, whoever uses it. Its connection is never used here, and so needs no cluster.
 */
final class ConnectionCachePeer implements SharedContestant {
    private static final int NEVER = Integer.MAX_VALUE;

    /** What each of the cache's public methods begins with; it is of the package alone. */
    private static final MethodHandle CURRENT_CONNECTION = currentConnection();

    private static MethodHandle currentConnection() {
        try {
            Class<?> info = Class.forName(ConnectionCache.class.getName() + "$ConnectionInfo");
            return MethodHandles.privateLookupIn(ConnectionCache.class, MethodHandles.lookup())
                    .findVirtual(ConnectionCache.class, "getCurrentConnection", MethodType.methodType(info))
                    .asType(MethodType.methodType(Object.class, ConnectionCache.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public String id() {
        return "connection-cache";
    }

    @Override
    public String title() {
        return "HBase ConnectionCache " + Versions.of("hbase");
    }

    @Override
    public String settings() {
        return "look-up alone: it has no return";
    }

    @Override
    public Open open() throws Exception {
        Configuration configuration = HBaseConfiguration.create();
        configuration.set("hbase.client.registry.impl", "org.apache.hadoop.hbase.client.RpcConnectionRegistry");
        configuration.set("hbase.client.bootstrap.servers", "127.0.0.1:1");
        ConnectionCache cache =
                new ConnectionCache(configuration, UserProvider.instantiate(configuration), NEVER, NEVER);
        lookUp(cache);
        return new Open() {
            @Override
            public Object cycle() throws Exception {
                return lookUp(cache);
            }

            /** It closes no connection; the fork ends with it. */
            @Override
            public void close() {
                cache.shutdown();
            }
        };
    }

    private static Object lookUp(ConnectionCache cache) throws Exception {
        try {
            return (Object) CURRENT_CONNECTION.invokeExact(cache);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
