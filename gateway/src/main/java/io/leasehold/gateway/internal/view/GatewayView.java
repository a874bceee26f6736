package io.leasehold.gateway.internal.view;

import io.leasehold.session.SessionRegistrySnapshot;
import java.time.Duration;
import java.util.List;

/** A running gateway, as its operators see it. Safe for any number of threads; no reading waits for a client or a backend. */
public interface GatewayView {

    String name();

    Duration age();

    /** Whether it takes new sessions: no once it drains. */
    boolean ready();

    List<BackendView> backends();

    SessionRegistrySnapshot sessions();

    /** Those that wait, run, or have a result that is not closed; the oldest first. */
    List<OperationView> operations();

    /** Bytes that the rows take which were read for clients and are kept for them. */
    long resultBytes();

    /** The sessions that keep a connection between their statements. */
    List<PinView> pins();

    /** The latest ends of sessions, the newest first; at most 100. */
    List<EndView> recentEnds();

    /**
     * Ends a session.
     *
     * @param by who asks for it, for the audit log
     * @return false if there is no such session
     */
    boolean endSession(String sessionId, String by);

    /** Cancels an operation; false if there is none, or it is over. */
    boolean cancelOperation(String operationId, String by);

    /** Takes a leased connection from its holder and destroys it; false if it has come back. */
    boolean revokeLease(String backend, long leaseId, String by);
}
