package io.leasehold.micrometer.internal;

import io.leasehold.session.SessionEndReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The counters and timers of one session registry, all there from the start. Safe for any number of threads. */
public final class SessionMeters {

    public final Counter started;
    public final Counter connectionsEnded;
    public final Timer opens;
    public final Timer lives;
    public final Counter refusals;
    public final Counter attaches;
    public final Counter detaches;
    public final Counter failedCloses;
    public final Counter hangingCloses;
    private final Map<SessionEndReason, Counter> ends;

    public SessionMeters(MeterRegistry registry, String name) {
        Tags tags = Tags.of("registry", name);
        this.started =
                PoolMeters.counter(registry, tags, "leasehold.session.connections.started", "Connections that started");
        this.connectionsEnded =
                PoolMeters.counter(registry, tags, "leasehold.session.connections.ended", "Connections that ended");
        this.opens = PoolMeters.timer(registry, tags, "leasehold.session.open", "Opens of sessions that succeeded");
        this.lives = PoolMeters.timer(registry, tags, "leasehold.session.life", "Lives of sessions that have ended");
        this.refusals =
                PoolMeters.counter(registry, tags, "leasehold.session.refusals", "Opens of sessions that were refused");
        this.attaches = PoolMeters.counter(
                registry,
                tags,
                "leasehold.session.attaches",
                "Sessions used over a connection other than the one that opened them");
        this.detaches =
                PoolMeters.counter(registry, tags, "leasehold.session.detaches", "Sessions left without their client");
        this.failedCloses = PoolMeters.counter(
                registry, tags, "leasehold.session.closes.failed", "Closes of what sessions held that failed");
        this.hangingCloses = PoolMeters.counter(
                registry, tags, "leasehold.session.closes.hanging", "Closes of what sessions held that did not end");
        this.ends = PoolMeters.each(
                SessionEndReason.class,
                reason -> PoolMeters.counter(
                        registry,
                        tags.and("reason", PoolMeters.word(reason)),
                        "leasehold.session.ends",
                        "Sessions that have ended"));
    }

    public void ended(@Nullable SessionEndReason reason) {
        if (reason != null) {
            PoolMeters.counterOf(ends, reason).increment();
        }
    }
}
