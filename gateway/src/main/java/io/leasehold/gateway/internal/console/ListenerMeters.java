package io.leasehold.gateway.internal.console;

import io.leasehold.gateway.internal.wire.WireCounters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The meters of one listener: who is connected, who was not let in and why, and clients that were not heard of again. Holds the listener
 * as weakly as its registry does.
 */
final class ListenerMeters<L> {

    private final MeterRegistry registry;
    private final String name;
    private final L listener;
    private final Function<L, WireCounters> counts;

    ListenerMeters(MeterRegistry registry, String name, L listener, Function<L, WireCounters> counts) {
        this.registry = registry;
        this.name = name;
        this.listener = listener;
        this.counts = counts;
    }

    void bind() {
        Gauge.builder(
                        "leasehold.gateway.connections",
                        listener,
                        now -> counts.apply(now).connections())
                .tag("listener", name)
                .description("Clients that are connected, those that log in included")
                .register(registry);
        counter("connections.opened", "Connections that were let in", WireCounters::opened);
        refused("full", WireCounters::full);
        refused("at_once", WireCounters::closedAtOnce);
        refused("slow_login", WireCounters::slowLogins);
        counter("logins.failed", "Logins that were refused", WireCounters::failedLogins);
        counter("garbage", "Connections and requests that sent what is no call", WireCounters::garbage);
        gone("in_call", WireCounters::clientsGone);
        gone("unacknowledged", WireCounters::unacknowledged);
    }

    private void counter(String what, String description, ToDoubleFunction<WireCounters> count) {
        meter(what, description, count).register(registry);
    }

    private void refused(String reason, ToDoubleFunction<WireCounters> count) {
        meter("connections.refused", "Connections that were not let in, or not for long", count)
                .tag("reason", reason)
                .register(registry);
    }

    private void gone(String when, ToDoubleFunction<WireCounters> count) {
        meter("clients.gone", "Clients that were gone without a word", count)
                .tag("when", when)
                .register(registry);
    }

    private FunctionCounter.Builder<L> meter(String what, String description, ToDoubleFunction<WireCounters> count) {
        Function<L, WireCounters> read = counts;
        return FunctionCounter.builder(
                        "leasehold.gateway." + what, listener, now -> count.applyAsDouble(read.apply(now)))
                .tag("listener", name)
                .description(description);
    }
}
