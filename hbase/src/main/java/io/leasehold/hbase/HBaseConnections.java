package io.leasehold.hbase;

import io.leasehold.AcquireException;
import io.leasehold.LeaseEndedException;
import io.leasehold.Retirement;
import io.leasehold.SharedPoolSnapshot;
import io.leasehold.hbase.internal.Identity;
import io.leasehold.hbase.internal.KeyRules;
import io.leasehold.hbase.internal.SharedConnections;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.security.User;
import org.jspecify.annotations.Nullable;

/**
 * One HBase connection for the whole process, or rather one for each cluster and identity, whoever asks for it. Safe for use by
 * any number of threads.
 *
 * <p>What {@code acquire} gives <em>is</em> a {@link Connection}: closing it ends this share and nothing else, closing it again
 * does nothing, and what was made from it is closed with it. The real connection is opened by the first who asks and closed a
 * while after the last has gone ({@link HBaseConnectionsBuilder#grace}), and never under one.
 *
 * <pre>{@code
 * try (Connection connection = connections.acquire(configuration);
 *         Table table = connection.getTable(name)) {
 *     table.put(put);
 * }
 * }</pre>
 */
public final class HBaseConnections implements AutoCloseable {

    private final SharedConnections shared;
    private final KeyRules rules;

    HBaseConnections(SharedConnections shared, KeyRules rules) {
        this.shared = shared;
        this.rules = rules;
    }

    /** Begins to describe connections; {@link HBaseConnectionsBuilder#build()} opens none yet. */
    public static HBaseConnectionsBuilder builder() {
        return new HBaseConnectionsBuilder();
    }

    /** The key of this Configuration and the current user of this thread. */
    public HBaseKey key(Configuration configuration) {
        return key(configuration, currentUser());
    }

    /** The key of this Configuration and user; its tag is the Configuration's {@code hbase.client.instance.id}, if there is one. */
    public HBaseKey key(Configuration configuration, User user) {
        return key(configuration, user, null);
    }

    /**
     * The key of this Configuration, user and tag, to be made once where acquires are frequent: it copies the Configuration and
     * reads some hundred properties of it. Changing the Configuration afterwards changes nothing.
     *
     * @param tag tells connections apart that would be shared else; null for the Configuration's
     *     {@code hbase.client.instance.id}
     * @throws IllegalArgumentException if the Configuration names no cluster
     */
    public HBaseKey key(Configuration configuration, User user, @Nullable String tag) {
        return new HBaseKey(this, rules.read(configuration, user, tag));
    }

    /** Acquires for the current user of this thread, as {@link #acquire(HBaseKey)}. */
    public Connection acquire(Configuration configuration) {
        return acquire(key(configuration));
    }

    /** Acquires for this user, as {@link #acquire(HBaseKey)}. */
    public Connection acquire(Configuration configuration, User user) {
        return acquire(key(configuration, user));
    }

    /**
     * Acquires within {@link HBaseConnectionsBuilder#acquireTimeout}. Copies and reads nothing.
     *
     * @throws AcquireException if there was none to be had; its cause says what was not found, and where
     * @throws ContradictingConfigurationException if the key's Configuration asks for another behaviour than the connection's
     * @throws IllegalArgumentException if the key is another's
     * @throws IllegalStateException if the connection should be replaced, and two replaced ones have holders still
     */
    public Connection acquire(HBaseKey key) {
        return shared.acquire(key.of(this));
    }

    /**
     * As {@link #acquire(HBaseKey)}, within a timeout. The deadline is kept within 50 ms, whatever HBase does.
     *
     * @param timeout zero or more; zero tries once, without waiting for an open
     */
    public Connection acquire(HBaseKey key, Duration timeout) {
        return shared.acquire(key.of(this), timeout);
    }

    /** As {@link #acquire(HBaseKey)}, of what is open; where nothing is an open begins, for a later try to find. */
    public Optional<Connection> tryAcquire(HBaseKey key) {
        return shared.tryAcquire(key.of(this));
    }

    /**
     * Has the key's connection never be given out again; it is closed after its last holder. The next acquire opens another.
     *
     * @param how whether its holders are kept, or revoked after a time; their calls then fail and say so
     * @return whether there was one
     * @throws IllegalStateException if two retired connections of this key have holders still, and those of a third are to be kept
     */
    public boolean retire(HBaseKey key, Retirement how, Throwable why) {
        return shared.retire(key.of(this), how, why);
    }

    /**
     * As {@link #retire(HBaseKey, Retirement, Throwable)}, for the connection behind this one, which ends.
     *
     * @throws IllegalArgumentException if the connection is not one of these
     */
    public boolean retire(Connection connection, Retirement how, Throwable why) {
        return shared.retire(connection, how, why);
    }

    /** Retires all; gives whether all could be, as {@link io.leasehold.SharedPoolOperations#retireAll} says. */
    public boolean retireAll(Retirement how, Throwable why) {
        return shared.operations().retireAll(how, why);
    }

    /**
     * Says that a user has other credentials now: his connections that are open are not given out again, their holders finish on
     * them, and the next acquire opens another. A relogin inside the same Subject needs no word; a new Subject that logged in by
     * Kerberos is noticed.
     */
    public void credentialsChanged(User user) {
        shared.credentialsChanged(Identity.of(user.getUGI()));
    }

    /** What is open, who holds it, and since when. */
    public SharedPoolSnapshot snapshot() {
        return shared.operations().snapshot();
    }

    /**
     * Gives nothing out any more, waits for those who hold something, and revokes what is left.
     *
     * @return whether every share came back by itself
     */
    public boolean drain(Duration timeout) {
        return shared.operations().drain(timeout);
    }

    /** Drains with no time given: what is held is revoked. A second call does nothing. */
    @Override
    public void close() {
        shared.operations().close();
    }

    /**
     * The real connection behind one that {@code acquire} gave, for libraries that cast it. It is not fenced: closing it closes it for
     * all. A share whose connection was unwrapped is reported when it is forgotten, and never taken back.
     *
     * @throws IllegalArgumentException if the connection is not one that {@code acquire} gave
     * @throws LeaseEndedException if its share has ended
     */
    public static Connection unwrap(Connection connection) {
        return SharedConnections.unwrap(connection);
    }

    private static User currentUser() {
        try {
            return User.getCurrent();
        } catch (IOException e) {
            throw new UncheckedIOException("Hadoop does not say who the current user is", e);
        }
    }
}
