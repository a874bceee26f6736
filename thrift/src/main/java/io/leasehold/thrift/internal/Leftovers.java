package io.leasehold.thrift.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.thrift.TException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends on the server what holders left open there. Safe for any thread; its calls run on workers alone.
 *
 * <p>A child's id means something to one server process only, and begins again after a restart. So it is ended over its own
 * transport while that lives; else over one that was open before the child was, for as long as that lives its server has not
 * been restarted; behind a balancer over none but its own. What nobody can end is left to the server, counted and told.
 */
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger("io.leasehold.thrift");

    /** HBase's scanners live so long without being used, by default; later there is nothing to end. */
    private static final long WORTH_ENDING_NANOS = Duration.ofSeconds(60).toNanos();

    /** A good-bye holds up nobody, but a server that does not answer holds up the close. */
    private static final long LONGEST_FAREWELL_MILLIS = 1000;

    private record Leftover(ServerChild child, long since) {}

    private final String pool;
    private final boolean balanced;
    private final ServerChildCounts counts;
    private final Set<ThriftConnection> open = ConcurrentHashMap.newKeySet();
    private final Set<Leftover> leftovers = ConcurrentHashMap.newKeySet();

    Leftovers(String pool, boolean balanced, ServerChildCounts counts) {
        this.pool = pool;
        this.balanced = balanced;
        this.counts = counts;
    }

    void opened(ThriftConnection connection) {
        open.add(connection);
    }

    /** Says good-bye for what is still open through this connection, which is about to be closed and nobody's. */
    void endBefore(ThriftConnection connection, Duration limit) {
        for (ServerChild child : Set.copyOf(connection.children())) {
            if (!connection.isQuiet()) {
                return;
            }
            try {
                connection.socket().waitAtMost(Math.min(limit.toMillis(), LONGEST_FAREWELL_MILLIS));
                if (end(child, connection)) {
                    connection.children().remove(child);
                }
            } catch (Exception e) {
                LOG.debug("pool '{}': {} could not be closed with its transport", pool, child, e);
                return;
            }
        }
    }

    /** The connection is gone, and what it left open is looked after by another or given up. */
    void closed(ThriftConnection connection) {
        if (open.remove(connection)) {
            broke(connection);
        }
    }

    /** The connection has a child more. One that was closed before that, by a revoke, looks after none any more. */
    void childOpened(ThriftConnection connection) {
        if (!open.contains(connection)) {
            broke(connection);
        }
    }

    /**
     * The connection broke and will be closed. To be called before its siblings become suspects: their checks, which end what it
     * left, may be over by the time it is closed.
     *
     * <p>It may be called by several at once, its closing among them: each child is taken by one of them. Whoever adds one and then
     * finds the connection closed looks for hope itself, since who closed it may have looked before that.
     */
    void broke(ThriftConnection connection) {
        long now = System.nanoTime();
        for (ServerChild child : connection.children()) {
            if (connection.children().remove(child)) {
                leftovers.add(new Leftover(child, now));
            }
        }
        if (!open.contains(connection)) {
            leftovers.forEach(leftover -> giveUpIfHopeless(leftover, now));
        }
    }

    private void giveUpIfHopeless(Leftover leftover, long now) {
        boolean hope = !balanced
                && now - leftover.since < WORTH_ENDING_NANOS
                && open.stream().anyMatch(leftover.child::isNewerThan);
        if (!hope && leftovers.remove(leftover)) {
            counts.wasLeft();
            LOG.warn(
                    "pool '{}': {} was left to its server, since no transport that was open before it lives",
                    pool,
                    leftover.child);
        }
    }

    /** Ends what others left, through a connection that was just found alive and that nobody has. */
    void endThrough(ThriftConnection connection) throws Exception {
        long now = System.nanoTime();
        for (Leftover leftover : leftovers) {
            giveUpIfHopeless(leftover, now);
            if (leftover.child.isNewerThan(connection) && leftovers.remove(leftover)) {
                try {
                    end(leftover.child, connection);
                } catch (Exception e) {
                    leftovers.add(leftover);
                    throw e;
                }
            }
        }
    }

    /** Any answer means that it is open no more. */
    private boolean end(ServerChild child, ThriftConnection connection) throws TException {
        try {
            child.end(connection.protocol(Gate.OPEN));
        } catch (TException e) {
            if (!connection.isQuiet()) {
                throw e;
            }
        }
        counts.wasEndedLate();
        return true;
    }
}
