package io.leasehold.thrift;

import io.leasehold.CannotOpenException;
import io.leasehold.InvalidConfigException;
import io.leasehold.PoolBuilder;
import io.leasehold.PoolConfig;
import io.leasehold.PoolListener;
import io.leasehold.spi.HandleGroup;
import io.leasehold.spi.HandlePool;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import io.leasehold.thrift.internal.ServerChildCounts;
import io.leasehold.thrift.internal.ThriftSettings;
import io.leasehold.thrift.internal.TransportConfig;
import io.leasehold.thrift.internal.TransportFactory;
import io.leasehold.thrift.internal.TransportGroupFactory;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.thrift.protocol.TProtocol;
import org.jspecify.annotations.Nullable;

/**
 * Describes a {@link ThriftPool} or a {@link ThriftPoolGroup}, then builds it. For one thread; a builder may build several.
 *
 * @param <C> the generated client
 */
public final class ThriftPoolBuilder<C> {

    private final ThriftSettings<C> settings;
    private @Nullable PoolListener listener;
    private @Nullable Ticker ticker;
    private @Nullable TaskRunner runner;
    private boolean retryUnsent;

    ThriftPoolBuilder(Function<? super TProtocol, ? extends C> clients) {
        this.settings = new ThriftSettings<>(clients);
    }

    /**
     * Where a server listens; one is required, and several make a group. A host name is resolved anew at every open, and all its
     * addresses are tried.
     */
    public ThriftPoolBuilder<C> endpoint(String host, int port) {
        settings.endpoints.add(new ThriftEndpoint(host, port));
        return this;
    }

    /** How errors, logs and events call the pool; by default its endpoint. */
    public ThriftPoolBuilder<C> name(String value) {
        settings.pool.name(value);
        settings.named = true;
        return this;
    }

    /**
     * Transports open at a time to one server, 1 to 10,000; 10 by default. Many servers spend a thread on each, HBase's among them, so a pool
     * that is too large starves other clients.
     */
    public ThriftPoolBuilder<C> maximumSize(int value) {
        settings.pool.maximumSize(value);
        return this;
    }

    /** Transports open at a time to all servers of a group, up to 100,000; by default as many as all may have together. */
    public ThriftPoolBuilder<C> maximumOfGroup(int value) {
        settings.maximumOfGroup = value;
        return this;
    }

    /** For how long a server of a group fails fast at first when it could not be reached; 2 s by default, zero: never. */
    public ThriftPoolBuilder<C> failFast(Duration value) {
        settings.failFast = value;
        return this;
    }

    /** How long {@link ThriftPool#acquire()} waits, zero (try once) to 24 hours; 30 s by default. */
    public ThriftPoolBuilder<C> acquireTimeout(Duration value) {
        settings.pool.acquireTimeout(value);
        return this;
    }

    /**
     * After which an idle transport is retired, from 100 ms, or zero: never; 45 s by default, since HBase's server hangs up
     * after 60 s without a call.
     */
    public ThriftPoolBuilder<C> idleTimeout(Duration value) {
        settings.pool.idleTimeout(value);
        return this;
    }

    /**
     * All other settings of a pool, by the names they have at {@link PoolConfig}. Its listener, ticker and runner are not asked for:
     * they are set here.
     */
    public ThriftPoolBuilder<C> pool(Consumer<? super PoolBuilder<?>> more) {
        more.accept(settings.pool);
        return this;
    }

    /** For one address, 1 ms to 1 hour; 5 s by default. All addresses together have three quarters of the pool's openTimeout. */
    public ThriftPoolBuilder<C> connectTimeout(Duration value) {
        settings.connectTimeout = value;
        return this;
    }

    /** How long a read waits for the server, 1 ms to 24 hours; 30 s by default. A call that takes longer destroys its transport. */
    public ThriftPoolBuilder<C> readTimeout(Duration value) {
        settings.readTimeout = value;
        return this;
    }

    /** Speaks in frames, as nonblocking servers do; off by default (buffered). */
    public ThriftPoolBuilder<C> framed(boolean value) {
        settings.framed = value;
        return this;
    }

