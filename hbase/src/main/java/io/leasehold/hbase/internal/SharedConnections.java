package io.leasehold.hbase.internal;

import io.leasehold.CannotOpenException;
import io.leasehold.PoolFullException;
import io.leasehold.Retirement;
import io.leasehold.SharedPoolConfig;
import io.leasehold.SharedPoolListener;
import io.leasehold.SharedPoolOperations;
import io.leasehold.hbase.ContradictingConfigurationException;
import io.leasehold.spi.SharedHandlePool;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.hbase.client.Connection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pool of shared connections, and what HBase adds to one: a share is given out only if its connection is alive, has the
 * credentials of today, and does what the holder's Configuration asks for. Safe for use by many threads.
 */
public final class SharedConnections {
    private static final Logger LOG = LoggerFactory.getLogger("io.leasehold.hbase.HBaseConnections");
    /** Checking only asks HBase's client whether it has given up. */
    public static final Duration CHECK_TIMEOUT = Duration.ofSeconds(5);

    /** A holder of an HBase connection does more than an acquire: where each stands is worth a microsecond. */
    public static final int SITE_SAMPLING = 1;

    private static final int MOST_WARNINGS = 100;

    private final SharedHandlePool<SharedKey, SharedConnection, HBaseShare> pool;
    private final Credentials credentials = new Credentials();
    private final boolean refuses;
    private final Set<List<String>> warned = ConcurrentHashMap.newKeySet();

    /** @param refuses whether a contradicting Configuration is refused; if not, it is warned of once */
    public SharedConnections(
            SharedPoolConfig config,
            HBaseFactory.Opener opener,
            boolean refuses,
            @Nullable SharedPoolListener listener,
            @Nullable Ticker ticker,
            @Nullable TaskRunner runner) {
        this.pool = SharedHandlePool.open(config, new HBaseFactory(opener, credentials), listener, ticker, runner);
        this.refuses = refuses;
    }

    /** An opener of real connections. */
    public static HBaseFactory.Opener proven(Duration proofTimeout, ClassLoader classLoader) {
        return new ConnectionOpener(proofTimeout, classLoader)::open;
    }

    /** Acquires within the pool's own timeout. */
    public Connection acquire(SharedKey key) {
        return acquire(key, pool.config().acquireTimeout());
    }

    /** Acquires within a timeout; zero tries once. */
    public Connection acquire(SharedKey key, Duration timeout) {
        long begin = System.nanoTime();
        HBaseShare share = pool.acquire(key, timeout.toNanos());
        while (!isFit(share, key)) {
            long left = Math.max(0, timeout.toNanos() - (System.nanoTime() - begin));
            share = pool.acquire(key, left);
        }
        return share.connection();
    }

    /**
     * Looks at a share that was just acquired; an error on the way ends it, since nobody has it yet. If it will not do, its connection
     * is retired, once, whoever sees it first: each round has a younger one.
     */
    private boolean isFit(HBaseShare share, SharedKey key) {
        try {
            String objection = objectionTo(share, key);
            if (!objection.isEmpty()) {
                pool.retire(share, Retirement.KEEP_HOLDERS, new IllegalStateException(objection));
                return false;
            }
            if (share.shared().key() != key) {
                agree(share, key);
            }
            return true;
        } catch (Throwable e) {
            share.close();
            throw e;
        }
    }

    /** Acquires what is open; empty if nothing is, and then an open may have begun. */
    public Optional<Connection> tryAcquire(SharedKey key) {
        try {
            return Optional.of(acquire(key, Duration.ZERO));
        } catch (PoolFullException | CannotOpenException notYet) {
            return Optional.empty();
        }
    }

    private String objectionTo(HBaseShare share, SharedKey key) {
        SharedConnection shared = share.shared();
        return shared.isDead() ? "HBase's client has given it up" : credentials.objectionTo(shared, key);
    }

    private void agree(HBaseShare share, SharedKey key) {
        SharedConnection shared = share.shared();
        List<String> differences = key.settings().differencesFrom(shared.key().settings());
        if (differences.isEmpty()) {
            return;
        }
        ContradictingConfigurationException error =
                new ContradictingConfigurationException(key.toString(), differences, shared.site());
        if (refuses) {
            throw error;
        }
        if (warned.size() < MOST_WARNINGS && warned.add(differences)) {
            LOG.warn("{}: {}", pool.name(), error.getMessage());
        }
    }

    /** See {@link io.leasehold.SharedPoolOperations#retire}. */
    public boolean retire(SharedKey key, Retirement how, Throwable why) {
        return pool.retire(key, how, why);
    }

    /** As {@link #retire(SharedKey, Retirement, Throwable)}, for the connection that this holder has. */
    public boolean retire(Connection handle, Retirement how, Throwable why) {
        return pool.retire(viewOf(handle).share, how, why);
    }

    /** Connections of this identity that are open now are not given out again. */
    public void credentialsChanged(Identity identity) {
        credentials.changed(identity);
    }

    /** Everything that is the same for all shared pools. */
    public SharedPoolOperations<SharedKey> operations() {
        return pool;
    }

    /** The real connection behind a handle; its share is never taken back as abandoned from then on. */
    public static Connection unwrap(Connection handle) {
        return viewOf(handle).share.unwrap();
    }

    private static ConnectionView viewOf(Connection handle) {
        InvocationHandler behind = Proxy.isProxyClass(handle.getClass()) ? Proxy.getInvocationHandler(handle) : null;
        if (behind instanceof ConnectionView view) {
            return view;
        }
        throw new IllegalArgumentException(
                "Not a connection that acquire gave: " + handle.getClass().getName());
    }
}
