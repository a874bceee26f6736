package io.leasehold.gateway.internal.auth;

import io.leasehold.gateway.spi.PasswordHash;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A hash that is none: {@code cost$password}. It counts the work it would have been, and may be made to wait in its middle. Safe for
 * any number of threads.
 */
final class CountedHash implements PasswordHash {

    final AtomicInteger hashes = new AtomicInteger();
    final AtomicLong work = new AtomicLong();
    final AtomicInteger inside = new AtomicInteger();
    final AtomicInteger mostInside = new AtomicInteger();

    /** One for each hash that may go on. */
    final Semaphore gate = new Semaphore(Integer.MAX_VALUE / 2);

    @Override
    public String id() {
        return "counted";
    }

    @Override
    public String problem(String encoded) {
        return encoded.matches("\\d+\\$.*") ? "" : "must have the form cost$password";
    }

    @Override
    public boolean matches(char[] password, String encoded) {
        mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
            gate.acquireUninterruptibly();
            hashes.incrementAndGet();
            work.addAndGet(Long.parseLong(encoded.substring(0, encoded.indexOf('$'))));
            return encoded.substring(encoded.indexOf('$') + 1).equals(String.valueOf(password));
        } finally {
            inside.decrementAndGet();
        }
    }
}
