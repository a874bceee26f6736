package io.leasehold.thrift.internal;

import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import io.leasehold.Pool;
import io.leasehold.PoolBuilder;
import io.leasehold.PoolConfig;
import io.leasehold.PoolGroupConfig;
import io.leasehold.thrift.HostResolver;
import io.leasehold.thrift.PlainCredentials;
import io.leasehold.thrift.ThriftCall;
import io.leasehold.thrift.ThriftEndpoint;
import io.leasehold.thrift.TransportWrapper;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.protocol.TProtocol;
import org.jspecify.annotations.Nullable;

/** The settings of a Thrift pool as its builder gathers them, and the judgement on them. For one thread. */
public final class ThriftSettings<C> {

    /** HBase's Thrift server hangs up after 60 s without a call (hbase.thrift.server.socket.read.timeout). */
    private static final Duration IDLE = Duration.ofSeconds(45);

    private static final Duration LONGEST_FAIL_FAST = Duration.ofSeconds(30);
    private static final Duration FORGET_AFTER = Duration.ofMinutes(5);
    private static final int MEGABYTE = 1 << 20;

    public final PoolBuilder<?> pool = Pool.of(Object::new).idleTimeout(IDLE);
    public boolean named;
    public final List<ThriftEndpoint> endpoints = new ArrayList<>();
    public @Nullable Integer maximumOfGroup;
    public Duration failFast = Duration.ofSeconds(2);
    public Duration connectTimeout = Duration.ofSeconds(5);
    public Duration readTimeout = Duration.ofSeconds(30);
    public boolean framed;
    public boolean compact;
    public int maximumMessageSize = 100 * MEGABYTE;
    public HostResolver resolver = host -> List.of(InetAddress.getAllByName(host));
    public @Nullable SSLContext tls;
    public @Nullable Supplier<PlainCredentials> plain;
    public @Nullable TransportWrapper wrapper;
    public @Nullable ThriftCall<? super C, ?> check;
    public boolean checkByCall;
    public boolean balanced;

    private final Function<? super TProtocol, ? extends C> clients;

    public ThriftSettings(Function<? super TProtocol, ? extends C> clients) {
        this.clients = Objects.requireNonNull(clients, "clients: such as Service.Client::new");
    }

    public ThriftEndpoint onlyEndpoint() {
        return endpoints.get(0);
    }

    public List<ThriftEndpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    /**
     * The settings of a pool, if all of them are in order.
     *
     * @throws InvalidConfigException naming every one that is not
     */
    public TransportConfig<C> resolve() {
        List<Violation> violations = violations();
        if (endpoints.size() > 1) {
            violations.add(new Violation("endpoint", endpoints.toString(), "must be one, or else: buildGroup()"));
        }
        return config(violations);
    }

    /** As {@link #resolve}, for a group. */
    public TransportGroupFactory<C> resolveGroup() {
        pool.initializationFailTimeout(Duration.ofMillis(-1));
        List<Violation> violations = violations();
        if (Set.copyOf(endpoints).size() < endpoints.size()) {
            violations.add(new Violation("endpoint", endpoints.toString(), "must be given once each"));
        }
        TransportConfig<C> config = config(violations);
        int all = Math.min(PoolGroupConfig.LARGEST_GROUP, config.pool().maximumSize() * endpoints.size());
        Duration longest = failFast.compareTo(LONGEST_FAIL_FAST) > 0 ? failFast : LONGEST_FAIL_FAST;
        PoolGroupConfig group = new PoolGroupConfig(
                config.pool(), maximumOfGroup == null ? all : maximumOfGroup, failFast, longest, FORGET_AFTER);
        return new TransportGroupFactory<>(group, config, new ServerChildCounts());
    }

    private TransportConfig<C> config(List<Violation> violations) {
        if (!named && !endpoints.isEmpty()) {
            pool.name(onlyEndpoint().toString());
        }
        PoolConfig sizes = null;
        try {
            sizes = pool.config();
        } catch (InvalidConfigException e) {
            violations.addAll(e.violations());
        }
        if (sizes == null || !violations.isEmpty()) {
            throw new InvalidConfigException("Thrift pool of " + endpoints, violations);
        }
        return config(sizes);
    }

    private TransportConfig<C> config(PoolConfig sizes) {
        return new TransportConfig<>(
                sizes,
                clients,
                compact ? new TCompactProtocol.Factory() : new TBinaryProtocol.Factory(),
                framed,
                connectTimeout,
                readTimeout,
                maximumMessageSize,
                resolver,
                tls,
                plain != null ? new SaslPlain(plain) : wrapper,
                check,
                checkByCall || !isPlainSocket(),
                balanced);
    }

    private boolean isPlainSocket() {
        return tls == null && plain == null && wrapper == null;
    }

    private List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        if (endpoints.isEmpty()) {
            violations.add(new Violation("endpoint", "none", "must be given"));
        }
        for (ThriftEndpoint endpoint : endpoints) {
            if (endpoint.host() == null || endpoint.host().isBlank()) {
                violations.add(new Violation("endpoint", "'" + endpoint.host() + "'", "must name a host"));
            }
            if (endpoint.port() < 1 || endpoint.port() > 65_535) {
                violations.add(new Violation("endpoint", "port " + endpoint.port(), "must be 1 to 65535"));
            }
        }
        range(violations, "connectTimeout", connectTimeout, Duration.ofHours(1));
        range(violations, "readTimeout", readTimeout, Duration.ofHours(24));
        if (maximumMessageSize < 1024) {
            violations.add(new Violation(
                    "maximumMessageSize",
                    Integer.toString(maximumMessageSize),
                    "must be 1024 to " + Integer.MAX_VALUE));
        }
        if (plain != null && wrapper != null) {
            violations.add(new Violation("wrap", "given", "must not be given beside saslPlain: choose one"));
        }
        if (check == null && (checkByCall || !isPlainSocket())) {
            violations.add(new Violation(
                    "check",
                    "null",
                    "must be given with TLS, SASL, a wrapper or checkByCall: a read-peek shows nothing there"));
        }
        return violations;
    }

    private static void range(List<Violation> violations, String setting, @Nullable Duration value, Duration most) {
        if (value == null || value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(most) > 0) {
            violations.add(new Violation(setting, String.valueOf(value), "must be 1 ms to " + most.toHours() + " h"));
        }
    }
}
