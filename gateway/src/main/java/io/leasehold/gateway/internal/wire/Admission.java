package io.leasehold.gateway.internal.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who is let in: so many connections, a few more that are told there are too many, and of each address so many that have not
 * logged in yet. Safe for any number of threads.
 *
 * <p>A place is a ticket that is given back once, whatever becomes of the connection; so the counts cannot drift.
 */
final class Admission {

    /** How many connections beyond the maximum shake hands and are told why they cannot stay. */
    static final int RESERVE = 16;

    private final int maximum;
    private final int reserve;
    private final int loggingInPerAddress;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> loggingIn = new HashMap<>();
    private int regular;
    private int extra;
    private int loggingInNow;

    Admission(int maximum, int reserve, int loggingInPerAddress) {
        this.maximum = maximum;
        this.reserve = reserve;
        this.loggingInPerAddress = loggingInPerAddress;
    }

    /** A place for a connection from there, or null if there is none. */
    @Nullable Ticket enter(String address) {
        lock.lock();
        try {
            boolean isExtra = regular >= maximum;
            if (isExtra && extra >= reserve || loggingIn.getOrDefault(address, 0) >= loggingInPerAddress) {
                return null;
            }
            if (isExtra) {
                extra++;
            } else {
                regular++;
            }
            loggingIn.merge(address, 1, Integer::sum);
            loggingInNow++;
            return new Ticket(address, isExtra);
        } finally {
            lock.unlock();
        }
    }

    int connections() {
        lock.lock();
        try {
            return regular + extra;
        } finally {
            lock.unlock();
        }
    }

    int loggingIn() {
        lock.lock();
        try {
            return loggingInNow;
        } finally {
            lock.unlock();
        }
    }

    /** A connection's place. */
    final class Ticket {

        private final String address;
        private final boolean isExtra;
        private final AtomicBoolean isLoggedIn = new AtomicBoolean();
        private final AtomicBoolean hasLeft = new AtomicBoolean();

        private Ticket(String address, boolean isExtra) {
            this.address = address;
            this.isExtra = isExtra;
        }

        /** Whether it is beyond the maximum. */
        boolean isExtra() {
            return isExtra;
        }

        boolean isLoggedIn() {
            return isLoggedIn.get();
        }

        /** The connection does not count for its address any more; a second time does nothing. */
        void loggedIn() {
            if (isLoggedIn.compareAndSet(false, true)) {
                lock.lock();
                try {
                    loggingIn.computeIfPresent(address, (any, count) -> count > 1 ? count - 1 : null);
                    loggingInNow--;
                } finally {
                    lock.unlock();
                }
            }
        }

        /** Gives the place back; a second time does nothing. */
        void leave() {
            loggedIn();
            if (hasLeft.compareAndSet(false, true)) {
                lock.lock();
                try {
                    if (isExtra) {
                        extra--;
                    } else {
                        regular--;
                    }
                } finally {
                    lock.unlock();
                }
            }
        }
    }
}