    /** Speaks the compact protocol; off by default (binary). */
    public ThriftPoolBuilder<C> compact(boolean value) {
        settings.compact = value;
        return this;
    }

    /** Bytes of the largest message or frame that is taken, 1 kB to 2 GB; 100 MB by default. */
    public ThriftPoolBuilder<C> maximumMessageSize(int value) {
        settings.maximumMessageSize = value;
        return this;
    }

    /** Speaks TLS and has the server prove that it has the endpoint's name. Needs a {@link #check}. */
    public ThriftPoolBuilder<C> tls(SSLContext value) {
        settings.tls = value;
        return this;
    }

    /** Logs in by SASL PLAIN with what the supplier gives, asked at every open. Needs a {@link #check}. */
    public ThriftPoolBuilder<C> saslPlain(Supplier<PlainCredentials> value) {
        settings.plain = value;
        return this;
    }

    /** Puts a layer on every transport below the framing, for a SASL mechanism, say. Needs a {@link #check}. */
    public ThriftPoolBuilder<C> wrap(TransportWrapper value) {
        settings.wrapper = value;
        return this;
    }

    /**
     * A cheap call that any server of this service answers. It is made once after the first open, to find out whether both sides
     * speak alike; and, with TLS, SASL or a wrapper, where a read-peek shows nothing, whenever it is asked whether a transport is
     * alive. An error that the service answers with is an answer.
     */
    public ThriftPoolBuilder<C> check(ThriftCall<? super C, ?> value) {
        settings.check = value;
        return this;
    }

    /** Asks by the {@link #check} where a read-peek would do, too; off by default. */
    public ThriftPoolBuilder<C> checkByCall(boolean value) {
        settings.checkByCall = value;
        return this;
    }

    /** Says that several servers may stand behind the endpoint, so that what one has opened is never closed through another. */
    public ThriftPoolBuilder<C> balanced(boolean value) {
        settings.balanced = value;
        return this;
    }

    /** Has {@link ThriftPool#call} try once more if the transport failed before anything was sent; off by default. */
    public ThriftPoolBuilder<C> retryUnsent(boolean value) {
        this.retryUnsent = value;
        return this;
    }

    /** Who finds the addresses of the host; by default the JDK's. */
    public ThriftPoolBuilder<C> resolver(HostResolver value) {
        settings.resolver = value;
        return this;
    }

    /** Told what happens in the pool, or in all pools of a group. */
    public ThriftPoolBuilder<C> listener(PoolListener value) {
        this.listener = value;
        return this;
    }

    /** Whose time the pool goes by; for tests. */
    public ThriftPoolBuilder<C> ticker(Ticker value) {
        this.ticker = value;
        return this;
    }

    /** Who runs the pool's work in the background; for tests. */
    public ThriftPoolBuilder<C> runner(TaskRunner value) {
        this.runner = value;
        return this;
    }

    /**
     * Builds a pool of the one endpoint that was given and opens its first transport.
     *
     * @throws InvalidConfigException naming every setting that is missing or out of range
     * @throws CannotOpenException if that open fails; {@link PoolConfig#initializationFailTimeout()} says for how long it is
     *     repeated, or that it is not waited for
     */
    public ThriftPool<C> build() {
        TransportConfig<C> config = settings.resolve();
        ServerChildCounts counts = new ServerChildCounts();
        TransportFactory<C> factory = new TransportFactory<>(settings.onlyEndpoint(), config, counts);
        return new ThriftPool<>(HandlePool.open(config.pool(), factory, listener, ticker, runner), retryUnsent, counts);
    }

    /**
     * Builds a group of all endpoints that were given; it opens nothing yet.
     *
     * @throws InvalidConfigException naming every setting that is missing or out of range
     */
    public ThriftPoolGroup<C> buildGroup() {
        TransportGroupFactory<C> factory = settings.resolveGroup();
        return new ThriftPoolGroup<>(
                HandleGroup.open(factory.group(), factory, listener, ticker, runner),
                settings.endpoints(),
                retryUnsent,
                factory.counts());
    }
}
