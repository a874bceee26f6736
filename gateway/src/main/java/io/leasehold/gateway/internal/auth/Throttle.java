package io.leasehold.gateway.internal.auth;

import io.leasehold.gateway.internal.settings.Addresses;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bounds how many logins may fail from one address within a minute. Safe for any number of threads.
 *
 * <p>A login that is being verified may fail still, so it counts as failed until it ends: where both together would be more than the
 * maximum, the next one waits for an end, and is refused only once the maximum has really failed. So no crowd of logins at once gets
 * more tries than one after the other, and many at once that are right are none too many.
 *
 * <p>Of version 6 the network of 64 bits counts, since whoever has one address has all of it.
 */
final class Throttle {

    private static final long WINDOW = Duration.ofMinutes(1).toNanos();
    private static final int SWEPT_FIRST_AT = 1_024;
    private static final int NETWORK_BYTES = 8;

    private static final class Tries {
        final Deque<Long> failures = new ArrayDeque<>();
        int running;
    }

    /** A login that is being verified; ends once. */
    final class Try {
        private final String key;

        private Try(String key) {
            this.key = key;
        }

        /**
         * Ends it.
         *
         * @return whether this was the failure with which the address has no tries left
         */
        boolean end(boolean failed) {
            return Throttle.this.end(key, failed);
        }
    }

    private final int maximum;
    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Map<String, Tries> byAddress = new HashMap<>();
    private int sweepAt = SWEPT_FIRST_AT;

    Throttle(int maximum, Ticker ticker) {
        this.maximum = maximum;
        this.ticker = ticker;
    }

    /** A try, as soon as the address may have one; empty if it has none left. */
    Optional<Try> begin(String address) throws InterruptedException {
        String key = key(address);
        lock.lockInterruptibly();
        try {
            sweep();
            while (true) {
                Tries tries = byAddress.computeIfAbsent(key, unknown -> new Tries());
                forget(tries);
                if (tries.failures.size() >= maximum) {
                    return Optional.empty();
                }
                if (tries.failures.size() + tries.running < maximum) {
                    tries.running++;
                    return Optional.of(new Try(key));
                }
                ended.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean end(String key, boolean failed) {
        lock.lock();
        try {
            Tries tries = byAddress.computeIfAbsent(key, unknown -> new Tries());
            tries.running--;
            if (failed) {
                tries.failures.add(ticker.nanos());
            }
            forget(tries);
            if (tries.running == 0 && tries.failures.isEmpty()) {
                byAddress.remove(key);
            }
            ended.signalAll();
            return failed && tries.failures.size() == maximum;
        } finally {
            lock.unlock();
        }
    }

    private void forget(Tries tries) {
        long now = ticker.nanos();
        while (!tries.failures.isEmpty() && now - tries.failures.getFirst() >= WINDOW) {
            tries.failures.removeFirst();
        }
    }

    /** Keeps addresses whose failures are forgotten from piling up: seldom enough to cost nothing, often enough to bound them. */
    private void sweep() {
        if (byAddress.size() >= sweepAt) {
            byAddress.values().removeIf(tries -> {
                forget(tries);
                return tries.running == 0 && tries.failures.isEmpty();
            });
            sweepAt = Math.max(SWEPT_FIRST_AT, 2 * byAddress.size());
        }
    }

    private static String key(String address) {
        return Addresses.bytes(address)
                .map(bytes -> HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, NETWORK_BYTES))))
                .orElse(address);
    }

    /** How many addresses are remembered; for tests. */
    int addresses() {
        lock.lock();
        try {
            return byAddress.size();
        } finally {
            lock.unlock();
        }
    }
}
