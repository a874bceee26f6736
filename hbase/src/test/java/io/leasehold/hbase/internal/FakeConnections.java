package io.leasehold.hbase.internal;

import io.leasehold.SharedPool;
import io.leasehold.SharedPoolBuilder;
import io.leasehold.SharedPoolEvent;
import io.leasehold.SharedPoolListener;
import io.leasehold.spi.TaskRunner;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.security.User;
import org.apache.hadoop.security.UserGroupInformation;
import org.jspecify.annotations.Nullable;

/** Shared connections to an HBase that is none. */
final class FakeConnections implements AutoCloseable {
    final FakeHBase hbase = new FakeHBase();
    final List<SharedKey> opened = Collections.synchronizedList(new ArrayList<>());
    final List<Throwable> childrenThatFailed = Collections.synchronizedList(new ArrayList<>());
    final KeyRules rules = new KeyRules(Set.of(), Set.of(), FakeConnections.class.getClassLoader());
    final SharedConnections connections;

    FakeConnections() {
        this(true, settings -> settings);
    }

    FakeConnections(boolean refuses, UnaryOperator<SharedPoolBuilder<String, String>> settings) {
        this(refuses, settings, null);
    }

    /** @param runner of its work in the background, or null for the usual one */
    FakeConnections(
            boolean refuses, UnaryOperator<SharedPoolBuilder<String, String>> settings, @Nullable TaskRunner runner) {
        SharedPoolBuilder<String, String> builder = SharedPool.<String, String>of(key -> key)
                .name("hbase")
                .maximumResources(16)
                .acquireTimeout(Duration.ofSeconds(60));
        connections = new SharedConnections(
                settings.apply(builder).config(), this::open, refuses, new Reports(), null, runner);
    }

    private Connection open(SharedKey key) {
        opened.add(key);
        return hbase.fake(Connection.class);
    }

    Connection acquire() {
        return connections.acquire(key(User.create(UserGroupInformation.createRemoteUser("alice"))));
    }

    SharedKey key(User user) {
        return rules.read(configuration(), user, null);
    }

    static Configuration configuration() {
        Configuration configuration = HBaseConfiguration.create();
        configuration.set("hbase.zookeeper.quorum", "zk1");
        return configuration;
    }

    static HBaseShare shareOf(Object view) {
        return ((View) Proxy.getInvocationHandler(view)).share;
    }

    @Override
    public void close() {
        connections.operations().close();
    }

    private final class Reports implements SharedPoolListener {
        @Override
        public void childFailed(SharedPoolEvent event) {
            if (event.cause() != null) {
                childrenThatFailed.add(event.cause());
            }
        }
    }
}
