package io.leasehold.gateway.internal.backend;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What clients are told when a backend has no connection for them, and what the operator is told in their place: a pool's own words
 * name host, user, counts and holders, which are nothing for everybody who can log in. Safe for any number of threads.
 */
final class Unreachable {

    private static final Logger LOG = LoggerFactory.getLogger(Unreachable.class);

    /** The pool's own states: all are in use, interrupted while waiting, closed. */
    private static final String FULL = "08L01";

    private static final String INTERRUPTED = "08L02";
    private static final String CLOSED = "08L03";

    /** SQL standard: the client was unable to establish the connection. */
    private static final String NOT_CONNECTED = "08001";

    /** "PostgreSQL Error Codes": too many connections, and cannot connect now, which a server says that starts or stops. */
    private static final Set<String> FOR_A_WHILE = Set.of("53300", "57P01", "57P02", "57P03");

    /** "Connection is broken", of which H2 makes no class 08. */
    private static final String H2_BROKEN = "90067";

    private static final long PERIOD = Duration.ofSeconds(1).toNanos();

    private final String backend;
    private final AtomicLong nextLine = new AtomicLong(Long.MIN_VALUE);

    Unreachable(String backend) {
        this.backend = backend;
    }

    /**
     * What a client is told in place of the pool's words, which become the cause and, at most once a second, a line of the log.
     *
     * @param retryIn when it is tried again, zero if nobody knows
     */
    SQLException told(SQLException pools, Duration retryIn, long now) {
        String state = String.valueOf(pools.getSQLState());
        if (mayTell(now)) {
            LOG.warn("backend {} has no connection for a client: {}", backend, pools.getMessage());
        }
        // A login that the backend refuses is the gateway's: to a client class 28 would speak of its own.
        return new SQLException(
                words(state, retryIn), state.startsWith("08") ? state : NOT_CONNECTED, pools.getErrorCode(), pools);
    }

    private String words(String state, Duration retryIn) {
        return switch (state) {
            case FULL -> "backend " + backend + " had no connection free in time";
            case INTERRUPTED -> "the wait for a connection of backend " + backend + " was interrupted";
            case CLOSED -> "the gateway is being stopped";
            default ->
                "backend " + backend + " cannot be reached at the moment"
                        + (retryIn.isZero() ? "" : "; it is tried again in " + Math.max(1, retryIn.toSeconds()) + " s");
        };
    }

    private boolean mayTell(long now) {
        long next = nextLine.get();
        return (next == Long.MIN_VALUE || now - next >= 0) && nextLine.compareAndSet(next, now + PERIOD);
    }

    /** Whether an error says that a backend is away, which passes, and not that something about it must be changed. */
    static boolean isOutage(SQLException error) {
        String state = String.valueOf(innermost(error).getSQLState());
        return state.startsWith("08") || state.equals(H2_BROKEN) || FOR_A_WHILE.contains(state);
    }

    /** What the driver said, which names the place and the reason, without the pool's words around it. */
    static String driversWords(SQLException error) {
        return String.valueOf(innermost(error).getMessage());
    }

    private static SQLException innermost(SQLException error) {
        SQLException innermost = error;
        for (Throwable at = error.getCause(); at != null; at = at.getCause()) {
            innermost = at instanceof SQLException one ? one : innermost;
        }
        return innermost;
    }
}
