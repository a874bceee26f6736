package io.leasehold.gateway.internal.console;

import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tokens that let somebody log in once. Safe for any number of threads.
 *
 * <p>A token is known by its hash and taken out under the lock, so that of two who present it at once one is let in. There are a few
 * at a time; one more makes the oldest void, so that whoever asks for many fills no memory.
 */
final class ConsoleTokens {

    private static final int MOST = 16;

    private final Ticker ticker;
    private final long life;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Long> drawnAt = new LinkedHashMap<>();

    ConsoleTokens(Ticker ticker, Duration life) {
        this.ticker = ticker;
        this.life = life.toNanos();
    }

    /** A new token, good for one use. */
    String draw() {
        String token = DrawnSecret.draw();
        lock.lock();
        try {
            if (drawnAt.size() == MOST) {
                drawnAt.remove(drawnAt.keySet().iterator().next());
            }
            drawnAt.put(DrawnSecret.hash(token), ticker.nanos());
        } finally {
            lock.unlock();
        }
        return token;
    }

    /** Uses a token up; false if it is unknown, was used, or is too old, which nobody can tell apart. */
    boolean redeem(String token) {
        String hash = DrawnSecret.hash(token);
        lock.lock();
        try {
            Long at = drawnAt.remove(hash);
            return at != null && ticker.nanos() - at <= life;
        } finally {
            lock.unlock();
        }
    }
}
