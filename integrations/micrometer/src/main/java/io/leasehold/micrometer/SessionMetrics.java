package io.leasehold.micrometer;

import io.leasehold.micrometer.internal.Gauges;
import io.leasehold.session.SessionRegistry;
import io.leasehold.session.SessionRegistrySnapshot;
import io.leasehold.session.SessionState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What stands in the snapshot of a session registry, as gauges with the registry's name as the tag that all have. Safe for any number of
 * threads.
 *
 * <p>A scrape costs one snapshot. What happens between two scrapes is counted by {@link SessionEventMetrics}.
 */
public final class SessionMetrics implements MeterBinder, AutoCloseable {

    private final Supplier<String> name;
    private final Gauges<?, SessionRegistrySnapshot> gauges;

    private SessionMetrics(Supplier<String> name, Gauges<?, SessionRegistrySnapshot> gauges) {
        this.name = name;
        this.gauges = gauges;
    }

    /** Those of a registry, which the meter registry does not keep alive. */
    public static SessionMetrics of(SessionRegistry sessions) {
        return new SessionMetrics(sessions::name, new Gauges<>(sessions, SessionRegistry::snapshot));
    }

    /**
     * Those of a registry that only its snapshot is known of. The meter registry does not keep the function alive: whoever calls this
     * keeps what is returned.
     *
     * @param name the registry's name
     * @param snapshot called by scrapes, from any thread; must be quick
     */
    public static SessionMetrics of(String name, Supplier<SessionRegistrySnapshot> snapshot) {
        return new SessionMetrics(() -> name, new Gauges<>(snapshot, Supplier::get));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauges<?, SessionRegistrySnapshot>.On on = gauges.on(registry, Tags.of("registry", name.get()));
        for (SessionState state : SessionState.values()) {
            if (state != SessionState.ENDED) {
                on.gauge(
                        "leasehold.session.sessions",
                        "sessions",
                        "Sessions that have not ended, by where they are in their life",
                        Tags.of("state", state.name().toLowerCase(Locale.ROOT)),
                        now -> now.count(state));
            }
        }
        on.gauge(
                        "leasehold.session.connections",
                        "connections",
                        "Connections of clients",
                        now -> now.connections().size())
                .gauge(
                        "leasehold.session.remembered",
                        "sessions",
                        "Ended sessions that are remembered for their owners",
                        SessionRegistrySnapshot::remembered)
                .gauge(
                        "leasehold.session.returning",
                        "sessions",
                        "Sessions, ended or detached, that are giving something back",
                        SessionRegistrySnapshot::returning)
                .gauge(
                        "leasehold.session.hanging",
                        "closes",
                        "Closes that hang and were left to their workers",
                        SessionRegistrySnapshot::hanging);
    }

    /** Takes the gauges out of every registry they were bound to, but not those of another session registry of this name. */
    @Override
    public void close() {
        gauges.remove();
    }
}
