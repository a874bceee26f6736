package io.leasehold.micrometer;

import io.leasehold.micrometer.internal.SessionMeters;
import io.leasehold.session.SessionEvent;
import io.leasehold.session.SessionListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Counts what happens in session registries: connections, sessions that open, are refused, attach, detach, and end, by their reason.
 * One may listen to any number of registries, whose name is the tag that all meters have; users and addresses are none. Safe for any
 * number of threads.
 */
public final class SessionEventMetrics implements SessionListener {

    private final MeterRegistry registry;
    private final ConcurrentMap<String, SessionMeters> registries = new ConcurrentHashMap<>();

    /** Meters of a session registry come into this registry with the first thing that happens in it. */
    public SessionEventMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    private SessionMeters of(SessionEvent event) {
        return registries.computeIfAbsent(event.registry(), name -> new SessionMeters(registry, name));
    }

    @Override
    public void connectionStarted(SessionEvent event) {
        of(event).started.increment();
    }

    @Override
    public void connectionEnded(SessionEvent event) {
        of(event).connectionsEnded.increment();
    }

    @Override
    public void opened(SessionEvent event) {
        of(event).opens.record(event.duration());
    }

    @Override
    public void refused(SessionEvent event) {
        of(event).refusals.increment();
    }

    @Override
    public void attached(SessionEvent event) {
        of(event).attaches.increment();
    }

    @Override
    public void detached(SessionEvent event) {
        of(event).detaches.increment();
    }

    @Override
    public void ended(SessionEvent event) {
        of(event).ended(event.reason());
        of(event).lives.record(event.duration());
    }

    @Override
    public void closeFailed(SessionEvent event) {
        of(event).failedCloses.increment();
    }

    @Override
    public void closeHangs(SessionEvent event) {
        of(event).hangingCloses.increment();
    }
}
