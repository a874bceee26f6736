package io.leasehold.gateway.internal.console;

import io.leasehold.PoolListener;
import io.leasehold.PoolSnapshot;
import io.leasehold.gateway.internal.operation.OperationEnd;
import io.leasehold.gateway.internal.view.BackendView;
import io.leasehold.gateway.internal.view.GatewayView;
import io.leasehold.gateway.internal.view.OperationView;
import io.leasehold.gateway.internal.view.PinView;
import io.leasehold.gateway.internal.wire.WireCounters;
import io.leasehold.micrometer.PoolEventMetrics;
import io.leasehold.micrometer.PoolMetrics;
import io.leasehold.micrometer.SessionEventMetrics;
import io.leasehold.micrometer.SessionMetrics;
import io.leasehold.session.SessionListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The meters of a gateway: those of its pools and sessions, its own, and the JVM's. No tag is anything that a client could choose. Made
 * first, since pools and sessions want their listeners when they are built; shows the gateway once it is told of it. Safe for any number
 * of threads.
 */
public final class GatewayMeters implements AutoCloseable {

    /** From what an index answers to what somebody should look at; few, since each is a series for each backend. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final PoolEventMetrics pools = new PoolEventMetrics(registry);
    private final SessionEventMetrics sessions = new SessionEventMetrics(registry);

    /** What is closed with this; gauges hold what they read weakly, so these keep it alive as well. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    public GatewayMeters() {
        JvmGcMetrics collections = new JvmGcMetrics();
        collections.bindTo(registry);
        open.push(collections);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** To be given to each backend's pool. */
    public PoolListener pools() {
        return pools;
    }

    /** To be given to the registry of sessions. */
    public SessionListener sessions() {
        return sessions;
    }

    /** To be told of each operation that is over. */
    public Consumer<OperationEnd> operations() {
        return this::count;
    }

    /** What is there is found by its name and tags. */
    private void count(OperationEnd end) {
        Counter.builder("leasehold.gateway.operations.ended")
                .tag("backend", end.backend())
                .tag("outcome", end.outcome().name().toLowerCase(Locale.ROOT))
                .description("Operations that are over, by how they ended")
                .register(registry)
                .increment();
        timer("leasehold.gateway.operations.wait", "Until operations had a connection, or were over", end.backend())
                .record(end.waited());
        if (!end.ran().isZero()) {
            timer(
                            "leasehold.gateway.operations.run",
                            "Operations with their connection, their rows read",
                            end.backend())
                    .record(end.ran());
        }
    }

    private Timer timer(String name, String what, String backend) {
        return Timer.builder(name)
                .tag("backend", backend)
                .description(what)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** Shows what a listener counts. */
    public <L> void watchListener(String name, L listener, Function<L, WireCounters> counts) {
        ListenerMeters<L> meters = new ListenerMeters<>(registry, name, listener, counts);
        meters.bind();
    }

    /** Shows what stands in the gateway; once. */
    public void watch(GatewayView gateway) {
        for (BackendView backend : gateway.backends()) {
            String name = backend.name();
            PoolMetrics metrics = PoolMetrics.of(backend.pool().name(), () -> pool(gateway, name, backend.pool()));
            metrics.bindTo(registry);
            open.push(metrics);
            Gauge.builder("leasehold.gateway.pins", gateway, now -> pins(now.pins(), name))
                    .tag("backend", name)
                    .description("Sessions that keep a connection between their statements")
                    .register(registry);
        }
        SessionMetrics metrics = SessionMetrics.of(gateway.sessions().name(), gateway::sessions);
        metrics.bindTo(registry);
        open.push(metrics);
        for (String state : OperationParts.STATES) {
            Gauge.builder("leasehold.gateway.operations", gateway, now -> count(now.operations(), state))
                    .tag("state", state.toLowerCase(Locale.ROOT))
                    .description("Operations that are not closed, by their state")
                    .register(registry);
        }
        Gauge.builder("leasehold.gateway.results", gateway, GatewayView::resultBytes)
                .baseUnit("bytes")
                .description("Rows that were read for clients and are kept for them")
                .register(registry);
        Gauge.builder("leasehold.gateway.ready", gateway, now -> now.ready() ? 1 : 0)
                .description("Whether the gateway takes new sessions")
                .register(registry);
        TimeGauge.builder(
                        "leasehold.gateway.age",
                        gateway,
                        TimeUnit.MILLISECONDS,
                        now -> now.age().toMillis())
                .description("For how long the gateway has been running")
                .register(registry);
    }

    private static long pins(List<PinView> pins, String backend) {
        return pins.stream().filter(pin -> pin.backend().equals(backend)).count();
    }

    private static long count(List<OperationView> operations, String state) {
        return operations.stream()
                .filter(operation -> operation.state().equals(state))
                .count();
    }

    private static PoolSnapshot pool(GatewayView gateway, String backend, PoolSnapshot before) {
        return gateway.backends().stream()
                .filter(one -> one.name().equals(backend))
                .map(BackendView::pool)
                .findFirst()
                .orElse(before);
    }

    /** All of them, as Prometheus reads them. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        for (AutoCloseable one : open) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException("meters could not be taken out", e);
            }
        }
        registry.close();
    }
}
